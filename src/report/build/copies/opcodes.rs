//! Pickles as `pickletools.dis` prints them: position, opcode, argument, where its mark is.

use crate::cpython::Build;
use crate::cpython::pickle_opcodes::{Argument, Opcode, Takes, opcode};
use crate::machine::values::{float_text, str_repr};
use crate::report::texts::cut;
use num_bigint::BigInt;

/// Opcodes that are shown.
const SHOWN: usize = 1000;
/// Characters of an argument that are shown.
const LONG: usize = 200;
/// Bytes of the longest int that `repr` would turn into digits (4300 of them, 3.11+).
const DIGITS: usize = 1786;

/// The lines for a pickle: one for each opcode, then the highest protocol among them (Lib/pickletools.py,
/// dis). A long argument and a long pickle are cut, marked with `…`; so is what is no pickle.
pub(super) fn lines(pickle: &[u8], build: Build) -> Vec<String> {
    let mut reader = Reader {
        bytes: pickle,
        at: 0,
        build,
    };
    let mut stack = Stack::default();
    let mut lines = Vec::new();
    let mut protocol = 0;
    let mut left = 0;
    while reader.at < pickle.len() {
        let position = reader.at;
        let read = reader.opcode();
        let Some((opcode, argument)) = read else {
            lines.push("…".into());
            return lines;
        };
        protocol = protocol.max(opcode.protocol);
        let depth = stack.marks.len();
        let said = stack.apply(opcode, position);
        if lines.len() < SHOWN {
            lines.push(line(position, opcode, depth, argument, said));
        } else {
            left += 1;
        }
    }
    if left > 0 {
        lines.push(format!("… {left} more"));
    }
    lines.push(format!("highest protocol among opcodes = {protocol}"));
    lines
}

fn line(
    position: usize,
    opcode: &Opcode,
    depth: usize,
    argument: Option<String>,
    said: Option<String>,
) -> String {
    let code = if opcode.code < 0x80 {
        char::from(opcode.code).to_string()
    } else {
        format!("\\x{:02x}", opcode.code)
    };
    let indent = "    ".repeat(depth);
    let mut line = format!("{position:5}: {code:<4} {indent}{}", opcode.name);
    if argument.is_none() && said.is_none() {
        return line;
    }
    line += &" ".repeat(10_usize.saturating_sub(opcode.name.len()));
    for part in argument.into_iter().chain(said) {
        line.push(' ');
        line += &part;
    }
    line
}

/// The stack of the unpickler, as far as marks and the memo ask for it.
#[derive(Default)]
struct Stack {
    /// Whether each entry is a mark.
    is_mark: Vec<bool>,
    /// Where the marks were set.
    marks: Vec<usize>,
    memoized: usize,
}

impl Stack {
    /// What the opcode does; in words, what it does to a mark or to the memo.
    fn apply(&mut self, opcode: &Opcode, position: usize) -> Option<String> {
        let mut said = None;
        let mut takes = opcode.takes;
        // A POP may take a mark away (protocol 0, tuples that hold themselves).
        if opcode.name == "POP" && self.is_mark.last() == Some(&true) {
            takes = Takes::ToMark(0);
        }
        let below = match takes {
            Takes::Objects(count) => count,
            Takes::ToMark(below) => {
                if let Some(mark) = self.marks.pop() {
                    said = Some(format!("(MARK at {mark})"));
                    while self.is_mark.pop() == Some(false) {}
                }
                below
            }
        };
        match opcode.name {
            "MEMOIZE" => {
                said = Some(format!("(as {})", self.memoized));
                self.memoized += 1;
            }
            "PUT" | "BINPUT" | "LONG_BINPUT" => self.memoized += 1,
            _ => {}
        }
        self.is_mark
            .truncate(self.is_mark.len().saturating_sub(below));
        let leaves = if takes == opcode.takes {
            opcode.leaves
        } else {
            0
        };
        self.is_mark.extend(std::iter::repeat_n(false, leaves));
        if opcode.name == "MARK" {
            self.is_mark.push(true);
            self.marks.push(position);
        }
        said
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    build: Build,
}

impl<'a> Reader<'a> {
    fn opcode(&mut self) -> Option<(&'static Opcode, Option<String>)> {
        let opcode = opcode(*self.take(1)?.first()?)?;
        let argument = match opcode.argument {
            Argument::None => None,
            other => Some(cut(&self.argument(other)?, LONG)),
        };
        Some((opcode, argument))
    }

