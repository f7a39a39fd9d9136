//! The words of an object itself: what each is for, who brought it, what is in it.

use super::keys::Tables;
use super::objects::{Drawing, is_immortal};
use super::walk::{attributes, slots};
use crate::cpython::builtins::builtin_base;
use crate::cpython::image::{Part, PartRole, image};
use crate::cpython::instances::InlineValues;
use crate::cpython::structs::fields;
use crate::cpython::types::{SlotOffsets, TypeLayout};
use crate::cpython::{Build, alloc, builtin_layout, sizes};
use crate::machine::{Int, Kind, Machine, TypeId, Value, tid};
use crate::report::{Block, BlockKind, Role, Word, WordValue};
use std::rc::Rc;

/// A word that nobody owns.
pub(super) fn word(offset: i64, size: u64, role: Role, value: WordValue) -> Word {
    Word {
        offset,
        size: u32::try_from(size).unwrap_or(u32::MAX),
        role,
        owner: None,
        value,
        note: None,
    }
}

/// The `__dict__` of an object, if CPython has made one by now.
pub(super) fn dict_of(value: &Value) -> Option<Value> {
    let extra = value.extra.borrow();
    let extra = extra.as_ref().filter(|extra| extra.materialised)?;
    extra.dict.clone()
}

/// The classes of the program from which the layout of a class's instances is made, the farthest first.
pub(super) fn chain_of(machine: &Machine, ty: TypeId) -> Vec<TypeId> {
    let all = std::iter::successors(Some(ty), |&id| machine.ty(id).base);
    let mut chain: Vec<TypeId> = all
        .take_while(|&id| machine.ty(id).layout.user_class())
        .collect();
    chain.reverse();
    chain
}

/// The parts of an object's memory (`cpython::image`), with those of a compact str.
fn parts_of(machine: &Machine, value: &Value, chain: &[TypeId]) -> Vec<Part> {
    let build = machine.build;
    // True and False are ints by their struct.
    let ty = match (&value.kind, chain) {
        (Kind::Int(_), []) => tid::INT,
        _ => value.ty(),
    };
    if let (Kind::Str(text), true) = (&value.kind, chain.is_empty()) {
        return str_parts(build, sizes::Chars::of(text.as_str()));
    }
    let extra = value.extra.borrow();
    let inline = extra.as_ref().and_then(|extra| extra.values.inline());
    parts(machine, ty, chain, machine.items(value), inline)
}

/// The parts of an instance of a class with this chain, so many items and these inline values.
pub(super) fn parts(
    machine: &Machine,
    ty: TypeId,
    chain: &[TypeId],
    items: u64,
    inline: Option<&InlineValues>,
) -> Vec<Part> {
    let layout = &machine.ty(ty).layout;
    let offsets: Vec<SlotOffsets> = chain
        .iter()
        .map(|&id| {
            let mut offsets = SlotOffsets::new();
            for (name, offset) in &machine.ty(id).slots {
                let name: Rc<str> = machine.symbols.text(*name).into();
                if offsets.last().is_none_or(|(last, _)| *last != name) {
                    offsets.push((name, *offset));
                }
            }
            offsets
        })
        .collect();
    let links: Vec<(&TypeLayout, &SlotOffsets)> = chain
        .iter()
        .map(|&id| &machine.ty(id).layout)
        .zip(&offsets)
        .collect();
    image(machine.build, layout, &links, items, inline)
}

/// A compact str: its struct ends where the characters begin (Include/cpython/unicodeobject.h).
fn str_parts(build: Build, chars: sizes::Chars) -> Vec<Part> {
    let characters = (chars.len + 1) * chars.width();
    let head = sizes::str_sizeof(build, chars, None) - characters;
    let mut parts = Vec::new();
    let mut at = 0;
    let part = |offset: u64, size, role| Part {
        offset: offset.cast_signed(),
        size,
        role,
    };
    for field in fields(build, "str") {
        if field.offset + field.size > head {
            break;
        }
        if field.offset > at {
            parts.push(part(at, field.offset - at, PartRole::Padding));
        }
        at = field.offset + field.size;
        parts.push(part(field.offset, field.size, PartRole::Field(field.name)));
    }
    if at < head {
        parts.push(part(at, head - at, PartRole::Padding));
    }
    parts.push(part(head, characters, PartRole::Field("data")));
    parts
}

