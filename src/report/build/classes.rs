//! The classes of the program.

use crate::cpython::bases::solid_base;
use crate::machine::{Machine, TypeId};
use crate::python::Code;
use crate::python::code::{Const, Kind};
use crate::report::{ClassReport, SlotReport};
use crate::text::Span;
use std::rc::Rc;

/// Every class of the program, in the order of making.
pub(super) fn classes(machine: &Machine, code: &Code) -> Vec<Rc<ClassReport>> {
    let classes = machine.program_classes().into_iter();
    classes
        .map(|id| Rc::new(class(machine, code, id)))
        .collect()
}

fn class(machine: &Machine, code: &Code, id: TypeId) -> ClassReport {
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
