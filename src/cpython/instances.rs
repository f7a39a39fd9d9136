//! Where the attributes of an instance live until, and after, somebody asks for its `__dict__`.
//!
//! The machine owns the attributes and the dict object; [`InstanceValues`] is the bookkeeping of
//! the instance itself. An event that makes CPython create the dict object answers its [`Table`].

use super::build::Build;
use super::dicts::{Key, Table};
use super::keys::{KeysRef, values_bytes};
use super::memory::{Block, Role};
use super::types::TypeLayout;
use std::cell::Cell;
use std::rc::Rc;

/// Attribute values that stand in the object itself (3.13+).
#[derive(Debug, Clone)]
pub struct InlineValues {
    capacity: u32,
    bytes: u32,
    valid: Cell<bool>,
}

impl InlineValues {
    /// Places for values, as the block's header says.
    pub const fn capacity(&self) -> usize {
        self.capacity as usize
    }

    /// Bytes behind the object: header, values and insertion order. As a rule there is one place
    /// more than [`Self::capacity`].
    pub const fn bytes(&self) -> u64 {
        self.bytes as u64
    }

    /// Whether the attributes are still here; the bytes stay allocated all the same.
    pub const fn valid(&self) -> bool {
        self.valid.get()
    }

    pub(super) fn invalidate(&self) {
        self.valid.set(false);
    }
}

/// The attribute values of one instance, as far as they are not in a dict object of its own.
#[derive(Debug, Default)]
pub struct InstanceValues {
    place: Place,
    used: usize,
}

#[derive(Debug, Default)]
enum Place {
    /// Nowhere: no `__dict__`, or one that is an ordinary object from the start.
    #[default]
    Nowhere,
    /// In an array with this many places (3.11, 3.12), until a dict takes it over.
    Separate(usize),
    /// In the object itself (3.13+), without a dict that knows of them.
    Inline(InlineValues),
    /// The same with one.
    Shared(Rc<InlineValues>),
}

impl InstanceValues {
    /// The values of a new instance; `keys` are its class's shared keys, which it makes shrink
    /// (Objects/dictobject.c: 3.11 and 3.12 `_PyObject_InitializeDict`, which `object.__new__`
    /// alone calls; from 3.13 `_PyObject_InitInlineValues`, on every allocation).
    pub fn of_new_instance<N: Clone + PartialEq>(
        build: Build,
        layout: &TypeLayout,
        keys: Option<&KeysRef<N>>,
    ) -> Self {
        let place = match keys.map(|keys| keys.borrow_mut()) {
            Some(mut keys) if layout.inline_values => {
                let bytes = values_bytes(build, keys.room());
                Place::Inline(InlineValues {
                    bytes: bytes as u32,
                    capacity: keys.shrink_for_instance() as u32,
                    valid: Cell::new(true),
                })
            }
            Some(mut keys)
                if layout.managed_dict && layout.payload == "object" && !build.at_least(13) =>
            {
                Place::Separate(keys.shrink_for_instance())
            }
            _ => Place::Nowhere,
        };
        Self { place, used: 0 }
    }

    /// `obj.name = value` stored in the instance; `known` if it has the attribute, `dict` its dict
    /// object if that exists. Some: a dict object was created, with all attributes in it.
    ///
    /// `keys` are the class's; 3.9 and 3.10 replace or drop them where sharing fails
    /// (`_PyObjectDict_SetItem`, `_PyObject_StoreInstanceAttribute`).
    pub fn store<N: Clone + PartialEq>(
        &mut self,
        build: Build,
        keys: &mut Option<KeysRef<N>>,
        dict: Option<&mut Table<N>>,
        key: Key<'_, N>,
        known: bool,
    ) -> Option<Table<N>> {
        if let Some(dict) = dict {
            store_in_dict(build, keys, dict, key, known);
            return None;
        }
        if let (true, Some(keys), Key::Str(name)) = (self.live(), &*keys, key)
            && keys.borrow_mut().index_or_insert(name).is_some()
        {
            self.used += usize::from(!known);
            return None;
        }
        let mut dict = self.dict_for_store(build, keys.as_ref());
        store_in_dict(build, keys, &mut dict, key, known);
        Some(dict)
    }

    /// `del obj.name`; `rank` is the place of the attribute among those of the instance, None if
    /// it has no such attribute. Some: a dict object was created nevertheless.
    ///
    /// A name that is missing is looked for as a store would, and so gets a place among the class's
    /// keys (3.11+ `_PyObject_StoreInstanceAttribute`); without room for it, 3.11 and 3.12 keep the
    /// dict that they then search, 3.13+ drops it. 3.9 and 3.10 never share keys with later
    /// instances of the class after a deletion (`_PyObjectDict_SetItem`).
    pub fn delete<N: Clone + PartialEq>(
        &mut self,
        build: Build,
        keys: &mut Option<KeysRef<N>>,
        dict: Option<&mut Table<N>>,
        name: &N,
        rank: Option<usize>,
    ) -> Option<Table<N>> {
        let mut created = None;
        match (dict, rank) {
            (Some(dict), Some(rank)) => dict.delete(build, rank),
            (None, Some(_)) => self.used -= 1,
            (None, None) if !self.live() => {
                created = Some(self.dict_for_store(build, keys.as_ref()));
            }
            (dict, None) => {
                let stores = dict.is_none_or(|dict| dict.is_inline());
                if let (true, true, Some(class_keys)) = (stores, self.live(), &*keys) {
                    let placed = class_keys.borrow_mut().index_or_insert(name).is_some();
                    if !placed && !build.at_least(13) {
                        created = Some(self.materialise(build, keys.as_ref()));
                    }
                }
            }
        }
        if !build.at_least(11) {
            *keys = None;
        }
        created
    }

