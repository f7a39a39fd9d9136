//! Making classes: the class statement and `type.__new__` (Objects/typeobject.c, type_new).

use super::function::Args;
use super::namespace::{self, Namespace};
use super::object::{GetSet, Kind, Member, Value};
use super::symbol::{Sym, sym};
use super::types::{Type, TypeId, tid};
use super::{Machine, Res, Stop};
use crate::cpython::bases::{self, TypeGraph};
use crate::cpython::keys::class_keys;
use crate::cpython::slots::{self, SlotItem, SlotRequest};
use crate::cpython::types::{TypeLayout, new_layout};
use crate::cpython::{Raised, messages};
use std::cell::RefCell;
use std::rc::Rc;

impl TypeGraph for Machine {
    type Id = TypeId;
    fn layout(&self, id: TypeId) -> &TypeLayout {
        &self.ty(id).layout
    }
    fn name(&self, id: TypeId) -> String {
        self.ty(id).name.to_string()
    }
    fn tp_name(&self, id: TypeId) -> String {
        self.error_name(id)
    }
    fn base(&self, id: TypeId) -> Option<TypeId> {
        self.ty(id).base
    }
    fn bases(&self, id: TypeId) -> Vec<TypeId> {
        self.ty(id).bases.clone()
    }
    fn mro(&self, id: TypeId) -> &[TypeId] {
        &self.ty(id).mro
    }
    fn subclasses(&self, id: TypeId) -> Vec<TypeId> {
        self.ty(id).subclasses.clone()
    }
}

/// What making a class counts for: its layout, its shared keys, its place among the subclasses.
const CLASS_STEPS: usize = 1_000;

impl Machine {
    /// Raises what a rule of `cpython/` says.
    #[cold]
    pub(super) fn raised<T>(&mut self, raised: Raised) -> Res<T> {
        match self.builtin_exception(raised.exception) {
            Some(ty) => self.raise(ty, raised.text),
            None => self.unsupported(format!("the exception {}", raised.exception)),
        }
    }

    /// `__build_class__(func, name, *bases, metaclass=…, **kwds)` (Python/bltinmodule.c).
    pub(super) fn build_class(&mut self, args: &Args) -> Res {
        let [func, name, bases @ ..] = args.pos else {
            return self.type_error("__build_class__: not enough arguments");
        };
        let Kind::Function(function) = &func.kind else {
            return self.type_error("__build_class__: func must be a function");
        };
        let (resolved, replaced) = self.resolve_bases(bases)?;
        let mut kwds = args.kw.to_vec();
        let given = kwds
            .iter()
            .position(|(name, _)| *name == sym::METACLASS)
            .map(|i| kwds.remove(i).1);
        let mut meta = match given {
            Some(meta) => meta,
            None => match resolved.first() {
                Some(base) => base.ty_value(self),
                None => self.ty(tid::TYPE).object.clone(),
            },
        };
        if let Some(id) = Self::as_type(&meta) {
            let winner = self.calculate_metaclass(id, &resolved)?;
            meta = self.ty(winner).object.clone();
        }
        let bases_tuple = self.tuple(resolved);
        let namespace = match self.try_attr(&meta, sym::PREPARE)? {
            Some(prepare) => self.call(&prepare, &[name.clone(), bases_tuple.clone()], &kwds)?,
            None => self.new_dict(),
        };
        let code = Rc::clone(&function.code.borrow());
        let mut frame = self.new_frame(
            &code,
            &function.globals,
            Some(namespace.clone()),
            super::generator::After::Push,
        );
        frame.cells.extend(function.closure.iter().cloned());
        let base = self.depth();
        self.enter(frame)?;
        let cell = self.run_until(base)?;
        if replaced {
            let original = self.tuple(bases.to_vec());
            let key = self.symbols.value(sym::ORIG_BASES).clone();
            self.set_item(&namespace, &key, original)?;
        }
        let class = self.call(&meta, &[name.clone(), bases_tuple, namespace], &kwds)?;
        if let (Kind::Cell(cell), Some(_)) = (&cell.kind, Self::as_type(&class)) {
            let filled = cell.borrow().clone();
            match filled {
                Some(inside) if inside.is(&class) => {}
                filled => return self.class_cell_error(name, &class, filled.is_some()),
            }
        }
        Ok(class)
    }

