//! Places in a source text: byte spans, and their lines, columns and UTF-16 offsets.

use serde::{Deserialize, Serialize};

/// A half-open range of bytes of the source text.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default, Serialize, Deserialize,
)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// The bytes from `start` up to `end`.
    pub fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The smallest span that covers both.
    pub fn cover(self, other: Span) -> Span {
        Span::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// The bytes as a range, for slicing.
    pub fn range(self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Where the lines of a text begin; converts byte offsets to what people and browsers count.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines {
    /// Byte offset of the first byte of each line.
    starts: Vec<u32>,
}

impl Lines {
    /// Lines end at `\n`, `\r\n` or a lone `\r`, as Python reads them.
    pub fn new(text: &str) -> Self {
        let bytes = text.as_bytes();
        let mut starts = vec![0];
        for (i, &b) in bytes.iter().enumerate() {
            if b == b'\n' || (b == b'\r' && bytes.get(i + 1) != Some(&b'\n')) {
                starts.push(i as u32 + 1);
            }
        }
        Self { starts }
    }

    /// The line of a byte offset, counted from 1. Offsets past the end answer the last line.
    pub fn line(&self, byte_offset: u32) -> u32 {
        self.starts.partition_point(|&start| start <= byte_offset) as u32
    }

    /// The byte offset at which a line (from 1) begins; the last line's for one past the end.
    pub fn start_of(&self, line: u32) -> u32 {
        let last = self.starts.len() - 1;
        self.starts[(line.max(1) as usize - 1).min(last)]
    }
}

/// The UTF-16 offset (what a browser's editor counts) of a byte offset of `text`.
/// An offset inside of a character answers that character's own.
pub fn utf16_from_byte(text: &str, byte_offset: usize) -> usize {
    let mut end = byte_offset.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].encode_utf16().count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_every_ending() {
        let lines = Lines::new("a\nb\r\nc\rd");
        let found: Vec<u32> = [0, 1, 2, 3, 4, 5, 6, 7].map(|o| lines.line(o)).to_vec();
        assert_eq!(found, [1, 1, 2, 2, 2, 3, 3, 4]);
        assert_eq!(lines.start_of(3), 5);
        assert_eq!(lines.start_of(99), 7);
    }

    #[test]
    fn utf16_counts_surrogates() {
        let text = "a😀é中";
        assert_eq!(utf16_from_byte(text, 1), 1);
        assert_eq!(utf16_from_byte(text, 5), 3);
        assert_eq!(utf16_from_byte(text, 7), 4);
        assert_eq!(utf16_from_byte(text, 99), 5);
    }
}
