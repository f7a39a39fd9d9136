//! The opcodes of pickles: names, arguments, what each does to the stack (Lib/pickletools.py, `opcodes`; the
//! same in 3.9 to 3.15).

/// How an argument is written behind its opcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Argument {
    /// There is none.
    None,
    /// An unsigned little-endian number of so many bytes.
    Unsigned(usize),
    /// A signed one of four bytes.
    Int4,
    /// A decimal number up to the end of the line; `00` and `01` are truth values.
    DecimalLine,
    /// A decimal number and an `L` up to the end of the line.
    LongLine,
    /// Bytes of a signed little-endian number of any size, behind a count of so many bytes.
    Long(usize),
    /// The repr of a float up to the end of the line.
    FloatLine,
    /// Eight bytes, big-endian.
    Float8,
    /// Text up to the end of the line.
    Line,
    /// The quoted repr of a Python 2 string up to the end of the line.
    QuotedLine,
    /// Two lines of text.
    TwoLines,
    /// Text with `\u` escapes up to the end of the line.
    UnicodeLine,
    /// UTF-8 behind a count of so many bytes.
    Unicode(usize),
    /// A Python 2 string behind a count of so many bytes.
    String(usize),
    /// Bytes behind a count of so many bytes.
    Bytes(usize),
    /// A bytearray behind a count of eight bytes.
    ByteArray8,
}

/// What an opcode takes from the stack.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Takes {
    /// So many objects.
    Objects(usize),
    /// All down to the last mark, the mark, and so many objects below it.
    ToMark(usize),
}

/// One opcode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opcode {
    /// Its byte.
    pub code: u8,
    /// Its name.
    pub name: &'static str,
    /// What follows it.
    pub argument: Argument,
    /// What it takes from the stack.
    pub takes: Takes,
    /// How many objects it leaves there instead; `MARK` leaves a mark and no object.
    pub leaves: usize,
    /// The protocol that brought it.
    pub protocol: u8,
}

/// The opcode of a byte.
pub fn opcode(code: u8) -> Option<&'static Opcode> {
    OPCODES.iter().find(|opcode| opcode.code == code)
}

const fn op(
    code: u8,
    name: &'static str,
    argument: Argument,
    takes: Takes,
    leaves: usize,
    protocol: u8,
) -> Opcode {
    Opcode {
        code,
        name,
        argument,
        takes,
        leaves,
        protocol,
    }
}

use Argument as A;
use Takes::{Objects, ToMark};