/// The block of an object itself.
pub(super) fn object_block(
    drawing: &mut Drawing<'_>,
    value: &Value,
    title: &str,
    tables: &Tables,
) -> Block {
    let build = drawing.machine.build;
    let chain = chain_of(drawing.machine, value.ty());
    let parts = parts_of(drawing.machine, value, &chain);
    let mut writer = Writer {
        names: tables.names.clone(),
        attributes: attributes(drawing.machine, value),
        slots: slots(drawing.machine, value).into_iter(),
        chain,
        tables,
        value,
        drawing,
    };
    let end = parts
        .last()
        .map_or(0, |part| part.offset + part.size.cast_signed());
    let bytes: u64 = parts.iter().map(|part| part.size).sum();
    let mut words: Vec<Word> = parts.into_iter().map(|part| writer.word(part)).collect();
    let blocks = drawing.machine.blocks(value);
    let requested = blocks.first().map_or(0, |block| block.requested);
    // Arithmetic on ints may ask for a digit more than the result needs (Objects/longobject.c, x_add).
    if requested > bytes {
        words.push(Word {
            note: Some("asked for and not needed".into()),
            ..word(end, requested - bytes, Role::Unused, WordValue::Nothing)
        });
    }
    Block {
        id: drawing.id_of(value).unwrap_or_default(),
        kind: BlockKind::Object,
        title: title.to_string(),
        address: drawing.address(value),
        shared: false,
        requested,
        allocated: alloc::allocated(build, requested),
        words,
    }
}

struct Writer<'a, 'm> {
    drawing: &'a mut Drawing<'m>,
    value: &'a Value,
    tables: &'a Tables,
    chain: Vec<TypeId>,
    /// The names of the shared keys.
    names: Vec<String>,
    attributes: Vec<(String, Value)>,
    slots: std::vec::IntoIter<(String, Option<Value>)>,
}

impl Writer<'_, '_> {
    fn word(&mut self, part: Part) -> Word {
        let (role, value, note) = self.meaning(&part);
        Word {
            owner: owner(self.drawing.machine, self.value.ty(), &self.chain, &part),
            note,
            ..word(part.offset, part.size, role, value)
        }
    }

    fn meaning(&mut self, part: &Part) -> (Role, WordValue, Option<String>) {
        let role = role(&part.role);
        let nothing = WordValue::Nothing;
        match &part.role {
            PartRole::Unused => (
                role,
                WordValue::Null,
                Some("both managed words come together".into()),
            ),
            PartRole::ManagedWeakref | PartRole::WeakrefList(_) => (role, self.weakrefs(), None),
            PartRole::ManagedDict => self.managed_dict(),
            PartRole::ManagedValues => (role, self.values_pointer(), None),
            PartRole::Dict(_) => (role, self.dict_pointer(), None),
            PartRole::Field(name) => self.field(name),
            PartRole::Item(index) => self.item(*index),
            PartRole::SpareItem => (
                role,
                nothing,
                Some("one item more than needed is always allocated".into()),
            ),
            PartRole::Slot(..) => {
                let value = self.slots.next().and_then(|(_, value)| value);
                let note = value.is_none().then(|| "not set".to_string());
                (role, self.pointer(value), note)
            }
            PartRole::DuplicateSlot(..) => {
                self.slots.next();
                (role, WordValue::Null, None)
            }
            PartRole::ValuesHeader => self.inline_header(),
            PartRole::Value(index) => self.inline_value(*index),
            PartRole::ValuesOrder => self.inline_order(part.size),
            PartRole::GcHead | PartRole::Dead | PartRole::Padding => (role, nothing, None),
        }
    }

    fn pointer(&mut self, value: Option<Value>) -> WordValue {
        value.map_or(WordValue::Null, |value| self.drawing.pointer(&value))
    }

