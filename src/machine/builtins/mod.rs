//! The builtin functions, and what else stands in `builtins`.

mod iterables;
pub(super) mod numbers;

pub(super) use numbers::{divmod, pow, unary};

use crate::cpython::messages;
use crate::machine::function::{Args, Def, Sig, function};
use crate::machine::object::{Kind, Value};
use crate::machine::symbol::{Sym, sym};
use crate::machine::types::tid;
use crate::machine::{Machine, Res, TypeId};

static FUNCTIONS: &[Def] = &[
    function("print", Sig::Any, print),
    function("len", Sig::One, |m, a| {
        let n = m.len(&a.pos[0])?;
        Ok(m.int(n as i64))
    }),
    function("repr", Sig::One, |m, a| {
        let text = m.repr(&a.pos[0])?;
        m.new_str(text)
    }),
    function("ascii", Sig::One, |m, a| {
        let text = m.ascii(&a.pos[0])?;
        m.new_str(text)
    }),
    function("hash", Sig::One, |m, a| {
        let hash = m.py_hash(&a.pos[0])?;
        Ok(m.int(hash))
    }),
    function("id", Sig::One, |m, a| {
        let address = m.address(&a.pos[0]);
        Ok(m.int(address as i64))
    }),
    function("isinstance", Sig::Range(2, 2), |m, a| {
        let truth = m.isinstance(&a.pos[0], &a.pos[1])?;
        Ok(m.bool(truth))
    }),
    function("issubclass", Sig::Range(2, 2), |m, a| {
        let truth = m.issubclass(&a.pos[0], &a.pos[1])?;
        Ok(m.bool(truth))
    }),
    function("callable", Sig::One, |m, a| {
        let truth = m.is_callable(&a.pos[0]);
        Ok(m.bool(truth))
    }),
    function("getattr", Sig::Range(2, 3), getattr),
    function("hasattr", Sig::Range(2, 2), hasattr),
    function("setattr", Sig::Range(3, 3), |m, a| {
        let name = attribute_name(m, "setattr", &a.pos[1])?;
        // A name that is new to the class costs as much as a new key.
        m.work(64)?;
        m.set_attr(&a.pos[0], name, a.pos[2].clone())?;
        Ok(m.none())
    }),
    function("delattr", Sig::Range(2, 2), |m, a| {
        let name = attribute_name(m, "delattr", &a.pos[1])?;
        m.delete_attr(&a.pos[0], name)?;
        Ok(m.none())
    }),
    function("vars", Sig::Range(0, 1), vars),
    function("dir", Sig::Range(0, 1), dir),
    function("iter", Sig::Range(1, 2), iterables::iter),
    function("next", Sig::Range(1, 2), iterables::next),
    function("abs", Sig::One, |m, a| {
        unary(m, &a.pos[0], sym::ABS, "abs()")
    }),
    function("round", Sig::Any, numbers::round),
    function("divmod", Sig::Range(2, 2), |m, a| {
        divmod(m, &a.pos[0], &a.pos[1])
    }),
    function("pow", Sig::Any, |m, a| {
        let given = m.parse_keywords("pow", &["base", "exp", "mod"], 2, a.pos, a.kw)?;
        match &given[..] {
            [Some(base), Some(exp), modulus] => pow(m, base, exp, modulus.as_ref()),
            _ => Ok(m.none()),
        }
    }),
    function("sum", Sig::Any, numbers::sum),
    function("min", Sig::Any, |m, a| {
        iterables::extreme(m, a, "min", false)
    }),
    function("max", Sig::Any, |m, a| {
        iterables::extreme(m, a, "max", true)
    }),
    function("sorted", Sig::Any, iterables::sorted),
    function("any", Sig::One, |m, a| iterables::search(m, a, true)),
    function("all", Sig::One, |m, a| iterables::search(m, a, false)),
    function("chr", Sig::One, chr),
    function("ord", Sig::One, ord),
    function("hex", Sig::One, |m, a| numbers::prefixed(m, a, 16)),
    function("oct", Sig::One, |m, a| numbers::prefixed(m, a, 8)),
    function("bin", Sig::One, |m, a| numbers::prefixed(m, a, 2)),
    function("format", Sig::Range(1, 2), |m, a| {
        if let Some(spec) = a.pos.get(1)
            && !m.is_instance(spec, tid::STR)
        {
            let given = if m.is_none(spec) {
                "None".to_string()
            } else {
                m.error_name(spec.ty())
            };
            return m.type_error(format!("format() argument 2 must be str, not {given}"));
        }
        m.format(&a.pos[0], a.pos.get(1))
    }),
    function("globals", Sig::No, |m, _| Ok(m.frame.globals.clone())),
    function("locals", Sig::No, |m, _| match m.frame.namespace.clone() {
        Some(namespace) => Ok(namespace),
        None => m.unsupported("locals() of a function"),
    }),
    function("__import__", Sig::Any, |m, a| {
        let name = m.str_of(&a.pos[0])?;
        if a.pos.len() > 1 || !a.kw.is_empty() {
            return m.unsupported("__import__() with more than a name");
        }
        m.import(&name, true)
    }),
    function("exec", Sig::Any, |m, a| m.exec(a)),
];

