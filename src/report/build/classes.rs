//! The classes of the program.

use super::words::{chain_of, owner, parts};
use crate::cpython::bases::solid_base;
use crate::cpython::image::{Part, PartRole};
use crate::machine::{Machine, TypeId};
use crate::python::Code;
use crate::python::code::{Const, Kind};
use crate::report::{ClassReport, Role, SlotReport, Word, WordValue};
use crate::text::Span;
use std::rc::Rc;

/// Classes whose words are told.
const DRAWN: usize = 100;

/// Every class of the program, in the order of making.
pub(super) fn classes(machine: &Machine, code: &Code) -> Vec<Rc<ClassReport>> {
    let classes = machine.program_classes().into_iter();
    let classes = classes.enumerate();
    classes
        .map(|(at, id)| {
            let words = if at < DRAWN {
                words(machine, id)
            } else {
                Vec::new()
            };
            Rc::new(class(machine, code, id, words))
        })
        .collect()
}

/// The words of an instance that has no items and no attributes beyond its slots.
fn words(machine: &Machine, id: TypeId) -> Vec<Word> {
    let chain = chain_of(machine, id);
    let parts = parts(machine, id, &chain, 0, None);
    let again = |class: usize, name: &str| {
        let mut later = chain.iter().skip(class + 1);
        later.find(|&&id| {
            let mut slots = machine.ty(id).slots.iter();
            slots.any(|(slot, _)| machine.symbols.text(*slot) == name)
        })
    };
    let word = |part: &Part| {
        let role = match &part.role {
            PartRole::Slot(class, name) => match again(*class, name) {
                Some(&by) => Role::Dead(format!(
                    "{name}, declared again by {}: its descriptor hides the one of this word",
                    machine.type_qualname(by)
                )),
                None => Role::Slot(name.to_string()),
            },
            PartRole::DuplicateSlot(_, name) => Role::Dead(format!("{name}, in __slots__ twice")),
            PartRole::Unused => Role::Unused,
            PartRole::ManagedWeakref => Role::ManagedWeakref,
            PartRole::WeakrefList(_) => Role::WeakList,
            PartRole::ManagedDict => Role::ManagedDict,
            PartRole::ManagedValues => Role::ManagedValues,
            PartRole::GcHead => Role::GcHead,
            PartRole::Dict(_) => Role::DictPointer,
            PartRole::Field("ob_refcnt") => Role::Refcount,
            PartRole::Field("ob_type") => Role::Type,
            PartRole::Field("ob_size") => Role::Size,
            PartRole::Field("") => Role::Payload("fields".to_string()),
            PartRole::Field(name) => Role::Payload(name.to_string()),
            PartRole::Item(index) => Role::Item(u32::try_from(*index).unwrap_or(u32::MAX)),
            PartRole::SpareItem => Role::Unused,
            PartRole::ValuesHeader => Role::InlineHeader,
            PartRole::Value(_) => Role::InlineValue(None),
            PartRole::ValuesOrder => Role::InlineOrder,
            PartRole::Dead | PartRole::Padding => Role::Padding,
        };
        Word {
            owner: owner(machine, id, &chain, part),
            ..super::words::word(part.offset, part.size, role, WordValue::Nothing)
        }
    };
    parts.iter().map(word).collect()
}

fn class(machine: &Machine, code: &Code, id: TypeId, words: Vec<Word>) -> ClassReport {
    let ty = machine.ty(id);
    let name = |id: &TypeId| machine.type_qualname(*id);
    let slots = ty.slots.iter().map(|(name, offset)| SlotReport {
        name: machine.symbols.text(*name).to_string(),
        offset: u64::try_from(*offset).unwrap_or(0),
    });
    ClassReport {
        span: span_of(code, &machine.type_qualname(id)),
        name: machine.type_qualname(id),
        bases: ty.bases.iter().map(name).collect(),
        mro: ty.mro.iter().map(name).collect(),
        solid_base: ty
            .base
            .map(|base| name(&solid_base(machine.build, machine, base)))
            .unwrap_or_default(),
        basicsize: ty.layout.basicsize.cast_unsigned(),
        itemsize: ty.layout.itemsize.cast_unsigned(),
        dictoffset: ty.layout.dictoffset,
        weakrefoffset: ty.layout.weakrefoffset,
        slots: slots.collect(),
        metaclass: machine.type_qualname(ty.object.ty()),
        words,
    }
}

/// The first class statement that makes a class of this qualified name.
fn span_of(code: &Code, qualname: &str) -> Option<Span> {
    code.consts.iter().find_map(|constant| match constant {
        Const::Code(code) if code.kind == Kind::Class && &*code.qualname == qualname => {
            Some(code.span)
        }
        Const::Code(code) => span_of(code, qualname),
        _ => None,
    })
}
