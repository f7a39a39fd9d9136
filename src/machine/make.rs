//! Making objects of the builtin types.

use super::dict::Dict;
use super::list::List;
use super::object::{Int, Kind, Value, WeakValue};
use super::set::Set;
use super::string::Str;
use super::symbol::Sym;
use super::types::{TypeId, tid};
use super::{Machine, Res};
use crate::cpython::{Build, alloc, sizes};
use num_bigint::BigInt;
use std::cell::{OnceCell, RefCell};
use std::rc::Rc;

/// So many containers are made before the dead ones among them are forgotten.
const YOUNG: usize = 512;

/// Addresses are counted in these bytes: what all that lies before an object is a multiple of.
const PLACE: u64 = 8;

/// Objects of which there is only one.
pub(super) struct Singletons {
    none: Value,
    ellipsis: Value,
    not_implemented: Value,
    truth: [Value; 2],
    /// Python's cached small ints, made when first asked for, as are the characters.
    ints: Vec<OnceCell<Value>>,
    empty_tuple: Value,
    empty_bytes: Value,
    empty_frozenset: Value,
    /// One-character strings below 256.
    chars: Vec<OnceCell<Value>>,
}

impl Singletons {
    pub(super) fn new(build: Build) -> Self {
        let plain = |ty| Value::new(ty, Kind::Plain);
        let truth = |n| Value::new(tid::BOOL, Kind::Int(Int::Small(n)));
        let set = Set::new(build);
        Self {
            none: plain(tid::NONE),
            ellipsis: plain(tid::ELLIPSIS),
            not_implemented: plain(tid::NOT_IMPLEMENTED),
            truth: [truth(0), truth(1)],
            ints: vec![OnceCell::new(); sizes::small_ints(build).count()],
            empty_tuple: Value::new(tid::TUPLE, Kind::Tuple(Box::new([]))),
            empty_bytes: Value::new(tid::BYTES, Kind::Bytes(Rc::from([]))),
            empty_frozenset: Value::new(tid::FROZENSET, Kind::Set(Box::new(RefCell::new(set)))),
            chars: vec![OnceCell::new(); 256],
        }
    }
}

/// One-character strings that are two objects: the interned one, which names and constants of
/// programs are, and the one that everything else makes. 3.11 and 3.12 had interned these names of
/// the frozen modules before; 3.12 mended that in a micro version between 1 and 7.
fn apart_from_interned(build: Build) -> &'static str {
    match (build.version.minor, build.version.micro) {
        (11, _) => "BCLST_abcdefhijklmnopqrstvwxy",
        (12, 0..7) => "_abcdenprsx",
        _ => "",
    }
}

impl Machine {
    /// All objects of which there is only one.
    pub(super) fn singletons(&self) -> Vec<Value> {
        let known = &self.singletons;
        let mut all = vec![
            known.none.clone(),
            known.ellipsis.clone(),
            known.not_implemented.clone(),
            known.empty_tuple.clone(),
            known.empty_bytes.clone(),
            known.empty_frozenset.clone(),
        ];
        all.extend(known.truth.iter().cloned());
        all.extend(sizes::small_ints(self.build).map(|n| self.int(n)));
        all.extend(('\0'..='\u{ff}').filter_map(|c| self.single_char(c)));
        all
    }
}

impl Machine {
    /// `None`
    pub fn none(&self) -> Value {
        self.singletons.none.clone()
    }

    /// Whether a value is `None`.
    pub fn is_none(&self, value: &Value) -> bool {
        value.is(&self.singletons.none)
    }

    /// `...`
    pub fn ellipsis(&self) -> Value {
        self.singletons.ellipsis.clone()
    }

    /// `NotImplemented`
    pub fn not_implemented(&self) -> Value {
        self.singletons.not_implemented.clone()
    }

    /// `True` or `False`
    pub fn bool(&self, truth: bool) -> Value {
        self.singletons.truth[usize::from(truth)].clone()
    }

    /// An int.
    pub fn int(&self, n: i64) -> Value {
        let at = n.wrapping_sub(*sizes::small_ints(self.build).start());
        if let Some(known) = usize::try_from(at)
            .ok()
            .and_then(|at| self.singletons.ints.get(at))
        {
            let int = || Value::new(tid::INT, Kind::Int(Int::Small(n)));
            return known.get_or_init(int).clone();
        }
        let value = Value::new(tid::INT, Kind::Int(Int::Small(n)));
        if self.short_int_spare.take() {
            value.mark_short();
        }
        value
    }

    /// An int of any size.
    pub fn int_big(&self, n: BigInt) -> Value {
        match Int::from(n) {
            Int::Small(n) => self.int(n),
            big => Value::new(tid::INT, Kind::Int(big)),
        }
    }

    /// A float.
    pub fn float(&self, x: f64) -> Value {
        Value::new(tid::FLOAT, Kind::Float(x))
    }

    /// A complex number.
    pub fn complex(&self, re: f64, im: f64) -> Value {
        Value::new(tid::COMPLEX, Kind::Complex(re, im))
    }

    /// A str whose size was accounted for.
    pub fn str(&self, text: &str) -> Value {
        self.str_rc(Rc::from(text))
    }

