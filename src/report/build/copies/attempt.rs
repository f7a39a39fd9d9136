//! One attempt on the simulated machine, by the machine's own modules.

use super::same;
use crate::machine::{Kind, Machine, Res, Stop, Value, sym};
use crate::report::texts::without_addresses;
use crate::report::{Attempt, CopyOutcome, Failure};

/// The name that an attempt gives to a cached property where the class has none of its own.
const CACHED: &str = "cached";

/// How it ended.
pub(super) struct Tried {
    pub(super) outcome: CopyOutcome,
    /// The pickle, if one was written.
    pub(super) pickle: Option<Vec<u8>>,
    /// The object that came back.
    pub(super) back: Option<Value>,
}

/// Tries it. The machine is not used for another attempt: what the program's methods do stays here.
pub(super) fn run(machine: &mut Machine, object: &Value, attempt: Attempt) -> Tried {
    let mut pickle = None;
    let result = match attempt {
        Attempt::Pickle(protocol) => dumped(machine, object, protocol).and_then(|bytes| {
            if let Kind::Bytes(written) = &bytes.kind {
                pickle = Some(written.to_vec());
            }
            library(machine, "pickle", "loads", &[bytes])
        }),
        Attempt::Copy => library(machine, "copy", "copy", std::slice::from_ref(object)),
        Attempt::DeepCopy => library(machine, "copy", "deepcopy", std::slice::from_ref(object)),
        Attempt::Replace => library(machine, "copy", "replace", std::slice::from_ref(object)),
        Attempt::WeakRef => library(machine, "weakref", "ref", std::slice::from_ref(object))
            .and_then(|reference| machine.call(&reference, &[], &[])),
        Attempt::CachedProperty => cached(machine, object).map(|_| object.clone()),
    };
    let (outcome, back) = match result {
        Ok(back) => {
            let lost = same::lost(machine, object, &back);
            let outcome = if lost.is_empty() {
                CopyOutcome::Ok
            } else {
                CopyOutcome::Lost(lost)
            };
            (outcome, Some(back))
        }
        Err(stop) => (failed(machine, stop, pickle.is_some()), None),
    };
    Tried {
        outcome,
        pickle,
        back,
    }
}

/// Repr of `obj.__reduce_ex__(protocol)` where the attempt asks for it: copy does so with protocol 4, unless
/// the class has a method of its own (Lib/copy.py).
pub(super) fn reduced(machine: &mut Machine, object: &Value, attempt: Attempt) -> Option<String> {
    let (protocol, own) = match attempt {
        Attempt::Pickle(protocol) => (protocol, None),
        Attempt::Copy => (4, Some("__copy__")),
        Attempt::DeepCopy => (4, Some("__deepcopy__")),
        _ => return None,
    };
    if let Some(own) = own
        && has(machine, object, own)
    {
        return None;
    }
    let (name, protocol) = (
        machine.sym("__reduce_ex__"),
        machine.int(i64::from(protocol)),
    );
    let value = machine.call_method(object, name, &[protocol]).ok()?;
    let text = machine.repr(&value).ok()?;
    Some(without_addresses(&text))
}

/// Whether the object's class or a base of it has this name.
pub(super) fn has(machine: &mut Machine, object: &Value, name: &str) -> bool {
    let name = machine.sym(name);
    machine.lookup(object.ty(), name).is_some()
}

fn dumped(machine: &mut Machine, object: &Value, protocol: u8) -> Res {
    let protocol = machine.int(i64::from(protocol));
    library(machine, "pickle", "dumps", &[object.clone(), protocol])
}

fn library(machine: &mut Machine, module: &str, name: &str, args: &[Value]) -> Res {
    let module = machine.import(module, false)?;
    let name = machine.sym(name);
    let function = machine.get_attr(&module, name)?;
    machine.call(&function, args, &[])
}

/// Reads the first cached property that the class has, or one made as a class statement makes it.
fn cached(machine: &mut Machine, object: &Value) -> Res {
    let module = machine.import("functools", false)?;
    let name = machine.sym("cached_property");
    let class = machine.get_attr(&module, name)?;
    let known = machine
        .ty(object.ty())
        .mro
        .clone()
        .into_iter()
        .find_map(|id| {
            let mut names = machine.ty(id).dict.iter();
            names.find_map(|(name, value)| {
                (Some(value.ty()) == Machine::as_type(&class)).then_some(*name)
            })
        });
    if let Some(name) = known {
        return machine.get_attr(object, name);
    }
    // Any function of one argument that does nothing to it.
    let (weakref, count) = (
        machine.import("weakref", false)?,
        machine.sym("getweakrefcount"),
    );
    let function = machine.get_attr(&weakref, count)?;
    let property = machine.call(&class, &[function], &[])?;
    let owner = machine.ty(object.ty()).object.clone();
    let (set_name, cached) = (machine.sym("__set_name__"), machine.str(CACHED));
    machine.call_method(&property, set_name, &[owner.clone(), cached])?;
    machine.call_method(&property, sym::GET, &[object.clone(), owner])
}

fn failed(machine: &mut Machine, stop: Stop, reading: bool) -> CopyOutcome {
    let error = match stop {
        Stop::Halt(problem) => return CopyOutcome::Unsupported(problem.message),
        Stop::Raise(error) => error,
    };
    let Ok(message) = machine.str_of(&error) else {
        return CopyOutcome::Unsupported("an exception whose text cannot be made".into());
    };
    let notes = machine.sym("__notes__");
    let notes = match machine.try_attr(&error, notes) {
        Ok(Some(notes)) => match &notes.kind {
            Kind::List(list) => list.borrow().items.clone(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    };
    let texts = notes.iter().filter_map(|note| machine.str_of(note).ok());
    let notes = texts.map(|note| without_addresses(&note)).collect();
    CopyOutcome::Raised(Failure {
        kind: machine.type_name_of(&error).to_string(),
        message: without_addresses(&message),
        notes,
        reading,
    })
}
