//! What the compiler makes of Python. The expectations are CPython's: its `dis`, its messages, the
//! lines of its tracebacks.

mod bytecode;
mod lines;
mod refused;

use super::code::{Code, Const};
use super::compile;
use crate::cpython::Build;
use crate::cpython::build::Abi;
use std::rc::Rc;

/// Every minor version there is a recording of.
const VERSIONS: std::ops::RangeInclusive<u8> = 9..=15;

fn build(minor: u8) -> Build {
    Build::new(minor, 10, Abi::Lp64)
}

fn code(minor: u8, source: &str) -> Rc<Code> {
    match compile(source, build(minor)) {
        Ok(code) => code,
        Err(problems) => panic!("3.{minor} refuses {source:?}: {problems:?}"),
    }
}

/// The code object with a qualified name, somewhere inside.
fn find(code: &Rc<Code>, qualname: &str) -> Option<Rc<Code>> {
    if &*code.qualname == qualname {
        return Some(code.clone());
    }
    let inner = code.consts.iter().filter_map(|value| match value {
        Const::Code(inner) => Some(inner),
        _ => None,
    });
    inner.into_iter().find_map(|inner| find(inner, qualname))
}
