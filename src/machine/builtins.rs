//! The builtin functions.

use super::function::{Args, Def, NativeKind, Sig};
use super::iter::Iter;
use super::object::{Kind, Value};
use super::recursion::Level;
use super::symbol::{Sym, sym};
use super::types::tid;
use super::values::int_text;
use super::{Machine, Res, TypeId};
use crate::cpython::messages;
use num_bigint::BigInt;

const fn function(name: &'static str, sig: Sig, call: super::function::NativeFn) -> Def {
    Def {
        name,
        sig,
        call,
        kind: NativeKind::Function,
        since: 0,
    }
}

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
    function("iter", Sig::Range(1, 2), iter),
    function("next", Sig::Range(1, 2), next),
    function("abs", Sig::One, |m, a| {
        unary(m, &a.pos[0], sym::ABS, "abs()")
    }),
    function("round", Sig::Any, round),
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
    function("sum", Sig::Any, sum),
    function("min", Sig::Any, |m, a| extreme(m, a, "min", false)),
    function("max", Sig::Any, |m, a| extreme(m, a, "max", true)),
    function("sorted", Sig::Any, sorted),
    function("any", Sig::One, |m, a| search(m, a, true)),
    function("all", Sig::One, |m, a| search(m, a, false)),
    function("chr", Sig::One, chr),
    function("ord", Sig::One, ord),
    function("hex", Sig::One, |m, a| prefixed(m, a, 16)),
    function("oct", Sig::One, |m, a| prefixed(m, a, 8)),
    function("bin", Sig::One, |m, a| prefixed(m, a, 2)),
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

    /// `isinstance(value, class)` (Objects/abstract.c, object_recursive_isinstance).
    pub fn isinstance(&mut self, value: &Value, class: &Value) -> Res<bool> {
        if value.ty() == tid::AT_LEAST {
            return self.unsupported("the size of a generator");
        }
        if value.ty_value(self).is(class) {
            return Ok(true);
        }
        if let Kind::Tuple(items) = &class.kind {
            for item in items {
                if self.level(Level::InstanceCheck, |machine| {
                    machine.isinstance(value, item)
                })? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if class.ty() != tid::TYPE
            && let Some(result) =
                self.call_special(class, sym::INSTANCECHECK, std::slice::from_ref(value))?
        {
            return self.truth(&result);
        }
        self.real_instance(value, class)
    }

    /// What `type.__instancecheck__` answers: by the type, or by `__class__`.
    pub(super) fn real_instance(&mut self, value: &Value, class: &Value) -> Res<bool> {
        let Some(id) = Self::as_type(class) else {
            let text = if self.build.at_least(10) {
                "isinstance() arg 2 must be a type, a tuple of types, or a union"
            } else {
                "isinstance() arg 2 must be a type or tuple of types"
            };
            return self.type_error(text);
        };
        if self.is_instance(value, id) {
            return Ok(true);
        }
        if let Some(claimed) = self.try_attr(value, sym::CLASS)?
            && let Some(claimed) = Self::as_type(&claimed)
        {
            return Ok(claimed != value.ty() && self.is_subtype(claimed, id));
        }
        Ok(false)
    }

    /// `issubclass(sub, class)`
    pub fn issubclass(&mut self, sub: &Value, class: &Value) -> Res<bool> {
        if let Kind::Tuple(items) = &class.kind {
            for item in items {
                if self.level(Level::SubclassCheck, |machine| {
                    machine.issubclass(sub, item)
                })? {
                    return Ok(true);
                }
            }
            return Ok(false);
        }
        if class.ty() != tid::TYPE
            && let Some(result) =
                self.call_special(class, sym::SUBCLASSCHECK, std::slice::from_ref(sub))?
        {
            return self.truth(&result);
        }
        self.real_subclass(sub, class)
    }

    /// What `type.__subclasscheck__` answers: by the MRO.
    pub(super) fn real_subclass(&mut self, sub: &Value, class: &Value) -> Res<bool> {
        let Some(sub) = Self::as_type(sub) else {
            return self.type_error("issubclass() arg 1 must be a class");
        };
        let Some(class) = Self::as_type(class) else {
            let text = if self.build.at_least(10) {
                "issubclass() arg 2 must be a class, a tuple of classes, or a union"
            } else {
                "issubclass() arg 2 must be a class or tuple of classes"
            };
            return self.type_error(text);
        };
        Ok(self.is_subtype(sub, class))
    }
}

fn attribute_name(machine: &mut Machine, function: &str, name: &Value) -> Res<Sym> {
    if machine.is_instance(name, tid::STR) {
        return Ok(machine.sym_of(name));
    }
    let older = matches!(function, "getattr" | "hasattr") && !machine.build.at_least(11);
    let text = if older {
        format!("{function}(): attribute name must be string")
    } else {
        format!(
            "attribute name must be string, not '{}'",
            machine.error_name(name.ty())
        )
    };
    machine.type_error(text)
}

/// `print(*objects, sep, end, file, flush)`
fn print(machine: &mut Machine, args: &Args) -> Res {
    let mut sep = " ".to_string();
    let mut end = "\n".to_string();
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
            sym::FLUSH => {}
            sym::FILE if machine.is_none(value) => {}
            sym::FILE => return machine.unsupported("print() to a file"),
            _ => {
                let name = machine.symbols.text(*name).to_string();
                let known = ["sep", "end", "file", "flush"];
                let text = messages::unknown_keyword(machine.build, "print", &name, &known);
                return machine.type_error(text);
            }
        }
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

impl Machine {
    /// Adds to the output.
    fn write(&mut self, text: &str) -> Res<()> {
        if self.output.len() + text.len() > self.limits.output {
            return self.stopped(format!(
                "stopped after {} bytes of output",
                super::limits::grouped(self.limits.output as u64)
            ));
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
        None => machine.type_error("vars() argument must have __dict__ attribute"),
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

fn iter(machine: &mut Machine, args: &Args) -> Res {
    match args.pos.get(1) {
        None => machine.iter(&args.pos[0]),
        Some(sentinel) => {
            if !machine.is_callable(&args.pos[0]) {
                return machine.type_error("iter(v, w): v must be callable");
            }
            Ok(machine.new_iter(
                tid::CALLABLE_ITERATOR,
                Iter::Callable(args.pos[0].clone(), sentinel.clone()),
            ))
        }
    }
}

fn next(machine: &mut Machine, args: &Args) -> Res {
    if machine.lookup(args.pos[0].ty(), sym::NEXT).is_none() {
        let text = format!(
            "'{}' object is not an iterator",
            machine.error_name(args.pos[0].ty())
        );
        return machine.type_error(text);
    }
    match machine.next(&args.pos[0])? {
        Some(value) => Ok(value),
        None => match args.pos.get(1) {
            Some(default) => Ok(default.clone()),
            None => {
                let value = machine.take_stop_value();
                machine.stop_iteration(value)
            }
        },
    }
}

/// An operator with one operand.
pub(super) fn unary(machine: &mut Machine, value: &Value, name: Sym, what: &str) -> Res {
    match machine.call_special(value, name, &[])? {
        Some(result) => Ok(result),
        None => {
            let text = format!(
                "bad operand type for {what}: '{}'",
                machine.error_name(value.ty())
            );
            machine.type_error(text)
        }
    }
}

fn round(machine: &mut Machine, args: &Args) -> Res {
    let given = machine.parse_keywords("round", &["number", "ndigits"], 1, args.pos, args.kw)?;
    let Some(number) = given[0].clone() else {
        return Ok(machine.none());
    };
    let digits: Vec<Value> = given[1]
        .iter()
        .filter(|digits| !machine.is_none(digits))
        .cloned()
        .collect();
    match machine.call_special(&number, sym::ROUND, &digits)? {
        Some(value) => Ok(value),
        None => {
            let text = format!(
                "type {} doesn't define __round__ method",
                machine.error_name(number.ty())
            );
            machine.type_error(text)
        }
    }
}

/// `divmod(a, b)`
pub(super) fn divmod(machine: &mut Machine, a: &Value, b: &Value) -> Res {
    for (obj, other, name) in [(a, b, sym::DIVMOD), (b, a, sym::RDIVMOD)] {
        if let Some(result) = machine.call_special(obj, name, std::slice::from_ref(other))?
            && !result.is(&machine.not_implemented())
        {
            return Ok(result);
        }
    }
    let text = format!(
        "unsupported operand type(s) for divmod(): '{}' and '{}'",
        machine.error_name(a.ty()),
        machine.error_name(b.ty())
    );
    machine.type_error(text)
}

/// `pow(base, exp, modulus)`
pub(super) fn pow(
    machine: &mut Machine,
    base: &Value,
    exp: &Value,
    modulus: Option<&Value>,
) -> Res {
    let Some(modulus) = modulus.filter(|modulus| !machine.is_none(modulus)) else {
        return machine.binary(crate::python::code::BinOp::Pow, base, exp);
    };
    if let (Kind::Int(base), Kind::Int(exp), Kind::Int(modulus)) =
        (&base.kind, &exp.kind, &modulus.kind)
    {
        let words = modulus.big().bits() as usize / 64 + 1;
        let squarings = exp.big().bits() as usize;
        machine.work((words * words / 16).saturating_mul(squarings))?;
        let result = super::values::int_math::pow_mod(&base.big(), &exp.big(), &modulus.big());
        let result = machine.fault(result)?;
        return Ok(machine.int_big(result));
    }
    let proxy = matches!(base.kind, Kind::WeakRef(_));
    if !proxy && !machine.overrides(base.ty(), sym::POW) {
        return machine.unsupported("pow() of these with a modulus");
    }
    let given = [exp.clone(), modulus.clone()];
    match machine.call_special(base, sym::POW, &given)? {
        Some(result) if !result.is(&machine.not_implemented()) => Ok(result),
        _ => machine.unsupported("pow() of these with a modulus"),
    }
}

fn sum(machine: &mut Machine, args: &Args) -> Res {
    let given = machine.parse_keywords("sum", &["iterable", "start"], 1, args.pos, args.kw)?;
    let Some(iterable) = given[0].clone() else {
        return Ok(machine.none());
    };
    let mut total = given[1].clone().unwrap_or_else(|| machine.int(0));
    if let Kind::Str(_) = total.kind {
        return machine.type_error("sum() can't sum strings [use ''.join(seq) instead]");
    }
    let iter = machine.iter(&iterable)?;
    let (mut floats, mut compensation) = (false, 0.0f64);
    while let Some(item) = machine.next(&iter)? {
        // From 3.12 on floats are summed with Neumaier's compensation (Python/bltinmodule.c, builtin_sum_impl).
        if machine.build.at_least(12)
            && let (Kind::Float(x), tid::FLOAT) = (&item.kind, item.ty())
            && let Kind::Float(sum) = total.kind
            && total.ty() == tid::FLOAT
        {
            let t = sum + x;
            compensation += if sum.abs() >= x.abs() {
                (sum - t) + x
            } else {
                (x - t) + sum
            };
            floats = true;
            total = machine.float(t);
            continue;
        }
        total = machine.binary(crate::python::code::BinOp::Add, &total, &item)?;
    }
    if floats
        && let Kind::Float(sum) = total.kind
        && compensation != 0.0
        && compensation.is_finite()
    {
        total = machine.float(sum + compensation);
    }
    Ok(total)
}

fn extreme(machine: &mut Machine, args: &Args, name: &str, largest: bool) -> Res {
    let key = args
        .named(sym::KEY)
        .filter(|key| !machine.is_none(key))
        .cloned();
    let default = args.named(sym::DEFAULT).cloned();
    if let Some((unknown, _)) = args
        .kw
        .iter()
        .find(|(kw, _)| *kw != sym::KEY && *kw != sym::DEFAULT)
    {
        let unknown = machine.symbols.text(*unknown).to_string();
        let text = if machine.build.at_least(13) {
            format!("{name}() got an unexpected keyword argument '{unknown}'")
        } else {
            format!("'{unknown}' is an invalid keyword argument for {name}()")
        };
        return machine.type_error(text);
    }
    let items = match args.pos {
        [] => return machine.type_error(format!("{name} expected at least 1 argument, got 0")),
        [iterable] => machine.iterate(iterable)?,
        items => {
            if default.is_some() {
                return machine.type_error(format!(
                    "Cannot specify a default for {name}() with multiple positional arguments"
                ));
            }
            items.to_vec()
        }
    };
    let mut best: Option<(Value, Value)> = None;
    for item in items {
        let by = match &key {
            Some(key) => machine.call(key, std::slice::from_ref(&item), &[])?,
            None => item.clone(),
        };
        let better = match &best {
            None => true,
            Some((champion, _)) => {
                let op = if largest {
                    crate::python::code::CmpOp::Gt
                } else {
                    crate::python::code::CmpOp::Lt
                };
                let result = machine.compare(op, &by, champion)?;
                machine.truth(&result)?
            }
        };
        if better {
            best = Some((by, item));
        }
    }
    match (best, default) {
        (Some((_, item)), _) => Ok(item),
        (None, Some(default)) => Ok(default),
        (None, None) => {
            let text = if machine.build.at_least(12) {
                format!("{name}() iterable argument is empty")
            } else {
                format!("{name}() arg is an empty sequence")
            };
            machine.value_error(text)
        }
    }
}

fn sorted(machine: &mut Machine, args: &Args) -> Res {
    let [iterable] = args.pos else {
        let text = messages::clinic_arity("sorted", 1, 1, args.pos.len());
        return machine.type_error(text);
    };
    let list = machine.list(Vec::new());
    machine.list_extend(&list, iterable)?;
    let Kind::List(cell) = &list.kind else {
        return Ok(list.clone());
    };
    let items = std::mem::take(&mut cell.borrow_mut().items);
    let sorted = machine.sort_values(
        items,
        &Args {
            pos: &[],
            kw: args.kw,
        },
    )?;
    cell.borrow_mut().items = sorted;
    Ok(list.clone())
}

fn search(machine: &mut Machine, args: &Args, wanted: bool) -> Res {
    let iter = machine.iter(&args.pos[0])?;
    while let Some(value) = machine.next(&iter)? {
        if machine.truth(&value)? == wanted {
            return Ok(machine.bool(wanted));
        }
    }
    Ok(machine.bool(!wanted))
}

fn chr(machine: &mut Machine, args: &Args) -> Res {
    let n = machine.index_clipped(&args.pos[0])?;
    match u32::try_from(n).ok().filter(|n| *n < 0x11_0000) {
        Some(n) => match char::from_u32(n) {
            Some(c) => Ok(machine.str(c.encode_utf8(&mut [0; 4]))),
            None => machine.unsupported("lone surrogates"),
        },
        None => machine.value_error("chr() arg not in range(0x110000)"),
    }
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

fn prefixed(machine: &mut Machine, args: &Args, base: u32) -> Res {
    let n: BigInt = machine.index(&args.pos[0])?.big();
    machine.new_str(int_text::to_prefixed(&n, base))
}

/// The version 3.x in which a builtin name appeared; types that have no builtin name never do.
fn name_since(name: &str) -> u8 {
    match name {
        "EncodingWarning" => 10,
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
        | "dict_items" => u8::MAX,
        name if name.ends_with("_iterator") || name.ends_with("iterator") => u8::MAX,
        _ => 0,
    }
}
