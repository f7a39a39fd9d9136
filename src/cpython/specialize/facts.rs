//! What the rules of specialising want to know of an attribute access.

/// What is known of an access at the moment it is made.
#[derive(Debug, Clone, PartialEq)]
pub struct Facts {
    /// What the attribute is asked of.
    pub owner: Owner,
    /// Version of the type; of a class that is asked itself, its own.
    pub version: Tag,
    /// Version of the metaclass, where a class is asked.
    pub meta_version: Tag,
    /// Version of the keys: of the class's shared keys, or of a module's namespace.
    pub keys_version: Tag,
}

/// A version: equal as long as nothing has changed. The first number says whose, the second which.
pub type Tag = (u64, u64);

/// What an attribute is asked of.
#[derive(Debug, Clone, PartialEq)]
pub enum Owner {
    /// A module.
    Module {
        /// Whether it is an instance of `types.ModuleType` itself.
        exact: bool,
        /// Whether all keys of the namespace are strings.
        unicode: bool,
        /// Whether the namespace has `__getattr__`.
        hook: bool,
        /// Whether the namespace has the name.
        found: bool,
    },
    /// A class.
    Class {
        /// What the metaclass has under the name.
        meta: Attribute,
        /// What the class has under the name.
        own: Attribute,
        /// Whether its type is `type` itself.
        plain_type: bool,
        /// Whether the metaclass reads attributes as `type` does.
        plain_reading: bool,
        /// How its instances read attributes.
        reading: Reading,
    },
    /// Anything else.
    Instance(Instance),
    /// `super` itself, called in place.
    Super,
}

/// How a type reads attributes (`tp_getattro`).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// PyObject_GenericGetAttr
    Generic,
    /// There is a `__getattr__`, and nothing else (slot_tp_getattr_hook).
    Hook,
    /// A `__getattribute__` that is a Python function, and no `__getattr__` (slot_tp_getattro).
    Getattribute(Params),
    /// Something else.
    Own,
}

/// What counts of a function's parameters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Params {
    /// Parameters that can be passed by position.
    pub positional: usize,
    /// No `*args`, `**kwargs` or keyword-only parameters.
    pub simple: bool,
}

/// The getter of a property.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Getter {
    /// It has none.
    Missing,
    /// A Python function.
    Function(Params),
    /// Another callable.
    Other,
}

/// What a name leads to along the MRO of a type.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attribute {
    /// Nothing.
    Absent,
    /// An instance of a class that a program can change.
    Mutable {
        /// Neither `__get__` nor `__set__`, and an instance of the very class that has it: an enum's member.
        own_member: bool,
    },
    /// The descriptor of a slot that holds an object.
    ObjectSlot {
        /// Whether it belongs to a base of the owner's type.
        fits: bool,
        /// Whether the slot holds something.
        filled: bool,
    },
    /// A member descriptor of a builtin type: of an object or of a number, as that type has it.
    Member,
    /// A property.
    Property(Getter),
    /// Another descriptor with `__set__`, of a builtin type.
    Overriding,
    /// A function, or a method of a builtin type.
    Method,
    /// A class method of a builtin type.
    BuiltinClassMethod,
    /// A `classmethod` object.
    PythonClassMethod,
    /// Another descriptor without `__set__`, of a builtin type: a `staticmethod`.
    NonOverriding,
    /// No descriptor.
    NonDescriptor,
    /// `object.__class__`
    DunderClass,
}

/// An object that is neither a module nor a class.
#[derive(Debug, Clone, PartialEq)]
pub struct Instance {
    /// What its type has under the name.
    pub found: Attribute,
    /// How its type reads attributes.
    pub reading: Reading,
    /// Whether its type stores attributes with PyObject_GenericSetAttr.
    pub plain_storing: bool,
    /// Py_TPFLAGS_MANAGED_DICT
    pub managed_dict: bool,
    /// Py_TPFLAGS_INLINE_VALUES (3.13+)
    pub inline_values: bool,
    /// `tp_dictoffset`
    pub dictoffset: i64,
    /// Whether its values stand outside of a dict: in an array of their own (3.11, 3.12), or in the object (3.13+).
    pub values: bool,
    /// Whether these values have the name.
    pub has_value: bool,
    /// Whether the class's shared keys have the name.
    pub in_keys: bool,
    /// Its dict object, if there is one by now.
    pub dict: Option<InstanceDict>,
}

/// The dict object of an instance.
#[derive(Debug, Clone, PartialEq)]
pub struct InstanceDict {
    /// Whether it is exactly a dict.
    pub exact: bool,
    /// Whether its keys are shared with the class.
    pub split: bool,
    /// Where among the entries the name is.
    pub index: Option<usize>,
    /// Version of its keys.
    pub keys_version: Tag,
}
