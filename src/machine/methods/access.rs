//! What builtin types have of their own where `object` would do the same: `__getattribute__`, and up to 3.12.3
//! `__setattr__` and `__delattr__`.

use super::object;
use crate::cpython::Build;
use crate::machine::TypeId;
use crate::machine::function::Def;
use crate::machine::types::tid;

/// Those of a builtin type: a type that names its `tp_getattro` and `tp_setattro` has wrappers for them, and
/// fewer types do from 3.12.4 and from 3.14 on.
pub(super) fn methods_of(build: Build, ty: TypeId) -> &'static [Def] {
    let fewer = build.at_least_micro(12, 4);
    match ty {
        tid::BASE_EXCEPTION | tid::SIMPLE_NAMESPACE | tid::METHOD if !fewer => object::ACCESS,
        tid::METHOD | tid::DEFAULTDICT => object::READING,
        tid::FLOAT | tid::FROZENSET | tid::MAPPINGPROXY | tid::STR if !fewer => object::READING,
        tid::BASE_EXCEPTION
        | tid::BYTEARRAY
        | tid::BYTES
        | tid::COMPLEX
        | tid::DICT
        | tid::ENUMERATE
        | tid::FILTER
        | tid::INT
        | tid::LIST
        | tid::MAP
        | tid::PROPERTY
        | tid::RANGE
        | tid::REVERSED
        | tid::SET
        | tid::SLICE
        | tid::TUPLE
        | tid::ZIP
            if !build.at_least(14) =>
        {
            object::READING
        }
        _ => &[],
    }
}