    /// A str made by the program: its bytes count.
    pub fn new_str(&mut self, text: String) -> Res {
        self.charge(text.len())?;
        Ok(self.str_rc(Rc::from(text)))
    }

    /// A str of shared text.
    pub fn str_rc(&self, text: Rc<str>) -> Value {
        if text.is_empty() {
            return self.symbols.value(super::sym::EMPTY).clone();
        }
        let mut chars = text.chars();
        if let (Some(c), None) = (chars.next(), chars.next())
            && let Some(value) = self.single_char(c)
        {
            return value;
        }
        Value::new(tid::STR, Kind::Str(Str::from_rc(text)))
    }

    /// The one string of a character below 256.
    fn single_char(&self, c: char) -> Option<Value> {
        let known = self.singletons.chars.get(c as usize)?;
        let char = || {
            let mut buffer = [0; 4];
            let text = c.encode_utf8(&mut buffer);
            match self.symbols.find(text) {
                Some(sym) if !apart_from_interned(self.build).contains(c) => {
                    self.symbols.value(sym).clone()
                }
                _ => Value::new(tid::STR, Kind::Str(Str::from_rc(Rc::from(text)))),
            }
        };
        Some(known.get_or_init(char).clone())
    }

    /// The interned str of a text.
    pub fn intern(&mut self, text: &str) -> Value {
        let sym = self.symbols.intern(text);
        self.symbols.value(sym).clone()
    }

    /// The symbol of a text.
    pub fn sym(&mut self, text: &str) -> Sym {
        self.symbols.intern(text)
    }

    /// A bytes object.
    pub fn bytes(&self, bytes: &[u8]) -> Value {
        if bytes.is_empty() {
            return self.singletons.empty_bytes.clone();
        }
        Value::new(tid::BYTES, Kind::Bytes(Rc::from(bytes)))
    }

    /// A tuple.
    pub fn tuple(&self, items: Vec<Value>) -> Value {
        if items.is_empty() {
            return self.singletons.empty_tuple.clone();
        }
        Value::new(tid::TUPLE, Kind::Tuple(items.into_boxed_slice()))
    }

    /// A list with exactly as much room as it has items.
    pub fn list(&mut self, items: Vec<Value>) -> Value {
        self.list_with(List::exact(items))
    }

    /// A list.
    pub(super) fn list_with(&mut self, list: List) -> Value {
        let value = Value::new(tid::LIST, Kind::List(Box::new(RefCell::new(list))));
        self.track(value)
    }

    /// `{}`
    pub fn new_dict(&mut self) -> Value {
        let value = Value::new(
            tid::DICT,
            Kind::Dict(Box::new(RefCell::new(Dict::default()))),
        );
        self.track(value)
    }

    /// An empty set or frozenset.
    pub fn new_set(&mut self, ty: TypeId) -> Value {
        let value = Value::new(ty, Kind::Set(Box::new(RefCell::new(Set::new(self.build)))));
        self.track(value)
    }

    /// `frozenset()`: there is one.
    pub(super) fn empty_frozenset(&self) -> Value {
        self.singletons.empty_frozenset.clone()
    }

    /// A cell.
    pub(super) fn new_cell(&mut self, value: Option<Value>) -> Value {
        let cell = Value::new(tid::CELL, Kind::Cell(RefCell::new(value)));
        self.track(cell)
    }

    /// Remembers a container, so that cycles it is part of can be taken apart at the end.
    pub(super) fn track(&mut self, value: Value) -> Value {
        if self.containers.len() >= self.containers_limit {
            self.forget_dead_containers();
        }
        self.containers.push(value.downgrade());
        self.objects += 1;
        value
    }

    /// Their memory is free only when nothing points there: the young ones are looked through often, all of them rarely.
    #[inline(never)]
    fn forget_dead_containers(&mut self) {
        let alive = |weak: &WeakValue| weak.strong_count() > 0;
        let young = self.containers.split_off(self.containers_kept);
        self.containers.extend(young.into_iter().filter(alive));
        if self.containers.len() >= self.containers_full {
            self.containers.retain(alive);
            self.containers_full = (self.containers.len() * 2).max(4096);
        }
        self.containers_kept = self.containers.len();
        self.containers_limit = self.containers_kept + YOUNG;
    }

    /// The simulated address of an object: given out when first asked for, behind all others.
    pub fn address(&mut self, value: &Value) -> u64 {
        if value.place.get() == 0 {
            let block = self
                .object_blocks(value)
                .first()
                .map_or(0, |block| block.requested);
            let object = self.next_block + self.pre_header(value);
            self.next_block += alloc::allocated(self.build, block)
                .next_multiple_of(16)
                .max(16);
            value
                .place
                .set(u32::try_from(object / PLACE).unwrap_or(u32::MAX));
        }
        let first = if self.build.word() == 8 {
            0x7f3a_5c00_0000
        } else {
            0x0100_0000
        };
        first + u64::from(value.place.get()) * PLACE
    }
}

impl Value {
    /// The type of the object, as an object.
    pub fn ty_value(&self, machine: &Machine) -> Value {
        let ty = match self.ty() {
            tid::AT_LEAST => tid::INT,
            ty => ty,
        };
        machine.ty(ty).object.clone()
    }
}