    /// The repr of an argument.
    fn argument(&mut self, argument: Argument) -> Option<String> {
        Some(match argument {
            Argument::None => String::new(),
            Argument::Unsigned(size) => self.unsigned(size)?.to_string(),
            Argument::Int4 => {
                let bytes = self.take(4)?.try_into().ok()?;
                i32::from_le_bytes(bytes).to_string()
            }
            Argument::DecimalLine => match self.line()? {
                b"00" => "False".into(),
                b"01" => "True".into(),
                digits => latin1(digits),
            },
            Argument::LongLine => {
                let digits = latin1(self.line()?);
                digits.strip_suffix('L').unwrap_or(&digits).to_string()
            }
            Argument::Long(size) => {
                let bytes = self.counted(size)?;
                if bytes.len() > DIGITS {
                    format!("… an int of {} bytes", bytes.len())
                } else {
                    BigInt::from_signed_bytes_le(bytes).to_string()
                }
            }
            Argument::FloatLine => {
                let text = latin1(self.line()?);
                float_text::parse(&text, self.build).map_or(text, float_text::repr)
            }
            Argument::Float8 => {
                let bytes = self.take(8)?.try_into().ok()?;
                float_text::repr(f64::from_be_bytes(bytes))
            }
            Argument::Line => {
                let text = latin1(self.line()?);
                self.quoted(&text)
            }
            Argument::QuotedLine => latin1(self.line()?),
            Argument::TwoLines => {
                let (module, name) = (latin1(self.line()?), latin1(self.line()?));
                self.quoted(&format!("{module} {name}"))
            }
            Argument::UnicodeLine => {
                let text = unescaped(&latin1(self.line()?));
                self.quoted(&text)
            }
            Argument::Unicode(size) => {
                let text = String::from_utf8_lossy(self.counted(size)?);
                self.quoted(&text)
            }
            Argument::String(size) => str_repr::ascii(&latin1(self.counted(size)?)),
            Argument::Bytes(size) => str_repr::bytes_repr(self.counted(size)?),
            Argument::ByteArray8 => {
                let bytes = str_repr::bytearray_repr(self.counted(8)?, self.build);
                format!("bytearray({bytes})")
            }
        })
    }

    fn quoted(&self, text: &str) -> String {
        str_repr::repr(text, self.build)
    }

    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let taken = self.bytes.get(self.at..self.at.checked_add(count)?)?;
        self.at += count;
        Some(taken)
    }

    fn unsigned(&mut self, size: usize) -> Option<u64> {
        let bytes = self.take(size)?.iter().rev();
        Some(bytes.fold(0, |number, &byte| number << 8 | u64::from(byte)))
    }

    fn counted(&mut self, size: usize) -> Option<&'a [u8]> {
        let count = self.unsigned(size)?;
        self.take(usize::try_from(count).ok()?)
    }

    fn line(&mut self) -> Option<&'a [u8]> {
        let length = self
            .bytes
            .get(self.at..)?
            .iter()
            .position(|&b| b == b'\n')?;
        let line = self.take(length)?;
        self.at += 1;
        Some(line)
    }
}

fn latin1(bytes: &[u8]) -> String {
    bytes.iter().map(|&byte| char::from(byte)).collect()
}

/// The codec `raw-unicode-escape`: `\uXXXX` and `\UXXXXXXXX`, and no other escape.
fn unescaped(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        out += &rest[..at];
        let escape = &rest[at + 1..];
        let digits = match escape.as_bytes().first() {
            Some(b'u') => escape.get(1..5),
            Some(b'U') => escape.get(1..9),
            _ => None,
        };
        let found = digits.and_then(|digits| {
            let char = char::from_u32(u32::from_str_radix(digits, 16).ok()?)?;
            Some((char, &escape[1 + digits.len()..]))
        });
        let (char, behind) = found.unwrap_or(('\\', escape));
        out.push(char);
        rest = behind;
    }
    out + rest
}
