//! Probes p11, p12 and p15 of `all.tsv` as far as they are about texts alone: the exception that the
//! probe's action raises, with `.name` and the type of `.obj` where it is an AttributeError.

use slotscope::cpython::messages::{self, Access};
use slotscope::cpython::{Build, Raised};

/// The answer as the probes print it.
pub(crate) fn answer(build: Build, probe: &str, key: &str) -> Option<String> {
    match probe {
        "p11_attr" => {
            let (raised, name, object) = attribute(build, key)?;
            if raised.exception != "AttributeError" {
                return Some(raised.to_string());
            }
            let about = match (build.at_least(10), raised.names) {
                (false, _) => "name='<noattr>' obj=None".to_owned(),
                (true, false) => "name=None obj=None".to_owned(),
                (true, true) => format!("name='{name}' obj={object}"),
            };
            Some(format!("{raised} | {about}"))
        }
        "p12_class" => class(build, key).map(|raised| raised.to_string()),
        "p15_misc" => making(build, key).map(|raised| raised.to_string()),
        _ => None,
    }
}

/// What is raised, the attribute asked for, the type of the object.
fn attribute(build: Build, key: &str) -> Option<(Raised, &str, &str)> {
    let set = |class| messages::set_unknown(build, class, "zz", true);
    let deleted = |class, inline| messages::delete_missing(build, class, "zz", inline);
    if let Some(on) = key.strip_prefix("get missing on ") {
        let class = class_of(on)?;
        return Some((messages::no_attribute(build, class, "zz"), "zz", class));
    }
    if let Some(on) = key
        .strip_prefix("set missing on ")
        .or(key.strip_prefix("del missing on "))
    {
        let class = class_of(on)?;
        return Some((set(class), "zz", class));
    }
    let property = |access, name, getter, class| {
        messages::property_refuses(build, access, name, getter, class)
    };
    let member = messages::descriptor_refuses;
    Some(match key {
        "get missing regular" => (messages::no_attribute(build, "R", "zz"), "zz", "R"),
        "get missing slotted" | "getattr missing" | "object.__getattribute__" => {
            // 3.10.2 forgets the name where the method itself is called.
            let raised = messages::no_attribute(build, "S", "zz");
            let forgets = key.starts_with("object") && !build.at_least_micro(10, 3);
            let names = raised.names && !forgets;
            (Raised { names, ..raised }, "zz", "S")
        }
        "get missing empty slots" => (messages::no_attribute(build, "E", "zz"), "zz", "E"),
        "get unset slot" | "get after del" => {
            (messages::unset_slot(build, "S", "S", "a"), "a", "S")
        }
        "get unset slot (slots+dict)" => (messages::unset_slot(build, "SD", "SD", "a"), "a", "SD"),
        "set unknown slotted"
        | "del unknown slotted"
        | "object.__setattr__"
        | "object.__delattr__" => (set("S"), "zz", "S"),
        "set unknown empty slots" => (set("E"), "zz", "E"),
        "set class attr name on slotted" | "del class attr on slotted" => {
            (messages::read_only(build, "S", "ca"), "ca", "S")
        }
        "set method name on slotted" => (messages::read_only(build, "S", "m"), "m", "S"),
        "get missing class attr" => (
            messages::no_type_attribute(build, "S", "nope"),
            "nope",
            "type",
        ),
        "del unset slot" | "del slot twice" => (messages::delete_unset_slot("a"), "a", "S"),
        "del missing regular" | "del missing regular materialised" => {
            (deleted("R", true), "zz", "R")
        }
        "del class attr on regular inst" => {
            (messages::delete_missing(build, "R", "ca", true), "ca", "R")
        }
        // In 3.13 a class with slots has no inline values.
        "del missing slots+dict" => (deleted("SD", build.at_least(14)), "zz", "SD"),
        "set property no setter" => (property(Access::Set, Some("ro"), None, "R"), "ro", "R"),
        "del property no deleter" => (property(Access::Delete, Some("ro"), None, "R"), "ro", "R"),
        "set property no setter slotted" => {
            (property(Access::Set, Some("ro"), None, "S"), "ro", "S")
        }
        "get property no getter" => (
            property(Access::Get, Some("noget"), None, "R"),
            "noget",
            "R",
        ),
        "empty property get" => (property(Access::Get, Some("p"), None, "PN"), "p", "PN"),
        "set property without name (late assigned)" => {
            (property(Access::Set, None, Some("<lambda>"), "L"), "p", "L")
        }
        "del property without name" => (
            property(Access::Delete, None, Some("<lambda>"), "L"),
            "p",
            "L",
        ),
        "s.__dict__" => (
            messages::no_attribute(build, "S", "__dict__"),
            "__dict__",
            "S",
        ),
        "set s.__dict__" => (
            messages::set_unknown(build, "S", "__dict__", true),
            "__dict__",
            "S",
        ),
        "vars(s)" => (messages::vars_without_dict(), "", ""),
        "set r.__dict__=1" => (messages::dict_must_be_dict("int"), "", ""),
        "set r.__dict__=None" => (messages::dict_must_be_dict("NoneType"), "", ""),
        "set r.__weakref__" | "del r.__weakref__" => {
            (messages::not_writable(build, "R", "__weakref__"), "", "")
        }
        "(1).real=2" | "del (1).real" => (messages::not_writable(build, "int", "real"), "", ""),
        "(1).bit_length=2" => (messages::read_only(build, "int", "bit_length"), "", ""),
        "[].append=2" => (messages::read_only(build, "list", "append"), "", ""),
        "int.foo=1" => (messages::immutable_type(build, "int", "foo"), "", ""),
        "del int.real" => (messages::immutable_type(build, "int", "real"), "", ""),
        "del R.nope" => (
            messages::delete_missing_from_type(build, "R", "nope"),
            "nope",
            "type",
        ),
        "R.__name__=1" => (messages::class_name_not_str("R", "__name__", "int"), "", ""),
        "R.__dict__={}" => (messages::not_writable(build, "type", "__dict__"), "", ""),
        "R.__basicsize__=1" => (
            messages::type_member_not_writable(build, "__basicsize__"),
            "",
            "",
        ),
        "R.__mro__=()" => (messages::type_member_not_writable(build, "__mro__"), "", ""),
        "member get wrong type" | "member set wrong type" | "member delete wrong type" => {
            (member("a", "S", "int"), "", "")
        }
        "member get wrong type R" => (member("a", "S", "R"), "", ""),
        "member get None" | "member get None,None" => (messages::get_of_nothing(), "", ""),
        "member call" => (messages::not_callable("member_descriptor", None), "", ""),
        "object.__setattr__ on type" | "object.__setattr__ on int type" => {
            (messages::wrong_setattr("__setattr__", "type"), "", "")
        }
        "setattr non str" | "object.__getattribute__ non str" | "object.__setattr__ non str" => {
            (messages::attribute_name_not_str(build, None, "int"), "", "")
        }
        "getattr non str" => (
            messages::attribute_name_not_str(build, Some("getattr"), "int"),
            "",
            "",
        ),
        _ => return None,
    })
}

