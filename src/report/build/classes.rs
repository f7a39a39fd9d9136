//! The classes of the program.

use super::words::{chain_of, owner, parts, place_of_owner, role, word};
use crate::cpython::bases::solid_base;
use crate::cpython::image::{Part, PartRole};
use crate::machine::{Machine, TypeId};
use crate::python::Code;
use crate::python::code::{Const, Kind};
use crate::report::{ClassReport, ClassWord, Role, SlotReport, Word, WordValue};
use std::rc::Rc;

/// Classes whose words are told.
const DRAWN: usize = 100;

/// Every class of the program, in the order of making.
pub(super) fn classes(machine: &Machine, code: &Code) -> Vec<Rc<ClassReport>> {
    let ids = machine.program_classes();
    let class = |(at, &id): (usize, &TypeId)| {
        let base = machine.ty(id).base;
        Rc::new(ClassReport {
            continues: base.and_then(|base| ids.iter().position(|&id| id == base)),
            words: if at < DRAWN {
                words(machine, id)
            } else {
                Vec::new()
            },
            ..class(machine, code, id)
        })
    };
    ids.iter().enumerate().map(class).collect()
}

/// The words of an instance that has no items and no attributes beyond its slots.
pub(super) fn words(machine: &Machine, id: TypeId) -> Vec<ClassWord> {
    let chain = chain_of(machine, id);
    let declared_again = |class: usize, name: &str| {
        let mut later = chain.iter().skip(class + 1);
        later.find(|&&id| {
            let mut slots = machine.ty(id).slots.iter();
            slots.any(|(slot, _)| machine.symbols.text(*slot) == name)
        })
    };
    let drawn = |part: &Part| {
        let again = match &part.role {
            PartRole::Slot(class, name) => declared_again(*class, name).map(|by| (name, by)),
            _ => None,
        };
        let role = match again {
            Some((name, by)) => Role::Dead(format!(
                "{name}, declared again by {}: its descriptor hides the one of this word",
                machine.type_qualname(*by)
            )),
            None => role(&part.role),
        };
        let place = place_of_owner(machine, id, &chain, part);
        ClassWord {
            word: Word {
                owner: owner(machine, id, &chain, part),
                ..word(part.offset, part.size, role, WordValue::Nothing)
            },
            own: place.is_some_and(|place| place + 1 == chain.len()),
        }
    };
    let parts = parts(machine, id, &chain, 0, None);
    parts.iter().map(drawn).collect()
}

fn class(machine: &Machine, code: &Code, id: TypeId) -> ClassReport {
    let ty = machine.ty(id);
    let name = |id: &TypeId| machine.type_qualname(*id);
    let slots = ty.slots.iter().map(|(name, offset)| SlotReport {
        name: machine.symbols.text(*name).to_string(),
        offset: u64::try_from(*offset).unwrap_or(0),
    });
    ClassReport {
        line: line_of(code, &machine.type_qualname(id)),
        name: machine.type_qualname(id),
        bases: ty.bases.iter().map(name).collect(),
        base: ty.base.as_ref().map(name).unwrap_or_default(),
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
        continues: None,
        words: Vec::new(),
    }
}

/// The line of the first class statement that makes a class of this qualified name.
fn line_of(code: &Code, qualname: &str) -> Option<u32> {
    code.consts.iter().find_map(|constant| match constant {
        Const::Code(code) if code.kind == Kind::Class && &*code.qualname == qualname => {
            Some(code.first_line)
        }
        Const::Code(code) => line_of(code, qualname),
        _ => None,
    })
}
