//! Reading: the opcodes run over a stack of objects (Modules/_pickle.c, load).

use super::Hooks;
use super::opcode as op;
use crate::machine::object::{Kind, Value};
use crate::machine::types::tid;
use crate::machine::values::{float_text, int_text};
use crate::machine::{Machine, Res};
use num_bigint::BigInt;

/// The state of one Unpickler.
pub(super) struct Unpickler<'a> {
    bytes: &'a [u8],
    /// The next byte.
    pub(super) at: usize,
    pub(super) hooks: Hooks,
    pub(super) protocol: u8,
    pub(super) stack: Vec<Value>,
    /// Where the marks are: heights of the stack.
    marks: Vec<usize>,
    /// The memo, by number.
    pub(super) memo: Vec<Option<Value>>,
}

/// A memo with higher numbers is not read.
const MEMO_LIMIT: usize = 1 << 20;

impl<'a> Unpickler<'a> {
    /// A new one, at the beginning of some bytes.
    pub(super) fn new(bytes: &'a [u8], hooks: Hooks) -> Self {
        Self {
            bytes,
            at: 0,
            hooks,
            protocol: 0,
            stack: Vec::new(),
            marks: Vec::new(),
            memo: Vec::new(),
        }
    }

    /// The height of the stack below which nothing may be taken.
    fn fence(&self) -> usize {
        self.marks.last().copied().unwrap_or(0)
    }
}

impl Machine {
    /// Reads one object, up to `STOP`.
    pub(super) fn load(&mut self, unpickler: &mut Unpickler) -> Res {
        loop {
            self.work(8)?;
            let Some(&opcode) = unpickler.bytes.get(unpickler.at) else {
                return self.raise(tid::EOF_ERROR, "Ran out of input");
            };
            unpickler.at += 1;
            if opcode == op::STOP {
                return self.pop_loaded(unpickler);
            }
            self.load_step(unpickler, opcode)?;
        }
    }