/// The class of p11's objects without a `__dict__`.
fn class_of(label: &str) -> Option<&str> {
    match label {
        "int" | "str" | "list" | "object" | "tuple" | "float" | "bool" | "range" => Some(label),
        "gen" => Some("generator"),
        _ => None,
    }
}

fn class(build: Build, key: &str) -> Option<Raised> {
    Some(match key {
        "class = 5" => messages::class_not_a_type("int"),
        "del class" => messages::delete_class(),
        "bases empty tuple" => messages::bases_empty("C"),
        "bases list" => messages::bases_not_tuple("C", "list"),
        "bases non class" => messages::bases_item("C", "int"),
        "bases of builtin" => messages::immutable_type(build, "int", "__bases__"),
        "del bases" => messages::delete_class_attribute(build, "A", "__bases__"),
        "weakref to slotted"
        | "WeakSet"
        | "finalize"
        | "proxy"
        | "WeakValueDictionary"
        | "WeakKeyDictionary on slotted" => messages::weakref_refused("NW"),
        "weakref to weakref" => {
            messages::weakref_refused(messages::tp_name(build, "ReferenceType"))
        }
        "weakref to ns" => messages::weakref_refused(messages::tp_name(build, "SimpleNamespace")),
        "weakref to int" => messages::weakref_refused(messages::tp_name(build, "int")),
        _ => return None,
    })
}

fn making(build: Build, key: &str) -> Option<Raised> {
    Some(match key {
        "classcell not a cell" => messages::not_a_cell("__classcell__", "<class 'int'>"),
        "classdictcell not a cell" if build.at_least(12) => {
            messages::not_a_cell("__classdictcell__", "<class 'int'>")
        }
        "qualname not str" => messages::qualname_not_str("int"),
        "name with NUL" => messages::null_in_name(),
        "name not str" => messages::type_argument(build, 1, "int"),
        "bases not tuple" => messages::type_argument(build, 2, "list"),
        "dict not dict" => messages::type_argument(build, 3, "list"),
        "classcell dropped by metaclass" => {
            messages::class_cell_lost("X", "<class '__main__.f.<locals>.X'>")
        }
        "metaclass conflict" => messages::metaclass_conflict(),
        "type() with mro_entries" => messages::mro_entries_refused(),
        "set_name error" if !build.at_least(12) => messages::set_name_failed("NoSet", "a", "X"),
        "init_subclass kw" => messages::init_subclass_arguments("X"),
        "instantiate args" | "instantiate kw" | "object.__new__(S,1)" => {
            messages::takes_no_arguments("S")
        }
        "P(1)" => messages::takes_no_arguments("P"),
        "object(1)" => messages::takes_no_arguments("object"),
        "PI()" => {
            let callee = messages::callee(build, "__init__", "PI.__init__");
            messages::missing_arguments(callee, false, &["a"])
        }
        "object.__new__(int)" => messages::unsafe_new("object", "int", "int"),
        "object.__init__(S(),1)" => messages::init_arguments("S", false),
        "abstract" => messages::abstract_class(build, "Ab", &["f", "g"]),
        "abstract1" => messages::abstract_class(build, "Ab1", &["f"]),
        _ => return None,
    })
}