    fn weakrefs(&self) -> WordValue {
        let extra = self.value.extra.borrow();
        let alive = extra.as_ref().is_some_and(|extra| {
            let mut references = extra.weakrefs.iter();
            references.any(|reference| reference.strong_count() > 0)
        });
        if alive {
            WordValue::Pointer {
                to: None,
                label: "weak reference".into(),
            }
        } else {
            WordValue::Null
        }
    }

    fn dict_pointer(&mut self) -> WordValue {
        match dict_of(self.value) {
            Some(dict) => WordValue::Pointer {
                to: self.drawing.id_of(&dict),
                label: "__dict__".into(),
            },
            None => WordValue::Null,
        }
    }

    fn values_pointer(&self) -> WordValue {
        match self.tables.values {
            Some(to) => WordValue::Pointer {
                to: Some(to),
                label: "values".into(),
            },
            None => WordValue::Null,
        }
    }

    /// 3.12 keeps the pointer to the values in the word of the dict, told by its lowest bit.
    fn managed_dict(&mut self) -> (Role, WordValue, Option<String>) {
        let build = self.drawing.machine.build;
        let in_one = build.at_least(12) && !build.at_least(13);
        if in_one && self.tables.values.is_some() && dict_of(self.value).is_none() {
            let note = "lowest bit set: values, and no dict yet".to_string();
            return (Role::ManagedDict, self.values_pointer(), Some(note));
        }
        let pointer = self.dict_pointer();
        let note = (pointer == WordValue::Null).then(|| "no dict yet".to_string());
        (Role::ManagedDict, pointer, note)
    }

    fn inline<T>(&self, get: impl FnOnce(&InlineValues) -> T) -> Option<T> {
        let extra = self.value.extra.borrow();
        let values = extra.as_ref()?.values.inline()?;
        Some(get(values))
    }

    fn is_valid(&self) -> bool {
        self.inline(|values| values.valid()).unwrap_or(false)
    }

    fn inline_header(&self) -> (Role, WordValue, Option<String>) {
        let capacity = self.inline(|values| values.capacity()).unwrap_or(0);
        let valid = self.is_valid();
        let used = if valid { self.attributes.len() } else { 0 };
        let byte = |n: usize| u8::try_from(n).unwrap_or(u8::MAX);
        let mut bytes = vec![byte(capacity), byte(used), 1, u8::from(valid)];
        let word = self.drawing.machine.build.word() as usize;
        bytes.resize(word, 0);
        let note = if valid {
            format!("room for {capacity}, {used} set")
        } else {
            format!("room for {capacity}, no longer valid: the dict has its own table")
        };
        (Role::InlineHeader, WordValue::Bytes(bytes), Some(note))
    }

    fn inline_value(&mut self, index: usize) -> (Role, WordValue, Option<String>) {
        if !self.is_valid() {
            let reason = "the attributes have moved to the dict".to_string();
            return (Role::Dead(reason), WordValue::Null, None);
        }
        let name = self.names.get(index).cloned();
        let set = name.as_ref().and_then(|name| {
            let mut attributes = self.attributes.iter();
            attributes.find(|(known, _)| known == name)
        });
        let value = set.map(|(_, value)| value.clone());
        let note = (name.is_some() && value.is_none()).then(|| "not set".to_string());
        (Role::InlineValue(name), self.pointer(value), note)
    }

    fn inline_order(&self, size: u64) -> (Role, WordValue, Option<String>) {
        let place = |(name, _): &(String, Value)| {
            let place = self.names.iter().position(|known| known == name)?;
            u8::try_from(place).ok()
        };
        let mut order: Vec<u8> = self.attributes.iter().filter_map(place).collect();
        if !self.is_valid() {
            order.clear();
        }
        order.resize(size as usize, 0);
        let names: Vec<&str> = if self.is_valid() {
            self.attributes
                .iter()
                .map(|(name, _)| name.as_str())
                .collect()
        } else {
            Vec::new()
        };
        let note = (!names.is_empty()).then(|| format!("set first to last: {}", names.join(", ")));
        (Role::InlineOrder, WordValue::Bytes(order), note)
    }

