//! A small world of types and instances, driven by the rules under test: no Python runs here.

use slotscope::cpython::bases::{TypeGraph, best_base, mro_of_bases};
use slotscope::cpython::builtins::{builtin_base, builtin_names};
use slotscope::cpython::keys::class_keys;
use slotscope::cpython::slots::{SlotItem, SlotRequest, process_slots};
use slotscope::cpython::types::{SlotOffsets, new_layout};
use slotscope::cpython::{
    Build, InstanceValues, Key, KeysRef, Raised, Table, TypeLayout, builtin_layout,
};
use std::cell::RefCell;
use std::collections::HashMap;

/// Types by number.
pub(crate) struct World {
    pub(crate) build: Build,
    types: Vec<Type>,
}

#[derive(Clone)]
pub(crate) struct Type {
    pub(crate) name: String,
    pub(crate) layout: TypeLayout,
    pub(crate) base: Option<usize>,
    pub(crate) bases: Vec<usize>,
    pub(crate) mro: Vec<usize>,
    pub(crate) subclasses: Vec<usize>,
    pub(crate) offsets: SlotOffsets,
    pub(crate) keys: Option<KeysRef<String>>,
}

impl TypeGraph for World {
    type Id = usize;

    fn layout(&self, id: usize) -> &TypeLayout {
        &self.types[id].layout
    }

    fn name(&self, id: usize) -> String {
        self.types[id].name.clone()
    }

    fn base(&self, id: usize) -> Option<usize> {
        self.types[id].base
    }

    fn bases(&self, id: usize) -> Vec<usize> {
        self.types[id].bases.clone()
    }

    fn mro(&self, id: usize) -> &[usize] {
        &self.types[id].mro
    }

    fn subclasses(&self, id: usize) -> Vec<usize> {
        self.types[id].subclasses.clone()
    }
}

/// A class statement, as far as its memory depends on it.
#[derive(Default, Clone, Copy)]
pub(crate) struct Body<'a> {
    pub(crate) slots: Option<&'a [SlotItem<'a>]>,
    /// Other names in the namespace.
    pub(crate) namespace: &'a [&'a str],
    /// Attributes that methods assign to `self`, sorted.
    pub(crate) static_attributes: &'a [String],
}

impl World {
    /// All built-in types of the build.
    pub(crate) fn new(build: Build) -> Self {
        thread_local! {
            static MADE: RefCell<HashMap<Build, Vec<Type>>> = RefCell::default();
        }
        let types = MADE.with_borrow_mut(|made| {
            let types = made.entry(build).or_insert_with(|| Self::builtins(build));
            types.clone()
        });
        Self { build, types }
    }

    fn builtins(build: Build) -> Vec<Type> {
        let mut world = Self {
            build,
            types: Vec::new(),
        };
        for name in builtin_names(build) {
            let layout = builtin_layout(build, name).expect("a listed type");
            let base = builtin_base(name).map(|base| world.find(base));
            let id = world.types.len();
            let mut mro = vec![id];
            mro.extend(base.map_or(&[][..], |base| &world.types[base].mro));
            world.types.push(Type {
                name: name.to_owned(),
                layout,
                base,
                bases: base.into_iter().collect(),
                mro,
                subclasses: Vec::new(),
                offsets: Vec::new(),
                keys: None,
            });
        }
        world.types
    }

    /// The type of this name; the newest, if there are several.
    pub(crate) fn find(&self, name: &str) -> usize {
        let found = self.types.iter().rposition(|known| known.name == name);
        found.unwrap_or_else(|| panic!("no type {name}"))
    }

    pub(crate) fn get(&self, id: usize) -> &Type {
        &self.types[id]
    }

    /// `type(name, bases, namespace)`, in the order of CPython's checks.
    pub(crate) fn class(
        &mut self,
        name: &str,
        bases: &[usize],
        body: Body<'_>,
    ) -> Result<usize, Raised> {
        let object = [self.find("object")];
        let bases = if bases.is_empty() { &object } else { bases };
        let base = best_base(self.build, self, bases)?;
        let others: Vec<&TypeLayout> = bases
            .iter()
            .filter(|other| **other != base)
            .map(|other| self.layout(*other))
            .collect();
        let base_name = self.name(base);
        let request = SlotRequest {
            class_name: name,
            base: (&base_name, self.layout(base)),
            other_bases: &others,
            slots: body.slots,
            in_namespace: &|name| name == "__slots__" || body.namespace.contains(&name),
        };
        let plan = process_slots(self.build, &request)?;
        let (layout, offsets) = new_layout(self.build, &base_name, self.layout(base), &plan)?;
        let mut mro = mro_of_bases(self.build, self, bases)?;
        let id = self.types.len();
        mro.insert(0, id);
        for base in bases {
            self.types[*base].subclasses.push(id);
        }
        self.types.push(Type {
            name: name.to_owned(),
            keys: class_keys(self.build, &layout, body.static_attributes),
            layout,
            base: Some(base),
            bases: bases.to_vec(),
            mro,
            subclasses: Vec::new(),
            offsets,
        });
        Ok(id)
    }

