//! Methods and fields of exceptions (Objects/exceptions.c).

use super::{Getter, codecs, method, new, since, wrapper};
use crate::cpython::Build;
use crate::machine::exception::{self, ExceptionData};
use crate::machine::function::{Args, Def, Sig};
use crate::machine::object::{Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::{TypeId, tid};
use crate::machine::{Machine, Res};
use std::cell::RefCell;

pub(super) const METHODS: &[Def] = &[
    new(exception_new),
    wrapper("__init__", Sig::Any, init),
    wrapper("__repr__", Sig::No, |m, a| {
        let text = m.base_exception_repr(&a.pos[0])?;
        m.new_str(text)
    }),
    wrapper("__str__", Sig::No, |m, a| {
        let text = m.base_exception_str(&a.pos[0])?;
        m.new_str(text)
    }),
    method("with_traceback", Sig::One, |m, a| {
        set_traceback(m, &a.pos[0], &a.pos[1])?;
        Ok(a.pos[0].clone())
    }),
    since(11, method("add_note", Sig::One, add_note)),
];

pub(super) const GETTERS: &[Getter] = &[
    ("args", get_args, Some(set_args), false),
    (
        "__cause__",
        |m, v| Ok(peek(v, |d| d.cause.clone()).unwrap_or_else(|| m.none())),
        Some(set_cause),
        false,
    ),
    (
        "__context__",
        |m, v| Ok(peek(v, |d| d.context.clone()).unwrap_or_else(|| m.none())),
        Some(set_context),
        false,
    ),
    (
        "__suppress_context__",
        |m, v| Ok(m.bool(exception::data(v).is_some_and(|d| d.borrow().suppress))),
        Some(set_suppress),
        true,
    ),
    (
        "__traceback__",
        |m, v| Ok(m.traceback_of(v)),
        Some(|m, v, new| match new {
            Some(new) => set_traceback(m, v, new),
            None => m.type_error("__traceback__ may not be deleted"),
        }),
        false,
    ),
    (
        "__dict__",
        crate::machine::instance::get_dict,
        Some(crate::machine::instance::set_dict),
        false,
    ),
];

/// A field that can be set to anything; deleted, it is None again (Python/structmember.c, T_OBJECT).
macro_rules! member {
    ($name:literal) => {
        (
            $name,
            |m, v| named(m, v, $name),
            Some(|m, v, new| {
                let name = m.sym($name);
                let new = new.cloned().unwrap_or_else(|| m.none());
                exception::set_field(v, name, new);
                Ok(())
            }),
            true,
        )
    };
}

/// One that only the machine sets: what it is set to would have to be looked at.
macro_rules! fixed {
    ($name:literal) => {
        (
            $name,
            |m, v| named(m, v, $name),
            Some(|m, _, _| m.unsupported(concat!("setting ", $name, " of this exception"))),
            true,
        )
    };
}

/// The fields that a builtin exception type adds.
pub(super) fn fields_of(build: Build, ty: TypeId) -> &'static [Getter] {
    match ty {
        tid::ATTRIBUTE_ERROR if build.at_least(10) => &[member!("name"), member!("obj")],
        tid::NAME_ERROR if build.at_least(10) => &[member!("name")],
        tid::STOP_ITERATION => &[member!("value")],
        tid::SYSTEM_EXIT => &[member!("code")],
        tid::IMPORT_ERROR => &[member!("name"), member!("msg"), member!("path")],
        tid::UNICODE_ENCODE_ERROR | tid::UNICODE_DECODE_ERROR => &[
            fixed!("encoding"),
            fixed!("object"),
            fixed!("start"),
            fixed!("end"),
            fixed!("reason"),
        ],
        tid::OS_ERROR => &[fixed!("errno"), fixed!("strerror"), fixed!("filename")],
        _ => &[],
    }
}

fn peek(value: &Value, part: fn(&ExceptionData) -> Option<Value>) -> Option<Value> {
    exception::data(value).and_then(|data| part(&data.borrow()))
}

fn named(machine: &mut Machine, value: &Value, name: &str) -> Res {
    let name = machine.sym(name);
    Ok(exception::field(value, name).unwrap_or_else(|| machine.none()))
}