    fn field(&mut self, name: &'static str) -> (Role, WordValue, Option<String>) {
        let number = |n: u64| WordValue::Number(n.to_string());
        let payload = |value| (Role::Payload(name.to_string()), value, None);
        match name {
            "ob_refcnt" => {
                let immortal = is_immortal(self.drawing.machine, self.value);
                let note = immortal.then(|| "immortal: never counted".to_string());
                return (Role::Refcount, WordValue::Nothing, note);
            }
            "ob_type" => {
                let name = self.drawing.machine.type_qualname(self.value.ty());
                let label = format!("class {name}");
                return (Role::Type, WordValue::Pointer { to: None, label }, None);
            }
            "" => {
                return (Role::Payload("fields".into()), WordValue::Nothing, None);
            }
            "dict" | "ns_dict" | "od_inst_dict" => return payload(self.dict_pointer()),
            "data" => return self.characters(),
            _ => {}
        }
        if name == "ob_size" {
            return (Role::Size, self.size(), None);
        }
        payload(match (&self.value.kind, name) {
            (Kind::Int(int), "lv_tag") => {
                let big = int.big();
                let sign = match int {
                    Int::Small(0) => 1,
                    _ if big.sign() == num_bigint::Sign::Minus => 2,
                    _ => 0,
                };
                // Zero has no digit as far as the tag counts (Include/internal/pycore_long.h).
                let digits = if sign == 1 {
                    0
                } else {
                    sizes::int_digits(self.drawing.machine.build, big.bits())
                };
                number(digits << 3 | sign)
            }
            (Kind::Float(x), "ob_fval") => WordValue::Number(format!("{x:?}")),
            (Kind::Complex(re, _), "cval.real") => WordValue::Number(format!("{re:?}")),
            (Kind::Complex(_, im), "cval.imag") => WordValue::Number(format!("{im:?}")),
            (Kind::Str(text), "length") => number(text.len() as u64),
            (Kind::Str(_), "wstr") => WordValue::Null,
            (Kind::List(_), "ob_item") => self.tables.pointer(self.tables.items, "items"),
            (Kind::List(list), "allocated") => number(list.borrow().allocated as u64),
            (Kind::Dict(dict), "ma_used") => number(dict.borrow().len() as u64),
            (Kind::Dict(_), "ma_keys") => self.tables.keys_pointer(),
            (Kind::Dict(_), "ma_values") => self.tables.values_pointer(),
            (Kind::Dict(dict), "default_factory") => {
                let factory = dict.borrow().default_factory.clone();
                self.pointer(factory)
            }
            (Kind::Set(set), "used") => number(set.borrow().len() as u64),
            _ => WordValue::Nothing,
        })
    }

    fn size(&self) -> WordValue {
        let machine = &self.drawing.machine;
        let count = machine.items(self.value);
        WordValue::Number(match &self.value.kind {
            Kind::List(list) => list.borrow().items.len().to_string(),
            Kind::ByteArray(bytes) => bytes.borrow().0.len().to_string(),
            Kind::Int(Int::Small(0)) => "0".to_string(),
            Kind::Int(int) if int.big().sign() == num_bigint::Sign::Minus => format!("-{count}"),
            _ => count.to_string(),
        })
    }

    fn characters(&mut self) -> (Role, WordValue, Option<String>) {
        let note = super::walk::short(self.drawing.machine, self.value);
        if self.chain.is_empty() {
            return (Role::Characters, WordValue::Nothing, Some(note));
        }
        let pointer = self.tables.pointer(self.tables.items, "characters");
        (Role::Payload("data".into()), pointer, None)
    }

    fn item(&mut self, index: u64) -> (Role, WordValue, Option<String>) {
        let at = u32::try_from(index).unwrap_or(u32::MAX);
        match &self.value.kind {
            Kind::Tuple(items) => {
                let item = items.get(index as usize).cloned();
                (Role::Item(at), self.pointer(item), None)
            }
            Kind::Bytes(bytes) => {
                let byte = bytes.get(index as usize).copied().unwrap_or(0);
                (Role::Item(at), WordValue::Bytes(vec![byte]), None)
            }
            Kind::Int(_) => (Role::Payload("ob_digit".into()), WordValue::Nothing, None),
            _ => (Role::Item(at), WordValue::Nothing, None),
        }
    }
}