static BUILD_CLASS: Def = function("__build_class__", Sig::Any, |m, a| m.build_class(a));

impl Machine {
    /// `__build_class__`
    pub(super) fn build_class_function(&self) -> Value {
        self.native_function(&BUILD_CLASS)
    }

    /// Puts the builtins into their namespace.
    pub(super) fn fill_builtins(&mut self, dict: &Value) {
        for def in FUNCTIONS {
            let value = self.native_function(def);
            let name = self.symbols.intern(def.name);
            self.dict_set_sym(dict, name, value);
        }
        // The name that modules and their functions share is not interned.
        let name = self.str("builtins");
        self.dict_set_sym(dict, sym::NAME, name);
        let named = [
            ("None", self.none()),
            ("Ellipsis", self.ellipsis()),
            ("NotImplemented", self.not_implemented()),
            ("True", self.bool(true)),
            ("False", self.bool(false)),
            ("__debug__", self.bool(true)),
        ];
        for (name, value) in named {
            let name = self.symbols.intern(name);
            self.dict_set_sym(dict, name, value);
        }
        let name = self.str("builtins");
        self.dict_set_sym(dict, sym::NAME, name);
        let build_class = self.build_class_function();
        let name = self.symbols.intern("__build_class__");
        self.dict_set_sym(dict, name, build_class);
        for (i, &(name, _, module, _)) in tid::BUILTIN.iter().enumerate() {
            let id = TypeId(i as u32);
            if module == "builtins" && name_since(name) <= self.build.version.minor {
                let object = self.ty(id).object.clone();
                let name = self.symbols.intern(name);
                self.dict_set_sym(dict, name, object);
            }
        }
        for alias in ["EnvironmentError", "IOError"] {
            let object = self.ty(tid::OS_ERROR).object.clone();
            let name = self.symbols.intern(alias);
            self.dict_set_sym(dict, name, object);
        }
    }

    /// Whether `value(...)` would be tried.
    pub fn is_callable(&mut self, value: &Value) -> bool {
        matches!(
            value.kind,
            Kind::Function(_) | Kind::Method(_) | Kind::Native(_) | Kind::Type(_)
        ) || self.lookup(value.ty(), sym::CALL).is_some()
    }
}

fn attribute_name(machine: &mut Machine, function: &str, name: &Value) -> Res<Sym> {
    if machine.is_instance(name, tid::STR) {
        return Ok(machine.sym_of(name));
    }
    let builtin = Some(function).filter(|name| matches!(*name, "getattr" | "hasattr"));
    let given = machine.error_name(name.ty());
    let raised = messages::attribute_name_not_str(machine.build, builtin, &given);
    machine.raised(raised)
}

