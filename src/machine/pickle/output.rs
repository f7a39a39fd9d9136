//! The bytes of a pickle while it is written: frames, and how atoms are spelled in each protocol.

use super::opcode::{self as op};
use num_bigint::BigInt;

/// A frame is closed at the first object behind so many bytes.
const FRAME_TARGET: usize = 64 * 1024;
/// A shorter frame is written without its header.
const FRAME_MIN: usize = 4;
/// `FRAME` and the length of the frame, 8 bytes.
const FRAME_HEADER: usize = 9;

/// What has been written so far (Modules/_pickle.c, _Pickler_Write and its relatives).
pub(super) struct Output {
    /// The protocol, 0 to 5.
    pub(super) protocol: u8,
    bytes: Vec<u8>,
    framing: bool,
    /// Where the open frame begins.
    frame: Option<usize>,
}

impl Output {
    /// The beginning of a pickle.
    pub(super) fn new(protocol: u8) -> Self {
        let mut output = Self {
            protocol,
            bytes: Vec::new(),
            framing: false,
            frame: None,
        };
        if protocol >= 2 {
            output.write(&[op::PROTO, protocol]);
            output.framing = protocol >= 4;
        }
        output
    }

    /// The end: `STOP`, and all bytes.
    pub(super) fn finish(mut self) -> Vec<u8> {
        self.write(&[op::STOP]);
        self.commit();
        self.bytes
    }

    /// How many bytes there are by now.
    pub(super) fn len(&self) -> usize {
        self.bytes.len()
    }

    /// Appends bytes, in a new frame if none is open.
    pub(super) fn write(&mut self, bytes: &[u8]) {
        if self.framing && self.frame.is_none() {
            self.frame = Some(self.bytes.len());
            self.bytes.extend([0xfe; FRAME_HEADER]);
        }
        self.bytes.extend_from_slice(bytes);
    }

    /// An object begins: the frame before it ends if it is long enough (_Pickler_OpcodeBoundary).
    pub(super) fn boundary(&mut self) {
        let start = self.frame.map(|start| start + FRAME_HEADER);
        if start.is_some_and(|start| self.bytes.len() - start >= FRAME_TARGET) {
            self.commit();
        }
    }

    fn commit(&mut self) {
        let Some(start) = self.frame.take() else {
            return;
        };
        let len = self.bytes.len() - start - FRAME_HEADER;
        if len < FRAME_MIN {
            self.bytes.drain(start..start + FRAME_HEADER);
            return;
        }
        self.bytes[start] = op::FRAME;
        self.bytes[start + 1..start + FRAME_HEADER].copy_from_slice(&(len as u64).to_le_bytes());
    }

    /// A header and its data; long data stands outside of frames (_Pickler_write_bytes).
    fn write_data(&mut self, header: &[u8], data: &[u8]) {
        let framing = self.framing;
        if data.len() >= FRAME_TARGET {
            self.commit();
            self.framing = false;
        }
        self.write(header);
        self.write(data);
        self.framing = framing;
    }

    /// True or False.
    pub(super) fn bool(&mut self, truth: bool) {
        self.write(match (self.protocol >= 2, truth) {
            (true, true) => &[op::NEWTRUE],
            (true, false) => &[op::NEWFALSE],
            (false, true) => b"I01\n",
            (false, false) => b"I00\n",
        });
    }

    /// An int that fits 32 bits.
    pub(super) fn small_int(&mut self, n: i32) {
        if self.protocol == 0 {
            self.write(format!("I{n}\n").as_bytes());
        } else if let Ok(n) = u8::try_from(n) {
            self.write(&[op::BININT1, n]);
        } else if let Ok(n) = u16::try_from(n) {
            let [a, b] = n.to_le_bytes();
            self.write(&[op::BININT2, a, b]);
        } else {
            let [a, b, c, d] = n.to_le_bytes();
            self.write(&[op::BININT, a, b, c, d]);
        }
    }

