//! What objects cost: `sys.getsizeof`, the blocks of an object, the bytes that results hold.

use super::object::{Int, Kind, Value, WeakValue};
use super::symbol::{Sym, sym};
use super::types::{FastHash, tid};
use super::{Machine, Res};
use crate::cpython::keys::SharedKeys;
use crate::cpython::memory::{Block, Role};
use crate::cpython::{Build, alloc, lists, sizes};
use std::cell::RefCell;
use std::collections::HashSet;
use std::rc::{Rc, Weak};

impl Machine {
    /// `sys.getsizeof(object, default)` (Python/sysmodule.c, _PySys_GetSizeOf): reported bytes.
    pub(super) fn sys_getsizeof(&mut self, object: &Value, default: Option<&Value>) -> Res {
        if matches!(object.kind, Kind::Generator(_)) && self.build.at_least(11) {
            let least = self.plain_sizeof(object) + self.pre_header(object);
            return Ok(self.at_least(least));
        }
        let result = self.getsizeof(object);
        match (result, default) {
            (Err(stop), Some(default)) if self.is_raise(&stop, tid::TYPE_ERROR) => {
                Ok(default.clone())
            }
            (result, _) => {
                let size = result?;
                Ok(self.int(size))
            }
        }
    }

    /// `sys.getsizeof(object)`: what `__sizeof__` says, and the words before the object.
    pub fn getsizeof(&mut self, object: &Value) -> Res<i64> {
        let overridden = match self.lookup(object.ty(), sym::SIZEOF) {
            Some(method) if !matches!(method.kind, Kind::Native(_)) => true,
            Some(_) => false,
            None => true,
        };
        let size = if overridden {
            let Some(result) = self.call_special(object, sym::SIZEOF, &[])? else {
                let text = format!(
                    "Type {} doesn't define __sizeof__",
                    self.error_name(object.ty())
                );
                return self.type_error(text);
            };
            let Kind::Int(int) = &result.kind else {
                return self.type_error("an integer is required");
            };
            match int {
                Int::Small(n) if *n < 0 => {
                    return self.value_error("__sizeof__() should return >= 0");
                }
                Int::Small(n) => *n,
                Int::Big(_) => {
                    return self.raise(
                        tid::OVERFLOW_ERROR,
                        "Python int too large to convert to C ssize_t",
                    );
                }
            }
        } else {
            self.builtin_sizeof(object)? as i64
        };
        Ok(size + self.pre_header(object) as i64)
    }

    /// Bytes before the object pointer. A builtin class that is static has none from 3.13 on, and a GC head before.
    pub fn pre_header(&self, object: &Value) -> u64 {
        let build = self.build;
        if let Kind::Type(id) = object.kind
            && !self.ty(id).layout.heap
        {
            return if build.at_least(13) {
                0
            } else {
                2 * build.word()
            };
        }
        self.ty(object.ty()).layout.pre_header(build)
    }

    /// `object.__sizeof__`: basicsize, and the items.
    pub(super) fn plain_sizeof(&self, object: &Value) -> u64 {
        let layout = &self.ty(object.ty()).layout;
        layout.basicsize as u64 + self.items(object) * layout.itemsize as u64
    }

    /// `ob_size`: items of a variable-sized object.
    pub fn items(&self, object: &Value) -> u64 {
        match &object.kind {
            Kind::Tuple(items) => items.len() as u64,
            Kind::Bytes(bytes) => bytes.len() as u64,
            Kind::Int(int) => sizes::int_digits(self.build, int.big().bits()),
            _ => 0,
        }
    }