/// `print(*objects, sep, end, file, flush)`
fn print(machine: &mut Machine, args: &Args) -> Res {
    let mut sep = " ".to_string();
    let mut end = "\n".to_string();
    let (mut flush, mut file) = (false, machine.stdout());
    for (name, value) in args.kw {
        match *name {
            sym::SEP | sym::END => {
                let text = match &value.kind {
                    Kind::Str(text) => text.as_str().to_string(),
                    _ if machine.is_none(value) => continue,
                    _ => {
                        let which = machine.symbols.text(*name).to_string();
                        let text = format!(
                            "{which} must be None or a string, not {}",
                            machine.error_name(value.ty())
                        );
                        return machine.type_error(text);
                    }
                };
                if *name == sym::SEP {
                    sep = text
                } else {
                    end = text
                }
            }
            sym::FLUSH => flush = machine.truth(value)?,
            sym::FILE if machine.is_none(value) => {}
            sym::FILE => file = Some(value.clone()),
            _ => {
                let name = machine.symbols.text(*name).to_string();
                let known = ["sep", "end", "file", "flush"];
                let text = messages::unknown_keyword(machine.build, "print", &name, &known);
                return machine.type_error(text);
            }
        }
    }
    if let Some(file) = file {
        return print_to(machine, &file, args.pos, [&sep, &end], flush);
    }
    for (i, value) in args.pos.iter().enumerate() {
        if i > 0 {
            machine.write(&sep)?;
        }
        let text = machine.str_of(value)?;
        machine.write(&text)?;
    }
    machine.write(&end)?;
    Ok(machine.none())
}

/// Python/bltinmodule.c, builtin_print: every part is written by a call of its own (PyFile_WriteObject).
#[inline(never)]
fn print_to(
    machine: &mut Machine,
    file: &Value,
    values: &[Value],
    [sep, end]: [&str; 2],
    flush: bool,
) -> Res {
    if machine.is_none(file) {
        return Ok(machine.none());
    }
    let write = machine.sym("write");
    let (sep, end) = (machine.str(sep), machine.str(end));
    let mut parts = Vec::new();
    for value in values {
        if !parts.is_empty() {
            parts.push(&sep);
        }
        parts.push(value);
    }
    parts.push(&end);
    for part in parts {
        let write = machine.get_attr(file, write)?;
        let text = machine.str_of(part)?;
        let text = machine.new_str(text)?;
        machine.call(&write, &[text], &[])?;
    }
    if flush {
        let flush = machine.get_attr(file, sym::FLUSH)?;
        machine.call(&flush, &[], &[])?;
    }
    Ok(machine.none())
}

impl Machine {
    /// What `sys.stdout` was set to, if the program has done that.
    fn stdout(&self) -> Option<Value> {
        let Kind::Module(_, dict) = &self.modules.get("sys")?.kind else {
            return None;
        };
        let name = self.symbols.find("stdout")?;
        self.dict_get_sym(dict, name)
    }

    /// Adds to the output.
    fn write(&mut self, text: &str) -> Res<()> {
        if self.output.len() + text.len() > self.limits.output {
            return self.spent(self.limits.output as u64, "bytes of output");
        }
        self.output.push_str(text);
        Ok(())
    }
}

fn getattr(machine: &mut Machine, args: &Args) -> Res {
    let name = attribute_name(machine, "getattr", &args.pos[1])?;
    match args.pos.get(2) {
        None => machine.get_attr(&args.pos[0], name),
        Some(default) => Ok(machine
            .try_attr(&args.pos[0], name)?
            .unwrap_or_else(|| default.clone())),
    }
}

fn hasattr(machine: &mut Machine, args: &Args) -> Res {
    let name = attribute_name(machine, "hasattr", &args.pos[1])?;
    let found = machine.try_attr(&args.pos[0], name)?.is_some();
    Ok(machine.bool(found))
}

