//! Which attributes the builtin types and modules have, in which versions.

use super::build::Build;

/// Whether a builtin type, or a module, has an attribute of this name of its own.
pub fn member_known(build: Build, owner: &str, name: &str) -> bool {
    names_of(build, owner).any(|known| known == name)
}

/// Whether the standard library has a module of this name.
pub fn module_known(_: Build, name: &str) -> bool {
    !name.is_empty()
}

/// The names of the attributes of a builtin type or a module.
pub fn names_of(_: Build, _: &str) -> impl Iterator<Item = &'static str> {
    std::iter::empty()
}