/// The class that brings a part of the instances of a class with this chain; none where no class does.
pub(super) fn owner(
    machine: &Machine,
    ty: TypeId,
    chain: &[TypeId],
    part: &Part,
) -> Option<String> {
    let build = machine.build;
    let payload = machine.ty(ty).layout.payload;
    match &part.role {
        PartRole::Field(_) => Some(owner_of_field(build, payload, part.offset)),
        PartRole::Item(_) => Some(payload.to_string()),
        PartRole::GcHead if payload_has_gc(build, payload) => Some(payload.to_string()),
        _ => {
            let place = place_of_owner(machine, ty, chain, part)?;
            Some(machine.type_qualname(chain[place]))
        }
    }
}

/// The place in the chain of the class of the program that brings a part; none where a builtin type or no class does.
pub(super) fn place_of_owner(
    machine: &Machine,
    ty: TypeId,
    chain: &[TypeId],
    part: &Part,
) -> Option<usize> {
    let first_with = |has: fn(&TypeLayout) -> bool| {
        let mut chain = chain.iter();
        chain.position(|&id| has(&machine.ty(id).layout))
    };
    match &part.role {
        PartRole::Slot(class, _)
        | PartRole::DuplicateSlot(class, _)
        | PartRole::Dict(class)
        | PartRole::WeakrefList(class) => Some(*class).filter(|&class| class < chain.len()),
        PartRole::ManagedWeakref => first_with(|layout| layout.managed_weakref),
        PartRole::ManagedDict
        | PartRole::ManagedValues
        | PartRole::ValuesHeader
        | PartRole::Value(_)
        | PartRole::ValuesOrder => first_with(|layout| layout.managed_dict),
        PartRole::GcHead if !payload_has_gc(machine.build, machine.ty(ty).layout.payload) => {
            first_with(|layout| layout.has_gc)
        }
        _ => None,
    }
}

fn payload_has_gc(build: Build, payload: &str) -> bool {
    builtin_layout(build, payload).is_some_and(|layout| layout.has_gc)
}

/// What a part is for, as far as its class alone says it.
pub(super) fn role(part: &PartRole) -> Role {
    match part {
        PartRole::Unused | PartRole::SpareItem => Role::Unused,
        PartRole::ManagedWeakref => Role::ManagedWeakref,
        PartRole::WeakrefList(_) => Role::WeakList,
        PartRole::ManagedDict => Role::ManagedDict,
        PartRole::ManagedValues => Role::ManagedValues,
        PartRole::GcHead => Role::GcHead,
        PartRole::Dict(_) => Role::DictPointer,
        PartRole::Field("ob_refcnt") => Role::Refcount,
        PartRole::Field("ob_type") => Role::Type,
        PartRole::Field("ob_size") => Role::Size,
        PartRole::Field("") => Role::Payload("fields".into()),
        PartRole::Field(name) => Role::Payload(name.to_string()),
        PartRole::Item(index) => Role::Item(u32::try_from(*index).unwrap_or(u32::MAX)),
        PartRole::Slot(_, name) => Role::Slot(name.to_string()),
        PartRole::DuplicateSlot(_, name) => {
            Role::Dead(format!("the name {name} is in __slots__ twice"))
        }
        PartRole::ValuesHeader => Role::InlineHeader,
        PartRole::Value(_) => Role::InlineValue(None),
        PartRole::ValuesOrder => Role::InlineOrder,
        PartRole::Dead => Role::Dead("beyond the capacity of the inline values".into()),
        PartRole::Padding => Role::Padding,
    }
}

/// The built-in type whose struct has a field: the farthest base that reaches so far.
fn owner_of_field(build: Build, payload: &'static str, offset: i64) -> String {
    let bases = std::iter::successors(Some(payload), |name| builtin_base(name));
    let reaches =
        |name: &&str| builtin_layout(build, name).is_some_and(|layout| layout.basicsize > offset);
    let owner = bases.take_while(reaches).last();
    owner.unwrap_or(payload).to_string()
}