fn exception_new(machine: &mut Machine, args: &Args) -> Res {
    let ty = super::class_of_new(args);
    // Objects/exceptions.c, OSError_new: without an `__init__` of its own a class is refused before an object is made.
    if machine.is_subtype(ty, tid::OS_ERROR)
        && !args.kw.is_empty()
        && !machine.overrides(ty, sym::INIT)
    {
        let text = format!("{}() takes no keyword arguments", machine.error_name(ty));
        return machine.type_error(text);
    }
    // Objects/exceptions.c, oserror_use_init: args and fields are set here unless `__init__` is overridden.
    let late = machine.is_subtype(ty, tid::OS_ERROR) && machine.overrides(ty, sym::INIT);
    let data = ExceptionData {
        args: if late {
            Vec::new()
        } else {
            args.pos[1..].to_vec()
        },
        ..ExceptionData::default()
    };
    let value = machine.alloc(ty, Kind::Exception(Box::new(RefCell::new(data))))?;
    if machine.is_subtype(ty, tid::OS_ERROR) && !late {
        return set_os_error(machine, value, &args.pos[1..]);
    }
    Ok(value)
}

/// `OSError(errno, strerror)`: two arguments are fields, and some numbers choose a subclass.
fn set_os_error(machine: &mut Machine, value: Value, args: &[Value]) -> Res {
    if args.len() < 2 {
        return Ok(value);
    }
    if value.ty() == tid::OS_ERROR
        && let Kind::Int(crate::machine::Int::Small(n)) = args[0].kind
        && matches!(
            n,
            1 | 2 | 4 | 10 | 11 | 13 | 17 | 20 | 21 | 32 | 103 | 104 | 110 | 111 | 114 | 115
        )
    {
        return machine.unsupported("OSError with an errno that chooses a subclass");
    }
    if args.len() > 2 {
        return machine.unsupported("OSError with a file name");
    }
    for (name, arg) in ["errno", "strerror"].into_iter().zip(args) {
        let name = machine.sym(name);
        exception::set_field(&value, name, arg.clone());
    }
    Ok(value)
}

pub(super) fn init(machine: &mut Machine, args: &Args) -> Res {
    let this = &args.pos[0];
    let ty = this.ty();
    let given = args.pos[1..].to_vec();
    if machine.is_subtype(ty, tid::OS_ERROR) {
        if !machine.overrides(ty, sym::INIT) {
            return Ok(machine.none());
        }
        set_os_error(machine, this.clone(), &given)?;
    }
    let mut allowed: &[&str] = &[];
    if machine.is_subtype(ty, tid::IMPORT_ERROR) {
        allowed = &["name", "path"];
    } else if machine.build.at_least(10) && machine.is_subtype(ty, tid::ATTRIBUTE_ERROR) {
        allowed = &["name", "obj"];
    } else if machine.build.at_least(10) && machine.is_subtype(ty, tid::NAME_ERROR) {
        allowed = &["name"];
    }
    for name in allowed {
        let name = machine.sym(name);
        if let Some(data) = exception::data(this) {
            data.borrow_mut().fields.retain(|(field, _)| *field != name);
        }
    }
    for (name, value) in args.kw {
        let text = machine.symbols.text(*name).to_string();
        if !allowed.contains(&text.as_str()) {
            if !allowed.is_empty() {
                return machine.unsupported("an unexpected keyword argument of an exception");
            }
            let text = format!("{}() takes no keyword arguments", machine.error_name(ty));
            return machine.type_error(text);
        }
        exception::set_field(this, *name, value.clone());
    }
    if machine.is_subtype(ty, tid::SYNTAX_ERROR) && given.len() > 1 {
        return machine.unsupported("SyntaxError with details");
    }
    if machine.is_subtype(ty, tid::UNICODE_DECODE_ERROR)
        || machine.is_subtype(ty, tid::UNICODE_ENCODE_ERROR)
    {
        return machine.unsupported("Unicode errors made by hand");
    }
    let single = match given.as_slice() {
        [] => machine.none(),
        [one] => one.clone(),
        _ => machine.tuple(given.clone()),
    };
    if machine.is_subtype(ty, tid::STOP_ITERATION) {
        let value = given.first().cloned().unwrap_or_else(|| machine.none());
        exception::set_field(this, sym::VALUE, value);
    } else if machine.is_subtype(ty, tid::SYSTEM_EXIT) {
        let name = machine.sym("code");
        exception::set_field(this, name, single);
    } else if machine.is_subtype(ty, tid::IMPORT_ERROR) && given.len() == 1 {
        let name = machine.sym("msg");
        exception::set_field(this, name, single);
    }
    if let Some(data) = exception::data(this) {
        data.borrow_mut().args = given;
    }
    Ok(machine.none())
}

pub(super) fn get_args(machine: &mut Machine, value: &Value) -> Res {
    let args = exception::data(value)
        .map(|data| data.borrow().args.clone())
        .unwrap_or_default();
    Ok(machine.tuple(args))
}

fn set_args(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    let Some(new) = new else {
        return machine.type_error("args may not be deleted");
    };
    let items = machine.iterate(new)?;
    if let Some(data) = exception::data(value) {
        data.borrow_mut().args = items;
    }
    Ok(())
}