    #[inline(never)]
    fn class_cell_error<T>(&mut self, name: &Value, class: &Value, filled: bool) -> Res<T> {
        let class = self.repr(class)?;
        if filled {
            let name = self.repr(name)?;
            let text = format!("__class__ set to another class defining {name} as {class}");
            return self.type_error(text);
        }
        let name = self.str_of(name)?;
        self.raised(messages::class_cell_lost(&name, &class))
    }

    /// `__mro_entries__` of bases that are no classes.
    #[inline(never)]
    fn resolve_bases(&mut self, given: &[Value]) -> Res<(Vec<Value>, bool)> {
        let original = self.tuple(given.to_vec());
        let mut resolved = Vec::new();
        let mut replaced = false;
        for base in given {
            if Self::as_type(base).is_none()
                && let Some(entries) = self.try_attr(base, sym::MRO_ENTRIES)?
            {
                let entries = self.call(&entries, std::slice::from_ref(&original), &[])?;
                let Kind::Tuple(entries) = &entries.kind else {
                    return self.type_error("__mro_entries__ must return a tuple");
                };
                resolved.extend(entries.iter().cloned());
                replaced = true;
                continue;
            }
            resolved.push(base.clone());
        }
        Ok((resolved, replaced))
    }

    /// The most derived metaclass (Objects/typeobject.c, _PyType_CalculateMetaclass).
    fn calculate_metaclass(&mut self, given: TypeId, bases: &[Value]) -> Res<TypeId> {
        let mut winner = given;
        for base in bases {
            let meta = base.ty();
            if self.is_subtype(winner, meta) {
                continue;
            }
            if self.is_subtype(meta, winner) {
                winner = meta;
                continue;
            }
            return self.raised(messages::metaclass_conflict());
        }
        Ok(winner)
    }

    /// `type(name, bases, namespace, **kwds)`
    pub(super) fn type_new(&mut self, args: &Args) -> Res {
        let [meta, name, bases, namespace] = args.pos else {
            let text = "type.__new__() takes exactly 3 arguments (".to_string()
                + &(args.pos.len() - 1).to_string()
                + " given)";
            return self.type_error(text);
        };
        let Some(meta) = Self::as_type(meta) else {
            return self.type_error("type.__new__(X): X is not a type object");
        };
        for (value, ty, number) in [
            (name, tid::STR, 1),
            (bases, tid::TUPLE, 2),
            (namespace, tid::DICT, 3),
        ] {
            if !self.is_instance(value, ty) {
                // A union of types has no place in the format of PyArg_ParseTuple.
                let given = match number == 3 && self.build.at_least(15) {
                    true => self.error_name(value.ty()),
                    false => self.argument_name(value),
                };
                let raised = messages::type_argument(self.build, number, &given);
                return self.raised(raised);
            }
        }
        let Kind::Tuple(base_values) = &bases.kind else {
            return self.unsupported("a tuple of bases of another kind");
        };
        for base in base_values {
            if Self::as_type(base).is_none() && self.try_attr(base, sym::MRO_ENTRIES)?.is_some() {
                return self.raised(messages::mro_entries_refused());
            }
        }
        let winner = self.calculate_metaclass(meta, base_values)?;
        if winner != meta
            && let Some(new) = self.lookup(winner, sym::NEW)
            && !matches!(new.kind, Kind::Native(_))
        {
            let mut pos = args.pos.to_vec();
            pos[0] = self.ty(winner).object.clone();
            let new = self.bind(&new, None, winner)?;
            return self.call(&new, &pos, args.kw);
        }
        let mut base_ids = Vec::new();
        for base in base_values {
            match Self::as_type(base) {
                Some(id) => base_ids.push(id),
                None => return self.raised(messages::base_not_a_type()),
            }
        }
        if base_ids.is_empty() {
            base_ids.push(tid::OBJECT);
        }
        let class = self.make_class(winner, name, base_ids, namespace)?;
        self.call_set_names(&class, namespace)?;
        self.call_init_subclass(&class, args.kw)?;
        Ok(class)
    }