    /// Something asks for `__dict__` and there is no dict object yet: the table of the new one
    /// (`PyObject_GenericGetDict`). The attributes move into it; 3.13+ leaves the values where
    /// they are.
    pub fn materialise<N: Clone + PartialEq>(
        &mut self,
        build: Build,
        keys: Option<&KeysRef<N>>,
    ) -> Table<N> {
        let Some(keys) = keys else {
            return Table::Empty;
        };
        if let Place::Inline(values) = &self.place {
            self.place = Place::Shared(Rc::new(values.clone()));
        }
        match &self.place {
            Place::Separate(capacity) => {
                let table = Table::split_over(keys, *capacity, self.used);
                self.place = Place::Nowhere;
                table
            }
            Place::Shared(values) if values.valid() => Table::split_inline(keys, values, self.used),
            // 3.11 makes a plain dict here, although a store would have made a split one.
            _ if build.version.minor == 11 => Table::Empty,
            _ => Table::split(build, keys),
        }
    }

    /// `obj.__dict__ = other` and `del obj.__dict__`: the attributes go; `old` is the dict object
    /// that it had, which may live on (`_PyObject_SetManagedDict`).
    pub fn replace_dict<N: Clone + PartialEq>(&mut self, old: Option<&mut Table<N>>) {
        if let Some(old) = old {
            old.detach();
        }
        match self.inline() {
            Some(values) => values.invalidate(),
            None => self.place = Place::Nowhere,
        }
        self.used = 0;
    }

    /// `obj.__class__ = other`, after it was allowed; `keys` are the old class's. Some: the dict
    /// object was created first (Objects/typeobject.c, `object_set_class`, 3.11+; from 3.13 the
    /// values are copied out of the object, too).
    pub fn change_class<N: Clone + PartialEq>(
        &mut self,
        build: Build,
        keys: Option<&KeysRef<N>>,
        dict: Option<&mut Table<N>>,
    ) -> Option<Table<N>> {
        if let Some(dict) = dict {
            dict.detach();
            return None;
        }
        if !self.live() {
            return None;
        }
        let mut table = self.materialise(build, keys);
        table.detach();
        Some(table)
    }

    /// The inline values, if the object was allocated with any.
    pub fn inline(&self) -> Option<&InlineValues> {
        match &self.place {
            Place::Inline(values) => Some(values),
            Place::Shared(values) => Some(values),
            _ => None,
        }
    }

    /// Whether `del obj.__dict__` has made the inline values invalid: where there is no other dict, the first search
    /// among them makes an empty one, which shares no keys (Objects/dictobject.c, _PyObject_MaterializeManagedDict,
    /// 3.13+).
    pub fn lost(&self) -> bool {
        self.inline().is_some_and(|values| !values.valid())
    }

    /// Places of the separate array of values that the instance holds (3.11, 3.12).
    pub const fn separate_capacity(&self) -> Option<usize> {
        match self.place {
            Place::Separate(capacity) => Some(capacity),
            _ => None,
        }
    }

    /// The memory of the instance: the object with all that stands before and behind it (`items`
    /// as in [`TypeLayout::requested`]), and a separate array of values. A dict object and its
    /// table are not among it.
    pub fn blocks(&self, build: Build, layout: &TypeLayout, items: u64) -> Vec<Block> {
        let behind = self.inline().map_or(0, |values| values.bytes());
        let object = layout.requested(build, items) + behind;
        let mut blocks = vec![Block::new(Role::Object, object)];
        if let Some(capacity) = self.separate_capacity() {
            blocks.push(Block::new(Role::Values, values_bytes(build, capacity)));
        }
        blocks
    }

    /// The dict object that a store or delete needs.
    fn dict_for_store<N: Clone + PartialEq>(
        &mut self,
        build: Build,
        keys: Option<&KeysRef<N>>,
    ) -> Table<N> {
        match keys {
            Some(keys) if !self.live() => Table::split(build, keys),
            _ => self.materialise(build, keys),
        }
    }

    /// Whether attributes can be stored here.
    fn live(&self) -> bool {
        match &self.place {
            Place::Nowhere => false,
            Place::Separate(_) => true,
            Place::Inline(values) => values.valid(),
            Place::Shared(values) => values.valid(),
        }
    }
}

/// `_PyObjectDict_SetItem`: up to 3.10, a dict that no longer fits the class's shared keys takes
/// them along if it was alone with them, else the class shares no more.
fn store_in_dict<N: Clone + PartialEq>(
    build: Build,
    class_keys: &mut Option<KeysRef<N>>,
    dict: &mut Table<N>,
    key: Key<'_, N>,
    known: bool,
) {
    let shares = |dict: &Table<N>, keys: &KeysRef<N>| {
        dict.shared_keys()
            .is_some_and(|shared| Rc::ptr_eq(shared, keys))
    };
    let shared = class_keys.take_if(|keys| !build.at_least(11) && shares(dict, keys));
    let used = dict.used();
    dict.store(build, key, known);
    let Some(keys) = shared else {
        return;
    };
    if shares(dict, &keys) {
        *class_keys = Some(keys);
    } else if let (1, Key::Str(name)) = (Rc::strong_count(&keys), key) {
        let mut names = keys.borrow().names()[..used].to_vec();
        names.push(name.clone());
        *class_keys = dict.share(names);
    }
}