    /// A class with slots of these names.
    pub(crate) fn slotted(
        &mut self,
        name: &str,
        bases: &[usize],
        slots: Option<&[&str]>,
    ) -> Result<usize, Raised> {
        let items = slots.map(|names| names.iter().map(|name| SlotItem::Name(name)).collect());
        let items: Option<Vec<SlotItem<'_>>> = items;
        self.class(
            name,
            bases,
            Body {
                slots: items.as_deref(),
                ..Body::default()
            },
        )
    }

    /// Whether instances of the type have a slot of this name.
    pub(crate) fn has_slot(&self, id: usize, name: &str) -> bool {
        self.types[id]
            .mro
            .iter()
            .flat_map(|class| &self.types[*class].offsets)
            .any(|(slot, _)| &**slot == name)
    }

    /// A new instance, without attributes.
    pub(crate) fn instance(&self, class: usize, items: u64) -> Instance {
        let of = &self.types[class];
        Instance {
            class,
            items,
            values: InstanceValues::of_new_instance(self.build, &of.layout, of.keys.as_ref()),
            dict: None,
            names: Vec::new(),
        }
    }

    /// `instance.name = None`
    pub(crate) fn set(&mut self, instance: &mut Instance, name: &str) {
        if !self.has_slot(instance.class, name) {
            self.set_key(instance, name, true);
        }
    }

    /// The same, with a name that is exactly a str or not, and no slot.
    pub(crate) fn set_key(&mut self, instance: &mut Instance, name: &str, exact: bool) {
        let known = instance.names.iter().any(|known| known == name);
        if !known {
            instance.names.push(name.to_owned());
        }
        let name = name.to_owned();
        let key = if exact { Key::Str(&name) } else { Key::Other };
        let keys = &mut self.types[instance.class].keys;
        let made = instance
            .values
            .store(self.build, keys, instance.dict.as_mut(), key, known);
        instance.dict = made.or_else(|| instance.dict.take());
    }

    /// `del instance.name`
    pub(crate) fn delete(&mut self, instance: &mut Instance, name: &str) {
        let rank = instance.names.iter().position(|known| known == name);
        let keys = &mut self.types[instance.class].keys;
        let made = instance.values.delete(
            self.build,
            keys,
            instance.dict.as_mut(),
            &name.to_owned(),
            rank,
        );
        instance.dict = made.or_else(|| instance.dict.take());
        if let Some(rank) = rank {
            instance.names.remove(rank);
        }
    }

    /// `instance.__dict__`
    pub(crate) fn dict<'a>(&self, instance: &'a mut Instance) -> &'a mut Table<String> {
        let keys = self.types[instance.class].keys.as_ref();
        let Instance { dict, values, .. } = instance;
        dict.get_or_insert_with(|| values.materialise(self.build, keys))
    }

    /// `instance.__class__ = class`
    pub(crate) fn change_class(&self, instance: &mut Instance, class: usize) {
        let keys = self.types[instance.class].keys.as_ref();
        let made = instance
            .values
            .change_class(self.build, keys, instance.dict.as_mut());
        instance.dict = made.or_else(|| instance.dict.take());
        instance.class = class;
    }

    /// `sys.getsizeof` of a plain dict with this table.
    pub(crate) fn dict_reported(&self, table: &Table<String>) -> u64 {
        self.layout(self.find("dict")).reported(self.build, 0) + table.reported(self.build)
    }

    /// Requested bytes of a plain dict with this table.
    pub(crate) fn dict_requested(&self, table: &Table<String>) -> u64 {
        let object = self.layout(self.find("dict")).requested(self.build, 0);
        object + table.block(self.build).map_or(0, |block| block.requested)
    }

    /// Requested bytes of an instance and its dict.
    pub(crate) fn cost(&self, instance: &Instance) -> u64 {
        let layout = &self.types[instance.class].layout;
        let blocks = instance.values.blocks(self.build, layout, instance.items);
        let own: u64 = blocks.iter().map(|block| block.requested).sum();
        own + instance
            .dict
            .as_ref()
            .map_or(0, |dict| self.dict_requested(dict))
    }
}

/// An instance, with the names of its attributes.
pub(crate) struct Instance {
    pub(crate) class: usize,
    pub(crate) items: u64,
    pub(crate) values: InstanceValues,
    pub(crate) dict: Option<Table<String>>,
    pub(crate) names: Vec<String>,
}