    fn make_class(
        &mut self,
        meta: TypeId,
        name: &Value,
        base_ids: Vec<TypeId>,
        namespace: &Value,
    ) -> Res {
        self.work(CLASS_STEPS)?;
        let build = self.build;
        let best = match bases::best_base(build, self, &base_ids) {
            Ok(best) => best,
            Err(raised) => {
                self.note_conflict(name, base_ids);
                return self.raised(raised);
            }
        };
        let class_name: Rc<str> = Rc::from(self.str_of(name)?);
        let mut dict = Namespace::default();
        for (key, value) in self.dict_items(namespace) {
            if !self.is_instance(&key, tid::STR) {
                return self.unsupported("a class namespace with keys that are not strings");
            }
            let key = self.sym_of(&key);
            dict.insert(key, value);
        }
        let items = match dict.get(&sym::SLOTS).cloned() {
            Some(slots) => Some(self.slot_items(&slots)?),
            None => None,
        };
        let plan = {
            let borrowed: Option<Vec<SlotItem>> = items.as_ref().map(|items| {
                items
                    .iter()
                    .map(|(text, name)| {
                        if *name {
                            SlotItem::Name(text)
                        } else {
                            SlotItem::Other(text)
                        }
                    })
                    .collect()
            });
            let others: Vec<&TypeLayout> = base_ids
                .iter()
                .filter(|&&id| id != best)
                .map(|&id| &self.ty(id).layout)
                .collect();
            let in_namespace = |text: &str| {
                self.symbols
                    .find(text)
                    .is_some_and(|sym| dict.contains_key(&sym))
            };
            let request = SlotRequest {
                class_name: &class_name,
                base: (&self.ty(best).name, &self.ty(best).layout),
                other_bases: &others,
                slots: borrowed.as_deref(),
                in_namespace: &in_namespace,
            };
            slots::process_slots(build, &request)
        };
        let plan = match plan {
            Ok(plan) => plan,
            Err(raised) => return self.raised(raised),
        };
        if class_name.contains('\0') {
            return self.raised(messages::null_in_name());
        }
        let qualname = match dict.shift_remove(&sym::QUALNAME) {
            Some(qualname) if self.is_instance(&qualname, tid::STR) => qualname,
            Some(other) => {
                let raised = messages::qualname_not_str(&self.error_name(other.ty()));
                return self.raised(raised);
            }
            None => name.clone(),
        };
        for (special, ty) in [
            (sym::NEW, tid::STATICMETHOD),
            (sym::INIT_SUBCLASS, tid::CLASSMETHOD),
            (sym::CLASS_GETITEM, tid::CLASSMETHOD),
        ] {
            if let Some(function) = dict.get(&special)
                && let Kind::Function(_) = function.kind
            {
                let inner = RefCell::new(function.clone());
                let kind = if ty == tid::STATICMETHOD {
                    Kind::StaticMethod(inner)
                } else {
                    Kind::ClassMethod(inner)
                };
                dict.insert(special, Value::new(ty, kind));
            }
        }
        let made = new_layout(build, &self.ty(best).name, &self.ty(best).layout, &plan);
        let (layout, offsets) = match made {
            Ok(made) => made,
            Err(raised) => return self.raised(raised),
        };
        let class_cell = dict.shift_remove(&sym::CLASSCELL);
        let dict_cell = match self.build.at_least(12) {
            true => dict.shift_remove(&sym::CLASSDICTCELL),
            false => None,
        };
        for (cell, name) in [
            (&class_cell, "__classcell__"),
            (&dict_cell, "__classdictcell__"),
        ] {
            if let Some(cell) = cell
                && !matches!(cell.kind, Kind::Cell(_))
            {
                let ty = cell.ty_value(self);
                let raised = messages::not_a_cell(name, &self.repr(&ty)?);
                return self.raised(raised);
            }
        }
        if !dict.contains_key(&sym::MODULE)
            && let Some(module) = self.caller_module()
        {
            dict.insert(sym::MODULE, module);
        }
        let mro = match bases::mro_of_bases(build, self, &base_ids) {
            Ok(mro) => mro,
            Err(raised) => return self.raised(raised),
        };
        self.charge(1024)?;
        self.work(64 + mro.len())?;
        let id = TypeId(self.types.len() as u32);
        let object = Value::with_extra(meta, Kind::Type(id), self.new_extra(meta));
        let object = self.track(object);
        let slot_base = self.ty(best).slot_count;
        let mut word_offset = self.ty(best).layout.basicsize;
        let mut words = Vec::new();
        for name in &plan.names {
            words.push((self.symbols.intern(name), word_offset));
            word_offset += build.word() as i64;
        }
        let static_attributes = self.static_attributes(&dict);
        let shared_keys = class_keys(build, &layout, &static_attributes);
        let class = Type {
            name: class_name,
            qualname,
            module: "",
            base: Some(best),
            mro: std::iter::once(id).chain(mro).collect(),
            dict: namespace::of_class(dict),
            slot_count: slot_base + words.len(),
            slots: words.clone(),
            shared_keys,
            object: object.clone(),
            subclasses: Vec::new(),
            payload: self.ty(best).payload,
            is_abstract: false,
            tp_name: None,
            bases: base_ids.clone(),
            layout,
        };
        self.types.push(class);
        for (name, offset) in offsets {
            let name = self.symbols.intern(&name);
            let index = slot_base + words.iter().position(|(_, o)| *o == offset).unwrap_or(0);
            let member = Value::new(
                tid::MEMBER_DESCRIPTOR,
                Kind::Member(Member {
                    owner: id,
                    name,
                    index,
                    offset,
                }),
            );
            self.ty_mut(id).dict.entry(name).or_insert(member);
        }
        self.add_dict_descriptors(id, best);
        self.add_defaults(id);
        for base in base_ids {
            self.ty_mut(base).subclasses.push(id);
        }
        if let Some(cell) = class_cell
            && let Kind::Cell(cell) = &cell.kind
        {
            *cell.borrow_mut() = Some(object.clone());
        }
        if let Some(cell) = dict_cell
            && let Kind::Cell(cell) = &cell.kind
        {
            *cell.borrow_mut() = Some(Value::new(tid::MAPPINGPROXY, Kind::ClassProxy(id)));
        }
        self.types_changed(id);
        self.custom_mro(meta)?;
        Ok(object)
    }