    /// What `__sizeof__` of the builtin types answers, by the payload.
    pub fn builtin_sizeof(&mut self, object: &Value) -> Res<u64> {
        let build = self.build;
        Ok(match &object.kind {
            Kind::Int(int) => sizes::int_sizeof(build, int.big().bits()),
            Kind::Str(text) => {
                let chars = sizes::Chars::of(text.as_str());
                if object.ty() != tid::STR {
                    return Ok(sizes::str_subclass_sizeof(build, chars));
                }
                let single =
                    build.at_least(12) && text.len() == 1 && (0x80..0x100).contains(&chars.max);
                sizes::str_sizeof(build, chars, single.then_some(2))
            }
            Kind::List(list) => {
                self.plain_sizeof(object) + list.borrow().allocated as u64 * build.word()
            }
            Kind::Dict(_) if self.is_instance(object, tid::ORDERED_DICT) => {
                return self.unsupported("the size of an OrderedDict");
            }
            Kind::Dict(dict) => {
                self.ty(object.ty()).layout.basicsize as u64 + dict.borrow().table.reported(build)
            }
            Kind::Set(set) => self.plain_sizeof(object) + set.borrow().reported(build),
            Kind::ByteArray(bytes) => self.plain_sizeof(object) + bytes.borrow().1 as u64,
            Kind::Type(id) => {
                let ty = self.ty(*id);
                if !ty.layout.heap {
                    let head = if build.at_least(13) {
                        0
                    } else {
                        2 * build.word()
                    };
                    return Ok(sizes::static_type_reported(build) - head);
                }
                let keys = ty.shared_keys.as_ref().map(|keys| keys.borrow());
                sizes::class_reported::<Sym>(build, keys.as_deref()) - 2 * build.word()
            }
            // From 3.11 on the frame is part of it, and as long as the code needs.
            Kind::Generator(_) if build.at_least(11) => {
                return self.unsupported("the size of a generator");
            }
            Kind::Code(_) => return self.unsupported("the size of a code object"),
            Kind::Module(..) => return self.unsupported("the size of a module"),
            _ => self.plain_sizeof(object),
        })
    }

    /// The blocks of memory that an object asks for: itself, and what belongs to it alone
    /// except its `__dict__`, which is an object of its own.
    pub fn blocks(&self, object: &Value) -> Vec<Block> {
        let build = self.build;
        let layout = &self.ty(object.ty()).layout;
        let mut blocks = self.object_blocks(object);
        match &object.kind {
            Kind::Str(text) if layout.user_class() => blocks.push(Block::new(
                Role::Items,
                sizes::str_subclass_chars(sizes::Chars::of(text.as_str())),
            )),
            Kind::List(list) => blocks.extend(lists::items_block(build, list.borrow().allocated)),
            Kind::Dict(dict) => blocks.extend(dict.borrow().table.block(build)),
            Kind::Set(set) => blocks.extend(set.borrow().block(build)),
            // `args` is a tuple of its own; the empty one is shared.
            Kind::Exception(data) if !data.borrow().args.is_empty() => {
                let args = data.borrow().args.len() as u64;
                blocks.push(Block::new(Role::Object, sizes::tuple_reported(build, args)));
            }
            Kind::ByteArray(bytes) if bytes.borrow().1 > 0 => {
                blocks.push(Block::new(Role::Items, bytes.borrow().1 as u64))
            }
            _ => {}
        }
        blocks
    }

    /// The block of the object itself, and those of its attributes.
    pub(super) fn object_blocks(&self, object: &Value) -> Vec<Block> {
        let build = self.build;
        let layout = &self.ty(object.ty()).layout;
        let items = self.items(object);
        match object.extra.borrow().as_ref() {
            Some(extra) => extra.values.blocks(build, layout, items),
            None => {
                let exact = !layout.user_class();
                let requested = match &object.kind {
                    Kind::Int(int) if exact && object.is_short() => {
                        sizes::int_sizeof(build, int.big().bits())
                    }
                    Kind::Int(int) if exact => {
                        let spare = object.spare_digits();
                        sizes::int_requested(build, int.big().bits(), spare)
                    }
                    Kind::Str(text) if exact => {
                        sizes::str_sizeof(build, sizes::Chars::of(text.as_str()), None)
                    }
                    Kind::Bytes(bytes) if exact => sizes::bytes_sizeof(build, bytes.len() as u64),
                    Kind::Tuple(items) if exact => sizes::tuple_reported(build, items.len() as u64),
                    _ => layout.requested(build, items),
                };
                vec![Block::new(Role::Object, requested)]
            }
        }
    }

