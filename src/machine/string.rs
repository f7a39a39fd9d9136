//! The payload of str: text, its length in code points, its hash and its symbol.

use super::symbol::Sym;
use std::cell::Cell;
use std::rc::Rc;

/// Neither a hash, which has 31 bits, nor a symbol.
const UNKNOWN: u32 = u32::MAX;

/// What a str object holds.
pub struct Str {
    text: Rc<str>,
    chars: u32,
    /// The hash and the symbol; [`UNKNOWN`] until they are asked for.
    hash: Cell<u32>,
    sym: Cell<Sym>,
    /// `PyUnicode_AsUTF8` was asked for and the bytes are kept: they count in `getsizeof`.
    pub utf8_cached: Cell<bool>,
}

impl Str {
    /// A string of this text.
    pub fn new(text: &Rc<str>) -> Self {
        Self::from_rc(Rc::clone(text))
    }

    /// A string of this text.
    pub fn from_rc(text: Rc<str>) -> Self {
        let chars = if text.is_ascii() {
            text.len()
        } else {
            text.chars().count()
        } as u32;
        Self {
            text,
            chars,
            hash: Cell::new(UNKNOWN),
            sym: Cell::new(Sym(UNKNOWN)),
            utf8_cached: Cell::new(false),
        }
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The text, shared.
    pub fn shared(&self) -> Rc<str> {
        Rc::clone(&self.text)
    }

    /// `len()`: code points.
    pub fn len(&self) -> usize {
        self.chars as usize
    }

    /// Whether it is `''`.
    pub fn is_empty(&self) -> bool {
        self.chars == 0
    }

    /// Whether every code point is below 128.
    pub fn is_ascii(&self) -> bool {
        self.chars as usize == self.text.len()
    }

    /// The symbol, if the text was interned through this object.
    pub fn sym(&self) -> Option<Sym> {
        Some(self.sym.get()).filter(|sym| sym.0 != UNKNOWN)
    }

    /// Remembers the symbol of the text.
    pub fn set_sym(&self, sym: Sym) {
        self.sym.set(sym);
    }

    /// A hash for the machine's own tables. Python's is salted, so nothing shown depends on it.
    pub fn hash(&self) -> u64 {
        if self.hash.get() == UNKNOWN {
            self.hash.set(hash_text(&self.text));
        }
        u64::from(self.hash.get())
    }
}

/// FNV-1a over the bytes, mixed once more because tables use the low bits.
fn hash_text(text: &str) -> u32 {
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    for &byte in text.as_bytes() {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    // 31 bits, so that it is a hash on every build.
    ((hash ^ (hash >> 31)) & 0x7fff_ffff) as u32
}