static OPCODES: &[Opcode] = &[
    op(b'I', "INT", A::DecimalLine, Objects(0), 1, 0),
    op(b'J', "BININT", A::Int4, Objects(0), 1, 1),
    op(b'K', "BININT1", A::Unsigned(1), Objects(0), 1, 1),
    op(b'M', "BININT2", A::Unsigned(2), Objects(0), 1, 1),
    op(b'L', "LONG", A::LongLine, Objects(0), 1, 0),
    op(0x8a, "LONG1", A::Long(1), Objects(0), 1, 2),
    op(0x8b, "LONG4", A::Long(4), Objects(0), 1, 2),
    op(b'S', "STRING", A::QuotedLine, Objects(0), 1, 0),
    op(b'T', "BINSTRING", A::String(4), Objects(0), 1, 1),
    op(b'U', "SHORT_BINSTRING", A::String(1), Objects(0), 1, 1),
    op(b'B', "BINBYTES", A::Bytes(4), Objects(0), 1, 3),
    op(b'C', "SHORT_BINBYTES", A::Bytes(1), Objects(0), 1, 3),
    op(0x8e, "BINBYTES8", A::Bytes(8), Objects(0), 1, 4),
    op(0x96, "BYTEARRAY8", A::ByteArray8, Objects(0), 1, 5),
    op(0x97, "NEXT_BUFFER", A::None, Objects(0), 1, 5),
    op(0x98, "READONLY_BUFFER", A::None, Objects(1), 1, 5),
    op(b'N', "NONE", A::None, Objects(0), 1, 0),
    op(0x88, "NEWTRUE", A::None, Objects(0), 1, 2),
    op(0x89, "NEWFALSE", A::None, Objects(0), 1, 2),
    op(b'V', "UNICODE", A::UnicodeLine, Objects(0), 1, 0),
    op(0x8c, "SHORT_BINUNICODE", A::Unicode(1), Objects(0), 1, 4),
    op(b'X', "BINUNICODE", A::Unicode(4), Objects(0), 1, 1),
    op(0x8d, "BINUNICODE8", A::Unicode(8), Objects(0), 1, 4),
    op(b'F', "FLOAT", A::FloatLine, Objects(0), 1, 0),
    op(b'G', "BINFLOAT", A::Float8, Objects(0), 1, 1),
    op(b']', "EMPTY_LIST", A::None, Objects(0), 1, 1),
    op(b'a', "APPEND", A::None, Objects(2), 1, 0),
    op(b'e', "APPENDS", A::None, ToMark(1), 1, 1),
    op(b'l', "LIST", A::None, ToMark(0), 1, 0),
    op(b')', "EMPTY_TUPLE", A::None, Objects(0), 1, 1),
    op(b't', "TUPLE", A::None, ToMark(0), 1, 0),
    op(0x85, "TUPLE1", A::None, Objects(1), 1, 2),
    op(0x86, "TUPLE2", A::None, Objects(2), 1, 2),
    op(0x87, "TUPLE3", A::None, Objects(3), 1, 2),
    op(b'}', "EMPTY_DICT", A::None, Objects(0), 1, 1),
    op(b'd', "DICT", A::None, ToMark(0), 1, 0),
    op(b's', "SETITEM", A::None, Objects(3), 1, 0),
    op(b'u', "SETITEMS", A::None, ToMark(1), 1, 1),
    op(0x8f, "EMPTY_SET", A::None, Objects(0), 1, 4),
    op(0x90, "ADDITEMS", A::None, ToMark(1), 1, 4),
    op(0x91, "FROZENSET", A::None, ToMark(0), 1, 4),
    op(b'0', "POP", A::None, Objects(1), 0, 0),
    op(b'2', "DUP", A::None, Objects(1), 2, 0),
    op(b'(', "MARK", A::None, Objects(0), 0, 0),
    op(b'1', "POP_MARK", A::None, ToMark(0), 0, 1),
    op(b'g', "GET", A::DecimalLine, Objects(0), 1, 0),
    op(b'h', "BINGET", A::Unsigned(1), Objects(0), 1, 1),
    op(b'j', "LONG_BINGET", A::Unsigned(4), Objects(0), 1, 1),
    op(b'p', "PUT", A::DecimalLine, Objects(0), 0, 0),
    op(b'q', "BINPUT", A::Unsigned(1), Objects(0), 0, 1),
    op(b'r', "LONG_BINPUT", A::Unsigned(4), Objects(0), 0, 1),
    op(0x94, "MEMOIZE", A::None, Objects(1), 1, 4),
    op(0x82, "EXT1", A::Unsigned(1), Objects(0), 1, 2),
    op(0x83, "EXT2", A::Unsigned(2), Objects(0), 1, 2),
    op(0x84, "EXT4", A::Int4, Objects(0), 1, 2),
    op(b'c', "GLOBAL", A::TwoLines, Objects(0), 1, 0),
    op(0x93, "STACK_GLOBAL", A::None, Objects(2), 1, 4),
    op(b'R', "REDUCE", A::None, Objects(2), 1, 0),
    op(b'b', "BUILD", A::None, Objects(2), 1, 0),
    op(b'i', "INST", A::TwoLines, ToMark(0), 1, 0),
    op(b'o', "OBJ", A::None, ToMark(0), 1, 1),
    op(0x81, "NEWOBJ", A::None, Objects(2), 1, 2),
    op(0x92, "NEWOBJ_EX", A::None, Objects(3), 1, 4),
    op(0x80, "PROTO", A::Unsigned(1), Objects(0), 0, 2),
    op(b'.', "STOP", A::None, Objects(1), 0, 0),
    op(0x95, "FRAME", A::Unsigned(8), Objects(0), 0, 4),
    op(b'P', "PERSID", A::Line, Objects(0), 1, 0),
    op(b'Q', "BINPERSID", A::None, Objects(1), 1, 1),
];