    /// Requested bytes that are kept alive by the values alone: by nothing else that the machine holds.
    pub fn held_bytes(&mut self, values: &[Value]) -> u64 {
        let anyway = self.living(&[]);
        self.held_beyond(&anyway, values).requested
    }

    /// Everything that lives without results: what the machine holds, and these values.
    pub fn living(&self, others: &[Value]) -> Living {
        let mut walk = Walk::new(self, None);
        let mut roots = self.roots();
        roots.extend(others.iter().cloned());
        walk.measure(roots);
        Living {
            seen: walk.seen,
            keys: walk.keys,
            pins: walk.pins,
            key_pins: walk.key_pins,
            class_keys: self
                .types
                .iter()
                .filter_map(|ty| ty.shared_keys.as_ref().map(Rc::downgrade))
                .collect(),
        }
    }

    /// Bytes that the values keep alive beyond what lives anyway.
    pub fn held_beyond(&self, living: &Living, values: &[Value]) -> Held {
        Walk::new(self, Some(living)).measure(values.to_vec())
    }

    /// Requested bytes that the results of `make(0)` … `make(count - 1)` hold: for programs that define `make`.
    pub fn held_by_make(&mut self, count: u64) -> Res<u64> {
        let make = self.sym("make");
        let Some(make) = self
            .globals()
            .and_then(|globals| self.dict_get_sym(&globals, make))
        else {
            return self.unsupported("a memory program without make(i)");
        };
        // The numbers exist beforehand and do not count.
        let numbers: Vec<Value> = (0..count).map(|i| self.int(i as i64)).collect();
        let before = self.living(&numbers);
        self.cleared_keys = 0;
        let mut results = Vec::with_capacity(numbers.len());
        for number in &numbers {
            results.push(self.call(&make, std::slice::from_ref(number), &[])?);
        }
        let after = self.living(&numbers);
        for result in &results {
            let made = matches!(result.kind, Kind::Type(_)) && !after.seen.contains(&result.key());
            if made {
                return self.unsupported("the memory of classes that make(i) makes");
            }
            let class = self.ty(result.ty());
            let wraps = matches!(class.payload, tid::STATICMETHOD | tid::CLASSMETHOD);
            if wraps && class.layout.user_class() {
                return self.unsupported("the memory of instances of subclasses of staticmethod");
            }
        }
        Ok(self.held_results(&before, &after, &results).requested)
    }

    /// Bytes that results hold beyond what lives after they were made; `before` is what lived
    /// before. Up to 3.10 an 8-slot keys object that dies waits in a freelist for the next one.
    pub fn held_results(&self, before: &Living, after: &Living, results: &[Value]) -> Held {
        let held = self.held_beyond(after, results);
        if self.build.at_least(11) {
            return held;
        }
        let made = before.class_keys.iter();
        let dead = made.filter(|keys| keys.strong_count() == 0).count();
        let small =
            crate::cpython::keys::keys_bytes(self.build, crate::cpython::keys::MIN_LOG2, true);
        let tables = self.count_blocks(results, small);
        // The table for whose sake one died was made before, so it is the next one that takes its place; where a
        // dict was cleared there was no such table.
        let before = dead.saturating_sub(self.cleared_keys);
        let mut less = Held::default();
        for _ in 0..dead.min(tables.saturating_sub(before)) {
            less.add(self.build, small);
        }
        held.minus(less)
    }

    /// How many dicts among the results have a table of this many bytes.
    fn count_blocks(&self, values: &[Value], bytes: u64) -> usize {
        let mut seen = HashSet::new();
        let mut waiting = values.to_vec();
        let mut count = 0;
        while let Some(value) = waiting.pop() {
            if !seen.insert(value.key()) {
                continue;
            }
            if let Kind::Dict(dict) = &value.kind {
                let block = dict.borrow().table.block(self.build);
                count += usize::from(
                    block.is_some_and(|block| block.role == Role::Keys && block.requested == bytes),
                );
            }
            if !matches!(
                value.kind,
                Kind::Type(_) | Kind::Module(..) | Kind::Function(_)
            ) {
                self.referents(&value, &mut waiting);
            }
        }
        count
    }

