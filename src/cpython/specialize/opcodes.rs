//! The specialised opcodes of attribute accesses, and CPython's reasons for not specialising (Python/specialize.c, 3.11+).

use crate::cpython::Build;

/// What the instruction does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// `obj.name`: LOAD_ATTR.
    Load,
    /// `obj.name(…)`: LOAD_METHOD (3.11), LOAD_ATTR that may push two values (3.12+).
    Method,
    /// `obj.name = value`: STORE_ATTR.
    Store,
    /// `super().name`: LOAD_SUPER_ATTR (3.12+).
    Super,
    /// `super().name(…)`: LOAD_SUPER_ATTR that may push two values (3.12+).
    SuperMethod,
}

/// What an instruction was specialised to: the end of the opcode's name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the opcodes' own names")]
pub enum Special {
    InstanceValue,
    WithHint,
    Slot,
    Module,
    Class,
    ClassWithMetaclassCheck,
    Property,
    GetattributeOverridden,
    MethodWithValues,
    MethodWithDict,
    MethodNoDict,
    MethodLazyDict,
    NondescriptorWithValues,
    NondescriptorNoDict,
    SuperAttr,
    SuperMethod,
}

/// The name of the opcode; of one that is not specialised if `special` is none.
pub fn opcode(build: Build, access: Access, special: Option<Special>) -> String {
    let plain = match access {
        Access::Method if !build.at_least(12) => "LOAD_METHOD",
        Access::Load | Access::Method => "LOAD_ATTR",
        Access::Store => "STORE_ATTR",
        Access::Super | Access::SuperMethod => "LOAD_SUPER_ATTR",
    };
    let end = match special {
        None => return plain.to_string(),
        Some(Special::InstanceValue) => "INSTANCE_VALUE",
        Some(Special::WithHint) => "WITH_HINT",
        Some(Special::Slot) => "SLOT",
        Some(Special::Module) => "MODULE",
        Some(Special::Class) => "CLASS",
        Some(Special::ClassWithMetaclassCheck) => "CLASS_WITH_METACLASS_CHECK",
        Some(Special::Property) => "PROPERTY",
        Some(Special::GetattributeOverridden) => "GETATTRIBUTE_OVERRIDDEN",
        Some(Special::MethodWithValues) if plain == "LOAD_METHOD" => "WITH_VALUES",
        Some(Special::MethodNoDict) if plain == "LOAD_METHOD" => "NO_DICT",
        Some(Special::MethodWithDict) => "WITH_DICT",
        Some(Special::MethodWithValues) => "METHOD_WITH_VALUES",
        Some(Special::MethodNoDict) => "METHOD_NO_DICT",
        Some(Special::MethodLazyDict) => "METHOD_LAZY_DICT",
        Some(Special::NondescriptorWithValues) => "NONDESCRIPTOR_WITH_VALUES",
        Some(Special::NondescriptorNoDict) => "NONDESCRIPTOR_NO_DICT",
        Some(Special::SuperAttr) => "ATTR",
        Some(Special::SuperMethod) => "METHOD",
    };
    format!("{plain}_{end}")
}

/// Why an instruction is not specialised: CPython's SPEC_FAIL codes, and what holds before it is tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It has not run often enough to be tried.
    Cold,
    /// SPEC_FAIL_ATTR_OVERRIDING_DESCRIPTOR
    OverridingDescriptor,
    /// SPEC_FAIL_ATTR_METHOD
    Method,
    /// SPEC_FAIL_ATTR_PROPERTY
    Property,
    /// SPEC_FAIL_ATTR_PROPERTY_NOT_PY_FUNCTION
    PropertyNotPyFunction,
    /// SPEC_FAIL_ATTR_NON_OBJECT_SLOT
    NonObjectSlot,
    /// SPEC_FAIL_ATTR_OBJECT_SLOT
    ObjectSlot,
    /// SPEC_FAIL_ATTR_MUTABLE_CLASS
    MutableClass,
    /// SPEC_FAIL_OVERRIDDEN
    Overridden,
    /// SPEC_FAIL_ATTR_NOT_MANAGED_DICT
    NotManagedDict,
    /// SPEC_FAIL_NO_DICT
    NoDict,
    /// SPEC_FAIL_ATTR_NOT_IN_KEYS
    NotInKeys,
    /// SPEC_FAIL_ATTR_NOT_IN_DICT
    NotInDict,
    /// SPEC_FAIL_ATTR_SPLIT_DICT, up to 3.13 SPEC_FAIL_ATTR_NON_STRING_OR_SPLIT
    SplitDict,
    /// SPEC_FAIL_ATTR_NON_STRING
    NonString,
    /// SPEC_FAIL_ATTR_MODULE_ATTR_NOT_FOUND
    ModuleAttrNotFound,
    /// SPEC_FAIL_ATTR_SHADOWED, in 3.11 SPEC_FAIL_LOAD_METHOD_IS_ATTR
    Shadowed,
    /// SPEC_FAIL_ATTR_METACLASS_ATTRIBUTE
    MetaclassAttribute,
    /// SPEC_FAIL_ATTR_METACLASS_OVERRIDDEN
    MetaclassOverridden,
    /// SPEC_FAIL_ATTR_CLASS_ATTR_SIMPLE
    ClassAttrSimple,
    /// SPEC_FAIL_ATTR_CLASS_ATTR_DESCRIPTOR
    ClassAttrDescriptor,
    /// SPEC_FAIL_ATTR_BUILTIN_CLASS_METHOD
    BuiltinClassMethod,
    /// SPEC_FAIL_ATTR_CLASS_METHOD_OBJ
    ClassMethodObj,
    /// SPEC_FAIL_EXPECTED_ERROR
    ExpectedError,
    /// SPEC_FAIL_ATTR_INSTANCE_ATTRIBUTE
    InstanceAttribute,
    /// SPEC_FAIL_CODE_COMPLEX_PARAMETERS
    ComplexParameters,
    /// SPEC_FAIL_WRONG_NUMBER_ARGUMENTS
    WrongNumberArguments,
    /// SPEC_FAIL_OUT_OF_RANGE
    OutOfRange,
    /// SPEC_FAIL_OTHER
    Other,
}