fn linked(machine: &mut Machine, new: Option<&Value>, what: &str) -> Res<Option<Value>> {
    match new {
        None => machine.type_error(format!("{what} may not be deleted")),
        Some(new) if machine.is_none(new) => Ok(None),
        Some(new) if machine.is_instance(new, tid::BASE_EXCEPTION) => Ok(Some(new.clone())),
        Some(_) => machine.type_error(format!(
            "exception {} must be None or derive from BaseException",
            what.trim_matches('_')
        )),
    }
}

fn set_cause(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    let new = linked(machine, new, "__cause__")?;
    if let Some(data) = exception::data(value) {
        let mut data = data.borrow_mut();
        data.cause = new;
        data.suppress = true;
    }
    Ok(())
}

fn set_context(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    let new = linked(machine, new, "__context__")?;
    if let Some(data) = exception::data(value) {
        data.borrow_mut().context = new;
    }
    Ok(())
}

fn set_suppress(machine: &mut Machine, value: &Value, new: Option<&Value>) -> Res<()> {
    // Python/structmember.c, T_BOOL.
    let truth = match new {
        Some(new) if new.ty() == tid::BOOL => machine.truth(new)?,
        Some(_) => return machine.type_error("attribute value type must be bool"),
        None => return machine.type_error("can't delete numeric/char attribute"),
    };
    if let Some(data) = exception::data(value) {
        data.borrow_mut().suppress = truth;
    }
    Ok(())
}

/// BaseException_set_tb: a traceback or None. What a traceback holds is not modelled, so none is moved.
fn set_traceback(machine: &mut Machine, value: &Value, new: &Value) -> Res<()> {
    if machine.is_none(new) {
        if let Some(data) = exception::data(value) {
            data.borrow_mut().traceback.clear();
            let held = std::mem::take(&mut data.borrow_mut().held);
            drop(held);
        }
        return Ok(());
    }
    if new.ty() != tid::TRACEBACK {
        return machine.type_error("__traceback__ must be a traceback or None");
    }
    Ok(())
}

fn add_note(machine: &mut Machine, args: &Args) -> Res {
    if !machine.is_instance(&args.pos[1], tid::STR) {
        let text = match machine.build.at_least(14) {
            true => format!(
                "add_note() argument must be str, not {}",
                machine.argument_name(&args.pos[1])
            ),
            false => format!(
                "note must be a str, not '{}'",
                machine.type_name_of(&args.pos[1])
            ),
        };
        return machine.type_error(text);
    }
    let text = machine.str_of(&args.pos[1])?;
    machine.add_note(&args.pos[0], text)?;
    Ok(machine.none())
}

/// What makes a builtin exception: it has a `__new__` of its own where its definition names the C function, even that of its base
/// (Objects/exceptions.c, SimpleExtendsException); those with fields mostly inherit it.
pub(super) fn makers(build: Build, ty: TypeId) -> &'static [&'static [Def]] {
    const NEW: &[&[Def]] = &[
        &[new(exception_new)],
        &[wrapper("__init__", Sig::Any, init)],
    ];
    let inherits = match ty {
        tid::EXCEPTION_GROUP => return &[],
        tid::KEY_ERROR | tid::STOP_ITERATION | tid::SYSTEM_EXIT => true,
        tid::IMPORT_ERROR | tid::MODULE_NOT_FOUND_ERROR => true,
        tid::SYNTAX_ERROR | tid::INDENTATION_ERROR | tid::TAB_ERROR => true,
        tid::ATTRIBUTE_ERROR | tid::NAME_ERROR | tid::UNBOUND_LOCAL_ERROR => build.at_least(10),
        ty => (tid::BLOCKING_IO_ERROR.0..=tid::TIMEOUT_ERROR.0).contains(&ty.0),
    };
    match (inherits, own_init(build, ty)) {
        (false, true) => NEW,
        (false, false) => &NEW[..1],
        (true, true) => &NEW[1..],
        (true, false) => &[],
    }
}

/// Up to 3.13 each has an `__init__` of its own, too; then only those with fields.
fn own_init(build: Build, ty: TypeId) -> bool {
    let fields = [
        tid::ATTRIBUTE_ERROR,
        tid::IMPORT_ERROR,
        tid::NAME_ERROR,
        tid::OS_ERROR,
        tid::STOP_ITERATION,
        tid::SYNTAX_ERROR,
        tid::SYSTEM_EXIT,
        tid::UNICODE_DECODE_ERROR,
        tid::UNICODE_ENCODE_ERROR,
    ];
    !build.at_least(14) || fields.contains(&ty)
}

