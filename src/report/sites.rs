//! What CPython's adaptive interpreter makes of each attribute access of a program.

use super::{Build, Output, Problem};
use crate::cpython::build::Abi;
use crate::cpython::specialize::{Access, Reason, opcode};
use crate::machine::SiteFacts;
use crate::text::{Lines, Span};
use serde::{Deserialize, Serialize};

/// What a program's attribute accesses became on one build.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct SitesReport {
    /// Why nothing is known of this build, if nothing is.
    pub unmodelled: Option<String>,
    /// Every access, in the order of the bytecode.
    pub sites: Vec<SiteReport>,
    /// What the program printed, and the exception that ended it.
    pub output: Output,
    /// Why the program was not run, or not to its end.
    pub problem: Option<Problem>,
}

/// One instruction that reads or writes an attribute, as it is when the program has ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SiteReport {
    /// The qualified name of the function or class body it stands in; `<module>` at the top.
    pub code: String,
    /// Its part of the source.
    pub span: Span,
    /// The line on which it starts, from 1.
    pub line: u32,
    /// The name of the attribute.
    pub attribute: String,
    /// What it does.
    pub kind: SiteKind,
    /// How often it has run.
    pub runs: u64,
    /// The opcode, specialised or plain; none where the simulator does not know.
    pub opcode: Option<String>,
    /// Why it is not specialised, or why the simulator does not know; none where it is.
    pub reason: Option<Refusal>,
}

/// What an instruction does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SiteKind {
    /// `obj.name`
    Load,
    /// `obj.name = value`
    Store,
    /// `super().name`
    Super,
}

/// Why an instruction is not specialised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// CPython's name for it without `SPEC_FAIL_`; `COLD` before the first attempt, `UNKNOWN` where it is ours.
    pub code: String,
    /// The same as a sentence.
    pub sentence: String,
}

/// Why nothing is known of a build: up to 3.10 CPython does not specialise, and what Pyodide does was never recorded.
pub fn unmodelled(build: Build) -> Option<&'static str> {
    if !build.at_least(11) {
        Some("CPython specialises instructions only since 3.11.")
    } else if build.abi != Abi::Lp64 {
        Some("What Pyodide specialises is not modelled.")
    } else {
        None
    }
}

impl SiteReport {
    /// What the machine has found out about one access.
    pub(super) fn new(build: Build, lines: &Lines, facts: SiteFacts) -> Self {
        let (access, runs, opcode, reason) = match &facts.site {
            Ok(site) => {
                let special = site.special();
                let reason = special.is_none().then(|| refusal(site.reason()));
                let opcode = opcode(build, site.access(), special);
                (site.access(), site.runs(), Some(opcode), reason)
            }
            Err(what) => {
                let reason = Refusal {
                    code: "UNKNOWN".to_string(),
                    sentence: format!("The simulator does not know this: {what}."),
                };
                (facts.access, 0, None, Some(reason))
            }
        };
        Self {
            code: facts.code.to_string(),
            span: facts.span,
            line: lines.line(facts.span.start),
            attribute: facts.name.to_string(),
            kind: match access {
                Access::Load | Access::Method => SiteKind::Load,
                Access::Store => SiteKind::Store,
                Access::Super | Access::SuperMethod => SiteKind::Super,
            },
            runs,
            opcode,
            reason,
        }
    }
}

fn refusal(reason: Reason) -> Refusal {
    let (code, sentence) = match reason {
        Reason::Cold => ("COLD", "It has not run often enough to be tried."),
        Reason::OverridingDescriptor => (
            "ATTR_OVERRIDING_DESCRIPTOR",
            "The class has a data descriptor of this name.",
        ),
        Reason::Method => (
            "ATTR_METHOD",
            "It is a method, and what is specialised for methods does not fit here.",
        ),
        Reason::Property => ("ATTR_PROPERTY", "It is a property."),
        Reason::PropertyNotPyFunction => (
            "ATTR_PROPERTY_NOT_PY_FUNCTION",
            "It is a property whose getter is no Python function.",
        ),
        Reason::NonObjectSlot => (
            "ATTR_NON_OBJECT_SLOT",
            "It is a member of the object that cannot be written as a slot.",
        ),
        Reason::ObjectSlot => (
            "ATTR_OBJECT_SLOT",
            "It is the descriptor of a slot, asked of the class.",
        ),
        Reason::MutableClass => (
            "ATTR_MUTABLE_CLASS",
            "The class attribute's own class can be changed, and may become a descriptor.",
        ),
        Reason::Overridden => (
            "OVERRIDDEN",
            "The type reads or writes attributes in its own way.",
        ),
        Reason::NotManagedDict => (
            "ATTR_NOT_MANAGED_DICT",
            "The interpreter does not manage the object's __dict__, or the object has one already.",
        ),
        Reason::NoDict => ("NO_DICT", "The object has no dict to look into."),
        Reason::NotInKeys => (
            "ATTR_NOT_IN_KEYS",
            "The class's shared keys do not have the name.",
        ),
        Reason::NotInDict => (
            "ATTR_NOT_IN_DICT",
            "The object's dict does not have the name.",
        ),
        Reason::SplitDict => (
            "ATTR_SPLIT_DICT",
            "The object's dict shares its keys with the class.",
        ),
        Reason::NonString => (
            "ATTR_NON_STRING",
            "The module's namespace has a key that is no string.",
        ),
        Reason::ModuleAttrNotFound => (
            "ATTR_MODULE_ATTR_NOT_FOUND",
            "The module does not have the name, or it has a __getattr__.",
        ),
        Reason::Shadowed => (
            "ATTR_SHADOWED",
            "Instances of the class may have an attribute of this name in front of it.",
        ),
        Reason::MetaclassAttribute => (
            "ATTR_METACLASS_ATTRIBUTE",
            "The metaclass has the name, or is not type itself.",
        ),
        Reason::MetaclassOverridden => (
            "ATTR_METACLASS_OVERRIDDEN",
            "The metaclass reads attributes in its own way.",
        ),
        Reason::ClassAttrSimple => (
            "ATTR_CLASS_ATTR_SIMPLE",
            "It is a plain attribute of the class, read through an instance.",
        ),
        Reason::ClassAttrDescriptor => (
            "ATTR_CLASS_ATTR_DESCRIPTOR",
            "It is a descriptor of the class that is no function.",
        ),
        Reason::BuiltinClassMethod => (
            "ATTR_BUILTIN_CLASS_METHOD",
            "It is a class method of a builtin type.",
        ),
        Reason::ClassMethodObj => ("ATTR_CLASS_METHOD_OBJ", "It is a class method."),
        Reason::ExpectedError => ("EXPECTED_ERROR", "The access fails."),
        Reason::InstanceAttribute => (
            "ATTR_INSTANCE_ATTRIBUTE",
            "It is called like a method, and is an attribute of the instance.",
        ),
        Reason::ComplexParameters => (
            "CODE_COMPLEX_PARAMETERS",
            "The function behind it has parameters that are not plain.",
        ),
        Reason::WrongNumberArguments => (
            "WRONG_NUMBER_ARGUMENTS",
            "The function behind it has another number of parameters.",
        ),
        Reason::OutOfRange => ("OUT_OF_RANGE", "The object's dict is too far away in it."),
        Reason::Other => (
            "OTHER",
            "The object has a dict object over its inline values.",
        ),
    };
    Refusal {
        code: code.to_string(),
        sentence: sentence.to_string(),
    }
}