    /// The items of `__slots__`: a text each, and whether it is a name rather than the type of something else.
    #[inline(never)]
    fn slot_items(&mut self, slots: &Value) -> Res<Vec<(String, bool)>> {
        if let Kind::Str(text) = &slots.kind {
            return Ok(vec![(text.as_str().to_string(), true)]);
        }
        let items = self.iterate(slots)?;
        // Each name is compared with the others.
        self.work(items.len().saturating_mul(items.len()) / 64)?;
        Ok(items
            .iter()
            .map(|item| match &item.kind {
                Kind::Str(text) => (text.as_str().to_string(), true),
                _ => (self.error_name(item.ty()).to_string(), false),
            })
            .collect())
    }

    /// `__dict__` and `__weakref__` descriptors of the class that introduces them.
    #[inline(never)]
    fn add_dict_descriptors(&mut self, id: TypeId, best: TypeId) {
        let (own, base) = (self.ty(id).layout.clone(), self.ty(best).layout.clone());
        let owner = if self.build.at_least(15) {
            tid::OBJECT
        } else {
            id
        };
        if own.dictoffset != 0 && base.dictoffset == 0 {
            let getset = GetSet {
                owner,
                name: sym::DICT,
                get: super::instance::get_dict,
                set: Some(super::instance::set_dict),
                member: false,
            };
            let value = Value::new(tid::GETSET_DESCRIPTOR, Kind::GetSet(Box::new(getset)));
            self.ty_mut(id).dict.entry(sym::DICT).or_insert(value);
        }
        if own.weakrefoffset != 0 && base.weakrefoffset == 0 {
            let getset = GetSet {
                owner,
                name: sym::WEAKREF,
                get: super::weak::get_weakref,
                set: None,
                member: false,
            };
            let value = Value::new(tid::GETSET_DESCRIPTOR, Kind::GetSet(Box::new(getset)));
            self.ty_mut(id).dict.entry(sym::WEAKREF).or_insert(value);
        }
    }