    /// What lives without the results: modules, classes, singletons, interned strings, running frames.
    fn roots(&self) -> Vec<Value> {
        // What a builtin type brings was always there, whether or not somebody has looked into it.
        for ty in &self.types {
            std::cell::LazyCell::force(&ty.dict);
        }
        let mut roots: Vec<Value> = self.types.iter().map(|ty| ty.object.clone()).collect();
        // Modules in the order in which they were imported, so that nothing depends on hashing.
        let names = crate::order::ordered(self.modules.keys().collect(), |a, b| a.cmp(b));
        roots.extend(
            names
                .into_iter()
                .filter_map(|name| self.modules.get(name).cloned()),
        );
        roots.push(self.builtins.clone());
        roots.extend(self.symbols.all());
        roots.extend(self.singletons());
        roots
    }
}

/// Bytes of memory.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    /// Asked for.
    pub requested: u64,
    /// Handed out for these requests.
    pub allocated: u64,
}

impl Held {
    /// With one more block.
    pub fn add(&mut self, build: Build, requested: u64) {
        self.requested += requested;
        self.allocated += alloc::allocated(build, requested);
    }

    /// What is more than `less`; nothing where it is not.
    pub fn minus(self, less: Held) -> Held {
        Held {
            requested: self.requested.saturating_sub(less.requested),
            allocated: self.allocated.saturating_sub(less.allocated),
        }
    }
}

/// Objects and shared keys, by their places in the memory of this process.
pub struct Living {
    seen: HashSet<usize, FastHash>,
    keys: HashSet<usize, FastHash>,
    /// As long as these are here nothing else can take those places.
    pins: Vec<WeakValue>,
    key_pins: Vec<Weak<RefCell<SharedKeys<Sym>>>>,
    /// The keys that classes keep.
    class_keys: Vec<Weak<RefCell<SharedKeys<Sym>>>>,
}

impl std::fmt::Debug for Living {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "{} objects, {} keys",
            self.pins.len(),
            self.key_pins.len()
        )
    }
}

/// A walk over everything that values refer to.
struct Walk<'a> {
    machine: &'a Machine,
    anyway: Option<&'a Living>,
    seen: HashSet<usize, FastHash>,
    keys: HashSet<usize, FastHash>,
    pins: Vec<WeakValue>,
    key_pins: Vec<Weak<RefCell<SharedKeys<Sym>>>>,
}

impl<'a> Walk<'a> {
    fn new(machine: &'a Machine, anyway: Option<&'a Living>) -> Self {
        Self {
            machine,
            anyway,
            seen: HashSet::default(),
            keys: HashSet::default(),
            pins: Vec::new(),
            key_pins: Vec::new(),
        }
    }

    /// Bytes of all objects reached for the first time.
    fn measure(&mut self, mut waiting: Vec<Value>) -> Held {
        let build = self.machine.build;
        let mut held = Held::default();
        while let Some(value) = waiting.pop() {
            // A code object stands for its code, however many objects the machine makes of it.
            let place = match &value.kind {
                Kind::Code(code) => Rc::as_ptr(code) as usize,
                _ => value.key(),
            };
            let known = |living: &Living| living.seen.contains(&place);
            if self.anyway.is_some_and(known) || !self.seen.insert(place) {
                continue;
            }
            self.pins.push(value.downgrade());
            for block in self.machine.blocks(&value) {
                held.add(build, block.requested);
            }
            if let Some(bytes) = self.shared_keys(&value) {
                held.add(build, bytes);
            }
            self.machine.referents(&value, &mut waiting);
        }
        held
    }

    /// Shared keys count once: with the class that keeps them, or with the first dict that is left with them.
    fn shared_keys(&mut self, value: &Value) -> Option<u64> {
        let build = self.machine.build;
        let mut count = |keys: &Rc<RefCell<SharedKeys<Sym>>>| {
            let place = Rc::as_ptr(keys) as usize;
            let known = |living: &Living| living.keys.contains(&place);
            if self.anyway.is_some_and(known) || !self.keys.insert(place) {
                return None;
            }
            // Keys made with their class were there before its instances.
            if keys.borrow().made_with_class() {
                return None;
            }
            self.key_pins.push(Rc::downgrade(keys));
            Some(keys.borrow().bytes(build))
        };
        match &value.kind {
            Kind::Type(id) => self
                .machine
                .ty(*id)
                .shared_keys
                .as_ref()
                .and_then(&mut count),
            Kind::Dict(dict) => dict.borrow().table.shared_keys().and_then(&mut count),
            _ => None,
        }
    }
}