    fn load_step(&mut self, u: &mut Unpickler, opcode: u8) -> Res<()> {
        match opcode {
            op::PROTO => {
                let [protocol] = self.take::<1>(u)?;
                if protocol > 5 {
                    return self.value_error(format!("unsupported pickle protocol: {protocol}"));
                }
                u.protocol = protocol;
            }
            op::FRAME => {
                let len = u64::from_le_bytes(self.take::<8>(u)?);
                if i64::try_from(len).is_err() {
                    return self.unsupported("a frame longer than any memory in a pickle");
                }
                if ((u.bytes.len() - u.at) as u64) < len {
                    return self.truncated();
                }
            }
            op::MARK => u.marks.push(u.stack.len()),
            op::POP => {
                if u.marks.last() == Some(&u.stack.len()) {
                    u.marks.pop();
                } else {
                    self.pop_loaded(u)?;
                }
            }
            op::POP_MARK => {
                self.pop_marked(u)?;
            }
            op::DUP => {
                let top = self.top(u)?;
                u.stack.push(top);
            }
            op::NONE => u.stack.push(self.none()),
            op::NEWTRUE => u.stack.push(self.bool(true)),
            op::NEWFALSE => u.stack.push(self.bool(false)),
            op::INT | op::LONG => {
                let value = self.load_int_line(u, opcode)?;
                u.stack.push(value);
            }
            op::BININT => {
                let n = i32::from_le_bytes(self.take::<4>(u)?);
                u.stack.push(self.int(i64::from(n)));
            }
            op::BININT1 | op::BININT2 => {
                let n = self.length(u, if opcode == op::BININT1 { 1 } else { 2 })?;
                u.stack.push(self.int(n as i64));
            }
            op::LONG1 | op::LONG4 => {
                let len = self.length(u, if opcode == op::LONG1 { 1 } else { 4 })?;
                let n = BigInt::from_signed_bytes_le(self.data(u, len)?);
                u.stack.push(self.int_big(n));
            }
            op::FLOAT => {
                let line = self.line(u)?;
                let x = float_text::parse(&line, self.build);
                let x = self.fault(x)?;
                u.stack.push(self.float(x));
            }
            op::BINFLOAT => {
                let x = f64::from_be_bytes(self.take::<8>(u)?);
                u.stack.push(self.float(x));
            }
            op::UNICODE => {
                let text = self.load_escaped(u)?;
                u.stack.push(text);
            }
            op::SHORT_BINUNICODE | op::BINUNICODE | op::BINUNICODE8 => {
                let len = self.length(u, length_of(opcode))?;
                let Ok(text) = std::str::from_utf8(self.data(u, len)?).map(str::to_string) else {
                    return self.unsupported("a text in a pickle that is not UTF-8");
                };
                let text = self.new_str(text)?;
                u.stack.push(text);
            }
            op::SHORT_BINBYTES | op::BINBYTES | op::BINBYTES8 => {
                let len = self.length(u, length_of(opcode))?;
                self.charge(len)?;
                let bytes = self.data(u, len)?;
                u.stack.push(self.bytes(bytes));
            }
            op::BYTEARRAY8 => {
                let len = self.length(u, 8)?;
                let bytes = self.data(u, len)?;
                let (class, bytes) = (self.ty(tid::BYTEARRAY).object.clone(), self.bytes(bytes));
                let made = self.call(&class, &[bytes], &[])?;
                u.stack.push(made);
            }
            op::EMPTY_LIST => u.stack.push(self.list(Vec::new())),
            op::EMPTY_DICT => u.stack.push(self.new_dict()),
            op::EMPTY_SET => u.stack.push(self.new_set(tid::SET)),
            op::EMPTY_TUPLE => u.stack.push(self.tuple(Vec::new())),
            op::TUPLE1 | op::TUPLE2 | op::TUPLE3 => {
                let len = usize::from(opcode - op::TUPLE1) + 1;
                if u.stack.len() < u.fence() + len {
                    return self.underflow(u);
                }
                let items = u.stack.split_off(u.stack.len() - len);
                self.charge(16 * len)?;
                u.stack.push(self.tuple(items));
            }
            op::TUPLE | op::LIST | op::FROZENSET | op::DICT => {
                let items = self.pop_marked(u)?;
                let made = self.load_collection(opcode, items)?;
                u.stack.push(made);
            }
            op::APPEND => {
                let item = self.pop_loaded(u)?;
                self.load_appends(u, vec![item])?;
            }
            op::APPENDS => {
                let items = self.pop_marked(u)?;
                self.load_appends(u, items)?;
            }
            op::SETITEM => {
                let value = self.pop_loaded(u)?;
                let key = self.pop_loaded(u)?;
                self.load_pairs(u, vec![key, value])?;
            }
            op::SETITEMS => {
                let items = self.pop_marked(u)?;
                self.load_pairs(u, items)?;
            }
            op::ADDITEMS => {
                let items = self.pop_marked(u)?;
                self.load_additems(u, items)?;
            }
            op::PUT | op::BINPUT | op::LONG_BINPUT | op::MEMOIZE => {
                let number = match opcode {
                    op::MEMOIZE => u.memo.iter().flatten().count(),
                    _ => self.memo_number(u, opcode)?,
                };
                let top = self.top(u)?;
                if number >= MEMO_LIMIT {
                    return self.unsupported("so large a number in the memo of a pickle");
                }
                if number >= u.memo.len() {
                    self.charge((number + 1 - u.memo.len()) * 8)?;
                    u.memo.resize(number + 1, None);
                }
                u.memo[number] = Some(top);
            }
            op::GET | op::BINGET | op::LONG_BINGET => {
                let number = self.memo_number(u, opcode)?;
                let Some(Some(value)) = u.memo.get(number).cloned() else {
                    let text = format!("Memo value not found at index {number}");
                    return self.pickle_error("UnpicklingError", text);
                };
                u.stack.push(value);
            }
            op::GLOBAL => {
                let (module, name) = (self.line(u)?, self.line(u)?);
                let found = self.load_global(u, &module, &name)?;
                u.stack.push(found);
            }
            op::STACK_GLOBAL => {
                let (name, module) = (self.pop_loaded(u)?, self.pop_loaded(u)?);
                if name.ty() != tid::STR || module.ty() != tid::STR {
                    return self.pickle_error("UnpicklingError", "STACK_GLOBAL requires str");
                }
                let (module, name) = (self.str_of(&module)?, self.str_of(&name)?);
                let found = self.load_global(u, &module, &name)?;
                u.stack.push(found);
            }
            op::EXT1 | op::EXT2 | op::EXT4 => {
                let len = [1, 2, 4][usize::from(opcode - op::EXT1)];
                let code = self.length(u, len)?;
                let found = self.load_extension(u, code)?;
                u.stack.push(found);
            }
            op::REDUCE => {
                let (args, function) = (self.pop_loaded(u)?, self.pop_loaded(u)?);
                let Kind::Tuple(args) = &args.kind else {
                    return self.unsupported("a pickle that calls without a tuple of arguments");
                };
                let made = self.call(&function, args, &[])?;
                u.stack.push(made);
            }
            op::NEWOBJ | op::NEWOBJ_EX => self.load_newobj(u, opcode == op::NEWOBJ_EX)?,
            op::BUILD => self.load_build(u)?,
            op::PERSID | op::BINPERSID => {
                let id = if opcode == op::PERSID {
                    let line = self.line(u)?;
                    self.new_str(line)?
                } else {
                    self.pop_loaded(u)?
                };
                let Some(load) = u.hooks.persistent.clone() else {
                    let text = format!(
                        "A load persistent id instruction was encountered,{}\
                         but no persistent_load function was specified.",
                        if self.build.at_least(12) { ' ' } else { '\n' }
                    );
                    return self.pickle_error("UnpicklingError", text);
                };
                let loaded = self.call(&load, &[id], &[])?;
                u.stack.push(loaded);
            }
            op::INST | op::OBJ | op::STRING | op::BINSTRING | op::SHORT_BINSTRING => {
                return self.unsupported("what only Python 2 writes into pickles");
            }
            op::NEXT_BUFFER | op::READONLY_BUFFER => {
                return self.unsupported("buffers beside a pickle");
            }
            _ => {
                let shown = match opcode {
                    0x20..=0x7e if opcode != b'\'' => {
                        format!("'{}'", char::from(opcode))
                    }
                    _ => format!("'\\x{opcode:02x}'"),
                };
                let text = format!("invalid load key, {shown}.");
                return self.pickle_error("UnpicklingError", text);
            }
        }
        Ok(())
    }

