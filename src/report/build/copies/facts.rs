//! What a fix must know of an object and its class. Looking runs none of the program's code.

use super::super::walk::{attributes, slots};
use super::attempt::has;
use crate::machine::{Kind, Machine, TypeId, Value, sym};

/// Methods that decide what is saved or copied.
const DECIDING: [&str; 6] = [
    "__reduce_ex__",
    "__reduce__",
    "__getstate__",
    "__copy__",
    "__deepcopy__",
    "__replace__",
];

/// What is known before an attempt is made.
pub(super) struct Facts {
    /// Qualified name of the class.
    pub(super) class: String,
    /// Names of its slots, mangled where private, those of the farthest base first.
    pub(super) slots: Vec<String>,
    /// Whether it has a `__dict__`, too.
    pub(super) has_dict: bool,
    /// What it holds: the names, and the names of the types.
    pub(super) held: Vec<(String, String)>,
    /// Whether a method of the program decides how attributes are set.
    pub(super) guards_setting: bool,
    /// `Point.__getstate__`: the program's methods that decide what is saved.
    pub(super) deciding: Vec<String>,
    /// Qualified name of the class whose `__getattr__` is asked for what is missing.
    pub(super) getattr_of: Option<String>,
    /// The builtin type that keeps more in an instance than attributes, if there is one.
    pub(super) builtin: Option<&'static str>,
    /// Whether instances end with items of varying number.
    pub(super) variable_size: bool,
    /// Attributes with the arguments of `__new__` and `__init__`: one for each parameter.
    pub(super) arguments: Option<Vec<String>>,
}

impl Facts {
    pub(super) fn of(machine: &mut Machine, object: &Value) -> Self {
        let ty = object.ty();
        let words = slots(machine, object);
        let named = attributes(machine, object);
        let set = words
            .iter()
            .filter_map(|(name, value)| Some((name.clone(), value.clone()?)));
        let held: Vec<(String, String)> = set
            .chain(named)
            .map(|(name, value)| (name, machine.type_name_of(&value).to_string()))
            .collect();
        let deciding = DECIDING
            .iter()
            .filter_map(|name| Some(format!("{}.{name}", owner(machine, ty, name)?)));
        let deciding = deciding.collect();
        let layout = &machine.ty(ty).layout;
        let builtin = Some(layout.payload).filter(|&payload| payload != "object");
        Self {
            class: machine.type_qualname(ty),
            slots: words.into_iter().map(|(name, _)| name).collect(),
            has_dict: layout.dictoffset != 0,
            variable_size: layout.itemsize != 0,
            builtin,
            deciding,
            guards_setting: owner(machine, ty, "__setattr__").is_some(),
            getattr_of: owner(machine, ty, "__getattr__"),
            arguments: arguments(machine, object, &held),
            held,
        }
    }

    /// The program's method of this name, if it is one that decides what is saved.
    pub(super) fn decides(&self, name: &str) -> Option<&String> {
        let name = format!(".{name}");
        self.deciding.iter().find(|method| method.ends_with(&name))
    }

    /// Names of attributes that hold objects of a type.
    pub(super) fn holding(&self, type_name: &str) -> Vec<String> {
        let held = self.held.iter().filter(|(_, known)| known == type_name);
        held.map(|(name, _)| name.clone()).collect()
    }
}

/// The class whose function of this name counts, if it is one in Python.
fn owner(machine: &mut Machine, ty: TypeId, name: &str) -> Option<String> {
    let name = machine.sym(name);
    let (owner, value) = machine.lookup_where(ty, name)?;
    matches!(value.kind, Kind::Function(_)).then(|| machine.type_qualname(owner))
}

/// For each positional parameter of `__new__` or `__init__` the attribute of its name, perhaps behind an underscore.
fn arguments(
    machine: &mut Machine,
    object: &Value,
    held: &[(String, String)],
) -> Option<Vec<String>> {
    let found = [sym::NEW, sym::INIT].into_iter().find_map(|name| {
        let value = machine.lookup(object.ty(), name)?;
        let value = match &value.kind {
            Kind::StaticMethod(inner) => inner.borrow().clone(),
            _ => value,
        };
        matches!(value.kind, Kind::Function(_)).then_some(value)
    })?;
    let Kind::Function(function) = &found.kind else {
        return None;
    };
    let code = std::rc::Rc::clone(&function.code.borrow());
    let positional = usize::from(code.code.params.positional);
    let mut arguments = Vec::new();
    for &name in code.locals.get(1..positional)? {
        let name = machine.symbols.text(name).to_string();
        let private = format!("_{name}");
        let is_held = |wanted: &str| held.iter().any(|(known, _)| known == wanted);
        arguments.push(if is_held(&name) || has(machine, object, &name) {
            name
        } else if is_held(&private) {
            private
        } else {
            return None;
        });
    }
    Some(arguments)
}