/// Whether two builtin exceptions are made by the same C function: `__new__` of the one is safe for the other.
pub(super) fn made_alike(machine: &Machine, one: TypeId, other: TypeId) -> bool {
    let made_by = |ty| {
        [
            tid::OS_ERROR,
            tid::MEMORY_ERROR,
            tid::BASE_EXCEPTION_GROUP,
            tid::BASE_EXCEPTION,
        ]
        .into_iter()
        .find(|maker| machine.is_subtype(ty, *maker))
    };
    made_by(one).is_some() && made_by(one) == made_by(other)
}

impl Machine {
    /// Adds to `__notes__`.
    pub(in crate::machine) fn add_note(&mut self, error: &Value, text: String) -> Res<()> {
        let note = self.new_str(text)?;
        let notes = match self.try_attr(error, sym::NOTES)? {
            Some(notes) => notes,
            None => {
                let notes = self.list(Vec::new());
                self.store_attr(error, sym::NOTES, notes.clone());
                notes
            }
        };
        if !self.is_instance(&notes, tid::LIST) {
            return self.type_error("Cannot add note: __notes__ is not a list");
        }
        self.list_append(&notes, note)
    }

    /// `repr(exception)`, as the builtin types write it.
    pub(in crate::machine) fn exception_repr(&mut self, error: &Value) -> Res<String> {
        match self.group_members(error) {
            Some(members) => self.group_repr(error, members),
            None => self.base_exception_repr(error),
        }
    }

    /// `str(exception)`, as the builtin types write it.
    pub(in crate::machine) fn exception_str(&mut self, error: &Value) -> Res<String> {
        match self.group_members(error) {
            Some(members) => self.group_str(error, members.len()),
            None => self.base_exception_str(error),
        }
    }

    /// BaseException_repr: the name and the arguments.
    pub(in crate::machine) fn base_exception_repr(&mut self, error: &Value) -> Res<String> {
        let args = exception::data(error)
            .map(|data| data.borrow().args.clone())
            .unwrap_or_default();
        let name = self.type_name_of(error);
        if self.build.at_least(15) && self.is_instance(error, tid::IMPORT_ERROR) {
            return self.import_error_repr(error, &name, &args);
        }
        if let [one] = args.as_slice() {
            return Ok(format!("{name}({})", self.repr(one)?));
        }
        let tuple = self.tuple(args);
        Ok(format!("{name}{}", self.repr(&tuple)?))
    }

    /// ImportError_repr (3.15+): the fields that were set stand behind the arguments, by name.
    #[inline(never)]
    fn import_error_repr(&mut self, error: &Value, name: &str, args: &[Value]) -> Res<String> {
        let mut parts = Vec::new();
        for arg in args {
            parts.push(self.repr(arg)?);
        }
        for name in ["name", "path"] {
            let field = self.sym(name);
            if let Some(value) = exception::field(error, field) {
                parts.push(format!("{name}={}", self.repr(&value)?));
            }
        }
        Ok(format!("{name}({})", parts.join(", ")))
    }

    /// `str(exception)` of the builtin types that are no groups.
    fn base_exception_str(&mut self, error: &Value) -> Res<String> {
        let args = exception::data(error)
            .map(|data| data.borrow().args.clone())
            .unwrap_or_default();
        if self.is_instance(error, tid::UNICODE_ERROR) {
            let name = self.sym(codecs::TEXT);
            if let Some(text) = exception::field(error, name) {
                return self.str_of(&text);
            }
        }
        let key_error = self.is_instance(error, tid::KEY_ERROR);
        if self.is_instance(error, tid::OS_ERROR) {
            let [number, text] = ["errno", "strerror"].map(|name| {
                let name = self.sym(name);
                exception::field(error, name)
            });
            if let (Some(number), Some(text)) = (number, text) {
                return Ok(format!(
                    "[Errno {}] {}",
                    self.str_of(&number)?,
                    self.str_of(&text)?
                ));
            }
        }
        match args.as_slice() {
            // Its message, which is None.
            [] if self.is_instance(error, tid::SYNTAX_ERROR) => Ok("None".to_string()),
            [] => Ok(String::new()),
            [one] if key_error => self.repr(one),
            [one] => self.str_of(one),
            _ => {
                let tuple = self.tuple(args);
                self.repr(&tuple)
            }
        }
    }

    /// `__traceback__`: only whether there is one is modelled.
    pub(in crate::machine) fn traceback_of(&mut self, error: &Value) -> Value {
        let raised = exception::data(error).is_some_and(|data| !data.borrow().traceback.is_empty());
        if raised {
            Value::new(tid::TRACEBACK, Kind::Plain)
        } else {
            self.none()
        }
    }
}