    /// `__doc__`, and `__hash__ = None` beside an `__eq__`.
    fn add_defaults(&mut self, id: TypeId) {
        let none = self.none();
        let class = self.ty_mut(id);
        class.dict.entry(sym::DOC).or_insert(none.clone());
        if class.dict.contains_key(&sym::EQ) && !class.dict.contains_key(&sym::HASH) {
            class.dict.insert(sym::HASH, none);
        }
    }

    /// `__static_attributes__` of a class statement: from 3.14 on they are shared keys from the start
    /// (Objects/typeobject.c, type_new_alloc and init_static_attributes).
    fn static_attributes(&mut self, dict: &Namespace) -> Vec<Sym> {
        let Some(names) = dict.get(&sym::STATIC_ATTRIBUTES).cloned() else {
            return Vec::new();
        };
        let Kind::Tuple(names) = &names.kind else {
            return Vec::new();
        };
        names
            .iter()
            .filter(|name| name.ty() == tid::STR)
            .map(|name| self.sym_of(name))
            .collect()
    }

    /// A metaclass's own `mro()`.
    #[inline(never)]
    fn custom_mro(&mut self, meta: TypeId) -> Res<()> {
        if meta == tid::TYPE || !self.overrides(meta, sym::MRO_METHOD) {
            return Ok(());
        }
        self.unsupported("a metaclass with an mro() of its own")
    }

    #[inline(never)]
    fn call_set_names(&mut self, class: &Value, namespace: &Value) -> Res<()> {
        let Some(id) = Self::as_type(class) else {
            return Ok(());
        };
        let entries: Vec<(Sym, Value)> = self
            .ty(id)
            .dict
            .iter()
            .map(|(name, value)| (*name, value.clone()))
            .collect();
        let _ = namespace;
        for (name, value) in entries {
            if matches!(
                value.kind,
                Kind::Function(_) | Kind::Native(_) | Kind::Member(_) | Kind::GetSet(_)
            ) {
                continue;
            }
            let key = self.symbols.value(name).clone();
            match self.call_special(&value, sym::SET_NAME, &[class.clone(), key.clone()]) {
                Ok(_) => {}
                Err(Stop::Raise(error)) => return self.set_name_failed(error, &value, &key, id),
                Err(halt) => return Err(halt),
            }
        }
        Ok(())
    }

    /// Up to 3.11 a RuntimeError with the cause; from 3.12 on the error itself, with a note.
    #[inline(never)]
    fn set_name_failed(&mut self, error: Value, value: &Value, key: &Value, id: TypeId) -> Res<()> {
        let (key, class) = (self.repr(key)?, self.type_name(id));
        let text = format!(
            "Error calling __set_name__ on '{}' instance {key} in '{class}'",
            self.error_name(value.ty())
        );
        if self.build.at_least(12) {
            self.add_note(&error, text)?;
            return Err(Stop::Raise(error));
        }
        let wrapper = self.exception(tid::RUNTIME_ERROR, text);
        if let Some(data) = super::exception::data(&wrapper) {
            let mut data = data.borrow_mut();
            data.cause = Some(error.clone());
            data.context = Some(error);
            data.suppress = true;
        }
        Err(Stop::Raise(wrapper))
    }

    /// `super(cls, cls).__init_subclass__(**kwds)`
    fn call_init_subclass(&mut self, class: &Value, kwds: &[(Sym, Value)]) -> Res<()> {
        let Some(id) = Self::as_type(class) else {
            return Ok(());
        };
        let Some(found) = self.lookup_after(id, id, sym::INIT_SUBCLASS) else {
            return Ok(());
        };
        if let Kind::Native(_) = found.kind {
            if kwds.is_empty() {
                return Ok(());
            }
            let raised = messages::init_subclass_arguments(&self.error_name(id));
            return self.raised(raised);
        }
        let bound = self.bind(&found, None, id)?;
        self.call(&bound, &[], kwds)?;
        Ok(())
    }

    /// `__name__` of the module whose code runs.
    pub(super) fn caller_module(&self) -> Option<Value> {
        self.dict_get_sym(&self.frame.globals, sym::NAME)
    }
}
