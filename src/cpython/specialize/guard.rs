//! Whether a specialised instruction finds what it was made for.

use super::{Access, Attribute, Facts, Owner, Special};
use crate::cpython::Build;

/// Whether an instruction runs as specialised: its DEOPT_IF and EXIT_IF (Python/ceval.c, from 3.12 Python/bytecodes.c).
/// `made` are the facts at the time when it was specialised.
pub fn guard(build: Build, access: Access, special: Special, made: &Facts, now: &Facts) -> bool {
    if special == Special::Module {
        return matches!(now.owner, Owner::Module { .. }) && made.keys_version == now.keys_version;
    }
    if matches!(special, Special::SuperAttr | Special::SuperMethod) {
        return now.owner == Owner::Super;
    }
    if made.version != now.version {
        return false;
    }
    if matches!(special, Special::Class | Special::ClassWithMetaclassCheck) {
        return matches!(now.owner, Owner::Class { .. })
            && (special == Special::Class || made.meta_version == now.meta_version);
    }
    let (Owner::Instance(then), Owner::Instance(instance)) = (&made.owner, &now.owner) else {
        return false;
    };
    let store = access == Access::Store;
    match special {
        Special::InstanceValue if store => {
            instance.values && (!build.at_least(13) || instance.dict.is_none())
        }
        Special::InstanceValue => instance.values && instance.has_value,
        Special::WithHint => match (&then.dict, &instance.dict) {
            (Some(then), Some(dict)) => !dict.split && dict.index == then.index,
            _ => false,
        },
        Special::Slot if store => true,
        Special::Slot => !matches!(instance.found, Attribute::ObjectSlot { filled: false, .. }),
        Special::MethodWithValues | Special::NondescriptorWithValues => {
            let here = if build.at_least(12) {
                instance.values
            } else {
                instance.dict.is_none()
            };
            here && made.keys_version == now.keys_version
        }
        Special::MethodWithDict => {
            let keys_version = match &then.dict {
                Some(dict) if !then.managed_dict => dict.keys_version,
                _ => made.keys_version,
            };
            let now = instance.dict.as_ref();
            now.is_some_and(|dict| dict.keys_version == keys_version)
        }
        Special::MethodLazyDict => instance.dict.is_none(),
        _ => true,
    }
}