impl Machine {
    /// The objects that an object refers to, as far as they are objects of CPython, too.
    pub fn referents(&self, value: &Value, into: &mut Vec<Value>) {
        if let Some(extra) = value.extra.borrow().as_ref() {
            into.extend(extra.slots.iter().flatten().cloned());
            match &extra.dict {
                Some(dict) if extra.materialised => into.push(dict.clone()),
                // A dict, if there is one, is ours alone: its values stand in the object.
                _ => {
                    let items = self.own_attributes(extra).into_iter();
                    into.extend(items.flat_map(|(key, value)| [key, value]));
                }
            }
        }
        match &value.kind {
            Kind::Dict(_) => {
                into.extend(
                    self.dict_items(value)
                        .into_iter()
                        .flat_map(|(key, value)| [key, value]),
                );
                into.extend(self.dict_of(value).borrow().default_factory.clone());
            }
            Kind::Function(function) => {
                into.extend(function.closure.iter().cloned());
                into.push(function.globals.clone());
                let parts = function.parts.borrow();
                into.extend(
                    [&parts.name, &parts.qualname, &parts.module, &parts.doc]
                        .into_iter()
                        .cloned(),
                );
                into.extend(parts.defaults.iter().cloned());
                into.extend(
                    [&parts.kwdefaults, &parts.annotations, &parts.annotate]
                        .into_iter()
                        .flatten()
                        .cloned(),
                );
                into.extend(function.code.borrow().consts.iter().cloned());
            }
            Kind::Code(code) => into.extend(code.consts.iter().cloned()),
            Kind::Type(id) => {
                let ty = self.ty(*id);
                into.push(ty.qualname.clone());
                into.extend(ty.dict.values().cloned());
            }
            _ => self.own_referents(value, into),
        }
    }

    /// What objects of the simpler kinds refer to, each as often as they do.
    pub(super) fn own_referents(&self, value: &Value, into: &mut Vec<Value>) {
        match &value.kind {
            Kind::Tuple(items) => into.extend(items.iter().cloned()),
            Kind::List(list) => into.extend(list.borrow().items.iter().cloned()),
            Kind::Set(_) => into.extend(self.set_items(value)),
            Kind::Range(parts) | Kind::Slice(parts) => into.extend(parts.iter().cloned()),
            Kind::Method(method) => into.extend([method.func.clone(), method.this.clone()]),
            Kind::Native(native) => into.extend(native.this.clone()),
            Kind::Property(property) => {
                let property = property.borrow();
                into.extend(
                    [
                        &property.get,
                        &property.set,
                        &property.del,
                        &property.doc,
                        &property.name,
                    ]
                    .into_iter()
                    .flatten()
                    .cloned(),
                );
            }
            Kind::StaticMethod(inner) | Kind::ClassMethod(inner) => {
                into.push(inner.borrow().clone())
            }
            Kind::Module(_, dict) => into.push(dict.clone()),
            Kind::Cell(cell) => into.extend(cell.borrow().clone()),
            Kind::Iter(iter) => into.extend(iter.borrow().referents()),
            Kind::Exception(data) => {
                let data = data.borrow();
                into.extend(data.args.iter().cloned());
                into.extend([&data.cause, &data.context].into_iter().flatten().cloned());
                into.extend(data.held.iter().cloned());
                into.extend(data.fields.iter().map(|(_, value)| value.clone()));
            }
            Kind::Super(state) => into.extend(
                state
                    .borrow()
                    .as_ref()
                    .and_then(|(_, this, _)| this.clone()),
            ),
            Kind::MappingProxy(mapping) => into.push(mapping.clone()),
            Kind::View(_, dict) => into.push(dict.clone()),
            Kind::WeakRef(state) => into.extend(state.borrow().callback.clone()),
            _ => {}
        }
    }
}