    fn truncated<T>(&mut self) -> Res<T> {
        self.pickle_error("UnpicklingError", "pickle data was truncated")
    }

    fn data<'a>(&mut self, u: &mut Unpickler<'a>, len: usize) -> Res<&'a [u8]> {
        self.work(len / 64)?;
        let rest: &'a [u8] = u.bytes;
        match rest.get(u.at..u.at.saturating_add(len)) {
            Some(data) => {
                u.at += len;
                Ok(data)
            }
            None => self.truncated(),
        }
    }

    fn take<const N: usize>(&mut self, u: &mut Unpickler) -> Res<[u8; N]> {
        match self.data(u, N)?.try_into() {
            Ok(bytes) => Ok(bytes),
            Err(_) => self.truncated(),
        }
    }

    /// A number of 1, 2, 4 or 8 bytes.
    fn length(&mut self, u: &mut Unpickler, bytes: usize) -> Res<usize> {
        let data = self.data(u, bytes)?;
        let n = data
            .iter()
            .rev()
            .fold(0u64, |n, &byte| n << 8 | u64::from(byte));
        Ok(usize::try_from(n).unwrap_or(usize::MAX))
    }

    /// A line of text, without its end.
    fn line(&mut self, u: &mut Unpickler) -> Res<String> {
        let rest = &u.bytes[u.at..];
        let Some(len) = rest.iter().position(|&byte| byte == b'\n') else {
            return self.truncated();
        };
        u.at += len + 1;
        match std::str::from_utf8(&rest[..len]) {
            Ok(text) => Ok(text.to_string()),
            Err(_) => self.unsupported("a line in a pickle that is not UTF-8"),
        }
    }

    fn underflow<T>(&mut self, u: &Unpickler) -> Res<T> {
        let text = if u.marks.is_empty() {
            "unpickling stack underflow"
        } else {
            "unexpected MARK found"
        };
        self.pickle_error("UnpicklingError", text)
    }

    pub(super) fn top(&mut self, u: &Unpickler) -> Res {
        match u.stack.get(u.fence()..).and_then(<[Value]>::last) {
            Some(top) => Ok(top.clone()),
            None => self.underflow(u),
        }
    }

    pub(super) fn pop_loaded(&mut self, u: &mut Unpickler) -> Res {
        let top = self.top(u)?;
        u.stack.pop();
        Ok(top)
    }

    /// Everything above the last mark, and the mark.
    fn pop_marked(&mut self, u: &mut Unpickler) -> Res<Vec<Value>> {
        match u.marks.pop() {
            Some(mark) => Ok(u.stack.split_off(mark)),
            None => self.pickle_error("UnpicklingError", "could not find MARK"),
        }
    }

    fn memo_number(&mut self, u: &mut Unpickler, opcode: u8) -> Res<usize> {
        match opcode {
            op::BINPUT | op::BINGET => self.length(u, 1),
            op::LONG_BINPUT | op::LONG_BINGET => self.length(u, 4),
            _ => match self.line(u)?.parse() {
                Ok(number) => Ok(number),
                Err(_) => self.unsupported("a number in a pickle that is none"),
            },
        }
    }

    /// `I01` and `I00` are True and False.
    fn load_int_line(&mut self, u: &mut Unpickler, opcode: u8) -> Res {
        let line = self.line(u)?;
        match (opcode, line.as_str()) {
            (op::INT, "01") => return Ok(self.bool(true)),
            (op::INT, "00") => return Ok(self.bool(false)),
            _ => {}
        }
        let digits = line.strip_suffix('L').unwrap_or(&line);
        let n = int_text::parse(digits, 10, self.build);
        let n = self.fault(n)?;
        Ok(self.int_big(n))
    }

    /// Latin-1 with escapes `\uXXXX` and `\UXXXXXXXX`.
    fn load_escaped(&mut self, u: &mut Unpickler) -> Res {
        let rest = &u.bytes[u.at..];
        let Some(len) = rest.iter().position(|&byte| byte == b'\n') else {
            return self.truncated();
        };
        u.at += len + 1;
        let (line, mut text, mut at) = (&rest[..len], String::new(), 0);
        while at < line.len() {
            let digits = match (line[at], line.get(at + 1)) {
                (b'\\', Some(b'u')) => 4,
                (b'\\', Some(b'U')) => 8,
                (byte, _) => {
                    text.push(char::from(byte));
                    at += 1;
                    continue;
                }
            };
            let number = line
                .get(at + 2..at + 2 + digits)
                .and_then(|digits| std::str::from_utf8(digits).ok())
                .and_then(|digits| u32::from_str_radix(digits, 16).ok())
                .and_then(char::from_u32);
            let Some(c) = number else {
                return self.unsupported("an escape in a pickle that is no character");
            };
            text.push(c);
            at += 2 + digits;
        }
        self.new_str(text)
    }
}

/// How many bytes the length behind an opcode has.
fn length_of(opcode: u8) -> usize {
    match opcode {
        op::SHORT_BINUNICODE | op::SHORT_BINBYTES => 1,
        op::BINUNICODE | op::BINBYTES => 4,
        _ => 8,
    }
}
