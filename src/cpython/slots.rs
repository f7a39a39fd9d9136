//! `__slots__`: which names, words and special slots a class statement asks for, and what is refused.

use super::Raised;
use super::build::Build;
use super::types::TypeLayout;
use std::rc::Rc;

/// One item of `__slots__`, as iteration over it gives them (a str by itself is one item).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SlotItem<'a> {
    /// A str, or an instance of a subclass of str.
    Name(&'a str),
    /// Anything else: the `__name__` of its type.
    Other(&'a str),
}

/// What a new class asks of its layout: the result of [`process_slots`].
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SlotPlan {
    /// Names of the slots that need a word each, mangled and sorted by code point. A name that
    /// was given twice stands twice: both words are reserved.
    pub names: Vec<Rc<str>>,
    /// Instances get a `__dict__` that the base does not have.
    pub add_dict: bool,
    /// Instances get a weakref list that the base does not have.
    pub add_weakref: bool,
    /// Whether the class has `__slots__` at all.
    pub declared: bool,
}

impl SlotPlan {
    /// `ht_slots`: kept for `__class__` assignment; 3.15 keeps none if it would be empty.
    pub(super) fn ht_slots(&self, build: Build) -> Option<Rc<[Rc<str>]>> {
        let kept = self.declared && (!build.at_least(15) || !self.names.is_empty());
        kept.then(|| self.names.clone().into())
    }
}

/// The class to be made, as far as its slots are concerned.
pub struct SlotRequest<'a> {
    /// The name of the new class, for mangling.
    pub class_name: &'a str,
    /// `__name__` and layout of the best base.
    pub base: (&'a str, &'a TypeLayout),
    /// The layouts of the other bases, in order.
    pub other_bases: &'a [&'a TypeLayout],
    /// The items of `__slots__`; None without `__slots__` in the namespace.
    pub slots: Option<&'a [SlotItem<'a>]>,
    /// Whether the namespace of the class holds this name.
    pub in_namespace: &'a dyn Fn(&str) -> bool,
}

/// Decide which words the class adds, in CPython's order of checks (Objects/typeobject.c,
/// `type_new_slots_impl` and `type_new_slots_bases`; 3.9 inside `type_new`).
pub fn process_slots(build: Build, request: &SlotRequest<'_>) -> Result<SlotPlan, Raised> {
    let (base_name, base) = request.base;
    let may_add_dict = base.dictoffset == 0;
    let may_add_weakref = base.weakrefoffset == 0 && (base.itemsize == 0 || build.at_least(15));
    let Some(slots) = request.slots else {
        return Ok(SlotPlan {
            add_dict: may_add_dict,
            add_weakref: base.weakrefoffset == 0 && base.itemsize == 0,
            ..SlotPlan::default()
        });
    };
    if !build.at_least(15) && !slots.is_empty() && base.itemsize != 0 {
        return Err(Raised::type_error(format!(
            "nonempty __slots__ not supported for subtype of '{base_name}'"
        )));
    }
    let mut plan = SlotPlan {
        declared: true,
        ..SlotPlan::default()
    };
    let mut given = Vec::with_capacity(slots.len());
    for slot in slots {
        let name = match *slot {
            SlotItem::Name(name) => name,
            SlotItem::Other(type_name) => {
                return Err(Raised::type_error(format!(
                    "__slots__ items must be strings, not '{type_name}'"
                )));
            }
        };
        if !is_identifier(name) {
            return Err(Raised::type_error("__slots__ must be identifiers"));
        }
        match name {
            "__dict__" if !may_add_dict || plan.add_dict => {
                return Err(Raised::type_error(
                    "__dict__ slot disallowed: we already got one",
                ));
            }
            "__weakref__" if !may_add_weakref || plan.add_weakref => {
                return Err(Raised::type_error(weakref_slot_refused(build)));
            }
            "__dict__" => plan.add_dict = true,
            "__weakref__" => plan.add_weakref = true,
            _ => given.push(name),
        }
    }
    for name in given {
        let mangled = mangle(request.class_name, name);
        if (request.in_namespace)(&mangled) && !is_popped_later(build, &mangled) {
            return Err(Raised::value_error(format!(
                "{} in __slots__ conflicts with class variable",
                quoted(&mangled)
            )));
        }
        plan.names.push(mangled.into());
    }
    plan.names = crate::order::ordered(plan.names, |a, b| a.cmp(b));
    // Secondary bases may provide what the best base and the slots do not.
    for other in request.other_bases {
        plan.add_dict |= may_add_dict && other.dictoffset != 0;
        plan.add_weakref |= may_add_weakref && other.weakrefoffset != 0;
    }
    Ok(plan)
}

/// A private name as it is stored: `__a` in class `X` is `_X__a` (Objects/typeobject.c and
/// Python/compile.c, `_Py_Mangle`). Names that are not private are answered unchanged.
pub fn mangle(class_name: &str, name: &str) -> String {
    let class = class_name.trim_start_matches('_');
    let private = name.starts_with("__") && !name.ends_with("__") && !name.contains('.');
    if private && !class.is_empty() {
        format!("_{class}{name}")
    } else {
        name.to_owned()
    }
}

/// `str.isidentifier`: keywords are identifiers, and nothing is normalised.
pub fn is_identifier(name: &str) -> bool {
    let mut chars = name.chars();
    chars
        .next()
        .is_some_and(|first| first == '_' || unicode_ident::is_xid_start(first))
        && chars.all(unicode_ident::is_xid_continue)
}

/// The compiler puts these into the namespace of every class body; `type.__new__` pops them.
fn is_popped_later(build: Build, name: &str) -> bool {
    matches!(name, "__qualname__" | "__classcell__")
        || (build.at_least(12) && name == "__classdictcell__")
}

fn weakref_slot_refused(build: Build) -> &'static str {
    if build.at_least(12) {
        "__weakref__ slot disallowed: we already got one"
    } else {
        "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0"
    }
}

/// `%R` of an identifier: it has no character that `repr` would escape or quote differently.
fn quoted(identifier: &str) -> String {
    format!("'{identifier}'")
}