fn vars(machine: &mut Machine, args: &Args) -> Res {
    let Some(obj) = args.pos.first() else {
        return match machine.frame.namespace.clone() {
            Some(namespace) => Ok(namespace),
            None => machine.unsupported("vars() of a function"),
        };
    };
    match machine.try_attr(obj, sym::DICT)? {
        Some(dict) => Ok(dict),
        None => machine.raised(messages::vars_without_dict()),
    }
}

fn dir(machine: &mut Machine, args: &Args) -> Res {
    let Some(obj) = args.pos.first() else {
        let Some(namespace) = machine.frame.namespace.clone() else {
            return machine.unsupported("dir() of a function");
        };
        let names: Vec<Value> = machine
            .dict_items(&namespace)
            .into_iter()
            .map(|(key, _)| key)
            .collect();
        let names = machine.sort_values(names, &Args { pos: &[], kw: &[] })?;
        return Ok(machine.list(names));
    };
    let names = machine.dir_of(obj)?;
    Ok(machine.list(names))
}

fn chr(machine: &mut Machine, args: &Args) -> Res {
    let given = &args.pos[0];
    if !machine.build.at_least(10) && machine.lookup(given.ty(), sym::INDEX).is_none() {
        return chr_of_no_index(machine, given);
    }
    let n = match machine.build.at_least(13) {
        true => machine.index_clipped(given)?,
        false => machine.c_int(given)?,
    };
    match u32::try_from(n).ok().filter(|n| *n < 0x11_0000) {
        Some(n) => match char::from_u32(n) {
            Some(c) => Ok(machine.str(c.encode_utf8(&mut [0; 4]))),
            None => machine.unsupported("lone surrogates"),
        },
        None => machine.value_error("chr() arg not in range(0x110000)"),
    }
}

/// Up to 3.9 `__int__` would do (Python/getargs.c, convertsimple).
#[cold]
fn chr_of_no_index(machine: &mut Machine, given: &Value) -> Res {
    if let Kind::Float(_) = given.kind {
        return machine.type_error("integer argument expected, got float");
    }
    if machine.call_special(given, sym::INT, &[])?.is_some() {
        return machine.unsupported("chr() by __int__");
    }
    let text = format!(
        "an integer is required (got type {})",
        machine.error_name(given.ty())
    );
    machine.type_error(text)
}

fn ord(machine: &mut Machine, args: &Args) -> Res {
    match &args.pos[0].kind {
        Kind::Str(text) if text.len() == 1 => {
            let c = text.as_str().chars().next().map_or(0, u32::from);
            Ok(machine.int(i64::from(c)))
        }
        Kind::Bytes(bytes) if bytes.len() == 1 => Ok(machine.int(i64::from(bytes[0]))),
        Kind::Str(text) => {
            let text = format!(
                "ord() expected a character, but string of length {} found",
                text.len()
            );
            machine.type_error(text)
        }
        _ => {
            let text = format!(
                "ord() expected string of length 1, but {} found",
                machine.error_name(args.pos[0].ty())
            );
            machine.type_error(text)
        }
    }
}

/// The version 3.x in which a builtin name appeared; types that have no builtin name never do.
fn name_since(name: &str) -> u8 {
    match name {
        "EncodingWarning" => 10,
        "BaseExceptionGroup" | "ExceptionGroup" => 11,
        "NoneType"
        | "ellipsis"
        | "NotImplementedType"
        | "function"
        | "method"
        | "builtin_function_or_method"
        | "method_descriptor"
        | "classmethod_descriptor"
        | "wrapper_descriptor"
        | "method-wrapper"
        | "member_descriptor"
        | "getset_descriptor"
        | "module"
        | "mappingproxy"
        | "cell"
        | "code"
        | "generator"
        | "traceback"
        | "callable_iterator"
        | "iterator"
        | "dict_keys"
        | "dict_values"
        | "dict_items"
        | "odict_keys"
        | "odict_values"
        | "odict_items" => u8::MAX,
        name if name.ends_with("_iterator") || name.ends_with("iterator") => u8::MAX,
        _ => 0,
    }
}