    /// Any other int, with its decimal text for protocols 0 and 1.
    pub(super) fn big_int(&mut self, n: &BigInt, text: &str) {
        if self.protocol < 2 {
            self.write(format!("L{text}L\n").as_bytes());
            return;
        }
        let bytes = n.to_signed_bytes_le();
        if let Ok(len) = u8::try_from(bytes.len()) {
            self.write(&[op::LONG1, len]);
        } else {
            self.with_length(op::LONG4, bytes.len());
        }
        self.write(&bytes);
    }

    /// A float, with its `repr()`.
    pub(super) fn float(&mut self, x: f64, text: &str) {
        if self.protocol == 0 {
            self.write(format!("F{text}\n").as_bytes());
            return;
        }
        let [a, b, c, d, e, f, g, h] = x.to_bits().to_be_bytes();
        self.write(&[op::BINFLOAT, a, b, c, d, e, f, g, h]);
    }

    /// A str.
    pub(super) fn str(&mut self, text: &str) {
        if self.protocol == 0 {
            self.write(&[op::UNICODE]);
            self.write(&raw_unicode_escape(text));
            self.write(b"\n");
            return;
        }
        match u8::try_from(text.len()) {
            Ok(len) if self.protocol >= 4 => {
                self.write_data(&[op::SHORT_BINUNICODE, len], text.as_bytes());
            }
            _ => self.write_data(&header(op::BINUNICODE, text.len()), text.as_bytes()),
        }
    }

    /// A bytes object, from protocol 3 on.
    pub(super) fn bytes(&mut self, bytes: &[u8]) {
        match u8::try_from(bytes.len()) {
            Ok(len) => self.write_data(&[op::SHORT_BINBYTES, len], bytes),
            Err(_) => self.write_data(&header(op::BINBYTES, bytes.len()), bytes),
        }
    }

    /// A bytearray, from protocol 5 on.
    pub(super) fn bytearray(&mut self, bytes: &[u8]) {
        let mut header = vec![op::BYTEARRAY8];
        header.extend((bytes.len() as u64).to_le_bytes());
        self.write_data(&header, bytes);
    }

    /// The object on the stack is number `index` of the memo from now on.
    pub(super) fn put(&mut self, index: usize) {
        match (self.protocol, u8::try_from(index)) {
            (4.., _) => self.write(&[op::MEMOIZE]),
            (0, _) => self.write(format!("p{index}\n").as_bytes()),
            (_, Ok(index)) => self.write(&[op::BINPUT, index]),
            (_, Err(_)) => self.with_length(op::LONG_BINPUT, index),
        }
    }

    /// Number `index` of the memo.
    pub(super) fn get(&mut self, index: usize) {
        match (self.protocol, u8::try_from(index)) {
            (0, _) => self.write(format!("g{index}\n").as_bytes()),
            (_, Ok(index)) => self.write(&[op::BINGET, index]),
            (_, Err(_)) => self.with_length(op::LONG_BINGET, index),
        }
    }

    /// A code of copyreg's extension registry.
    pub(super) fn extension(&mut self, code: u32) {
        let [a, b, c, d] = code.to_le_bytes();
        match code {
            0..=0xff => self.write(&[op::EXT1, a]),
            0x100..=0xffff => self.write(&[op::EXT2, a, b]),
            _ => self.write(&[op::EXT4, a, b, c, d]),
        }
    }

    fn with_length(&mut self, opcode: u8, len: usize) {
        self.write(&header(opcode, len));
    }
}

/// An opcode and a length of 32 bits. Longer data does not fit a program's budget.
fn header(opcode: u8, len: usize) -> [u8; 5] {
    let [a, b, c, d] = (len as u32).to_le_bytes();
    [opcode, a, b, c, d]
}

/// Modules/_pickle.c, raw_unicode_escape: Latin-1, and escapes for what is not or would end the line.
fn raw_unicode_escape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    for c in text.chars() {
        match (u32::from(c), c) {
            (n @ 0x1_0000.., _) => bytes.extend(format!("\\U{n:08x}").into_bytes()),
            (n @ 0x100.., _) | (n, '\\' | '\0' | '\n' | '\r' | '\x1a') => {
                bytes.extend(format!("\\u{n:04x}").into_bytes());
            }
            (n, _) => bytes.push(n as u8),
        }
    }
    bytes
}
