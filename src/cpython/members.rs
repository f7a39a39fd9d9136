//! Which attributes the built-in types and the supported modules have, in which versions.
//!
//! The machine knows a part of them. This list lets it tell "CPython has this, we do not" from a
//! true AttributeError. `tests/oracle/members.py` recorded it from the interpreters and says how
//! `members.txt` is written; what only some micro versions of a version have, or only Pyodide, counts
//! as there.

use super::build::Build;
use std::collections::HashMap;
use std::sync::LazyLock;

/// What the marks of `members.txt` stand for (`SHORT` in `members.py`).
const SHORT: &[(&str, &str)] = &[
    (
        "@class",
        ".doc .firstlineno+13 .module .static_attributes+13",
    ),
    (
        "@module",
        ".builtins .cached-14 .doc .file .loader .name .package .spec",
    ),
    ("@abstract", ".abstractmethods .slots .subclasshook"),
    (
        "@number",
        ".abs .add .and .bool .divmod .float .floordiv .index .int .invert .lshift .mod .mul .neg \
         .or .pos .pow .radd .rand .rdivmod .rfloordiv .rlshift .rmod .rmul .ror .rpow .rrshift \
         .rshift .rsub .rtruediv .rxor .sub .truediv .xor",
    ),
    ("@order", ".eq .ge .gt .le .lt .ne"),
];

/// Whether a built-in type or a module has an attribute of this name of its own; what a type has from
/// its bases is theirs. A type goes by its `__name__` or `tp_name`. False for an owner that is not
/// listed. Names with one underscore in front are not listed: if the owner has any, all count as
/// there.
pub fn member_known(build: Build, owner: &str, name: &str) -> bool {
    let private = name.starts_with('_') && !name.starts_with("__");
    names_of(build, owner).any(|known| known == name)
        || (private && find(build, owner).is_some_and(|owner| owner.private))
}

/// Whether the standard library has a module of this name; of a submodule only the package is looked
/// at. Modules with one underscore in front are not listed, all count as there.
pub fn module_known(build: Build, name: &str) -> bool {
    let package = name.split('.').next().unwrap_or(name);
    member_known(build, "", package)
}

/// The names that a built-in type or a module has of its own, without those with one underscore in
/// front; none for an owner that is not listed.
pub fn names_of(build: Build, owner: &str) -> impl Iterator<Item = &'static str> {
    let names = find(build, owner).map_or(&[][..], |owner| &owner.names);
    names
        .iter()
        .filter(move |(name, versions)| versions.hold(build) && !renamed(build, name))
        .map(|(name, _)| name.as_str())
}

/// Whether float had its method under the other name: 3.10 began with `__setformat__`, and went back to `__set_format__`
/// in a later release (Objects/floatobject.c).
fn renamed(build: Build, name: &str) -> bool {
    build.at_least(10)
        && name
            == match build.at_least_micro(10, 13) {
                true => "__set_format__",
                false => "__setformat__",
            }
}

/// A type or module.
struct Owner {
    name: &'static str,
    versions: Versions,
    names: Vec<(String, Versions)>,
    /// Whether it has names with one underscore in front.
    private: bool,
}

/// The versions that have a name: a bit for each minor one.
#[derive(Clone, Copy)]
struct Versions(u32);

impl Versions {
    const fn hold(self, build: Build) -> bool {
        self.0 >> build.version.minor & 1 != 0
    }
}

static OWNERS: LazyLock<Vec<Owner>> = LazyLock::new(|| {
    let lines = include_str!("members.txt").lines();
    lines
        .filter(|line| !line.starts_with(['#', '[']))
        .flat_map(owners)
        .collect()
});

/// The owner with this name in this version; types stand before modules.
fn find(build: Build, name: &str) -> Option<&'static Owner> {
    // Every start of a machine asks for every type.
    static BY_NAME: LazyLock<HashMap<&str, Vec<&Owner>>> = LazyLock::new(|| {
        let mut by_name: HashMap<&str, Vec<&Owner>> = HashMap::new();
        for owner in OWNERS.iter() {
            by_name.entry(owner.name).or_default().push(owner);
        }
        by_name
    });
    let called = |name: &str| {
        let owners = BY_NAME.get(name)?;
        owners
            .iter()
            .find(|owner| owner.versions.hold(build))
            .copied()
    };
    called(name).or_else(|| called(name.rsplit('.').next()?))
}

/// The owners of a line: `owner owner+11: base base: name name+10 name-12`.
fn owners(line: &'static str) -> impl Iterator<Item = Owner> {
    let mut parts = line.splitn(3, ':');
    let mut next = || parts.next().unwrap_or("").trim();
    let (owners, _, names) = (next(), next(), next());
    owners.split(' ').map(move |owner| {
        let (name, versions) = marked(owner);
        Owner {
            name,
            versions,
            names: names.split(' ').flat_map(spelt).collect(),
            private: names.split(' ').any(|name| name == "_"),
        }
    })
}

/// The names that a word of the list stands for.
fn spelt(word: &'static str) -> impl Iterator<Item = (String, Versions)> {
    let short = SHORT.iter().find(|(mark, _)| *mark == word);
    let words = short.map_or(word, |(_, words)| words).split(' ');
    words.filter(|word| *word != "_").map(|word| {
        let (name, versions) = marked(word);
        let name = match name.strip_prefix('.') {
            Some(special) => format!("__{special}__"),
            None => name.to_owned(),
        };
        (name, versions)
    })
}

/// A name and its mark: `name+10-12`, `name=9,11`.
fn marked(word: &'static str) -> (&'static str, Versions) {
    let number = |text: &str| text.parse::<u32>().ok().filter(|minor| *minor < 31);
    if let Some((name, versions)) = word.split_once('=') {
        let minors = versions.split(',').filter_map(number);
        return (name, Versions(minors.map(|minor| 1 << minor).sum()));
    }
    let mark = |word: &'static str, sign: char| {
        let (name, minor) = word.rsplit_once(sign)?;
        Some((name, number(minor)?))
    };
    let (rest, last) = mark(word, '-').unwrap_or((word, 30));
    let (name, first) = mark(rest, '+').unwrap_or((rest, 0));
    let upto = (2 << last) - 1;
    let before = (1 << first) - 1;
    (name, Versions(upto & !before))
}

#[cfg(test)]
mod tests {
    use super::super::build::{Abi, BUILDS};
    use super::super::builtins::builtin_names;
    use super::*;

    #[test]
    fn names_are_known_by_version() {
        for (minor, owner, name, expected) in [
            (9, "int", "bit_length", true),
            (9, "int", "bit_count", false),
            (10, "int", "bit_count", true),
            (15, "bool", "bit_count", false),
            (9, "list", "__sizeof__", true),
            (9, "list", "__class__", false),
            (9, "list", "_anything", false),
            (10, "object", "__getstate__", false),
            (11, "object", "__getstate__", true),
            (12, "collections.deque", "appendleft", true),
            (9, "types.SimpleNamespace", "__dict__", true),
            (10, "weakref.ReferenceType", "__callback__", true),
            (9, "no_such_type", "x", false),
            (9, "builtins", "anext", false),
            (10, "builtins", "anext", true),
            (12, "copy", "replace", false),
            (13, "copy", "replace", true),
            (9, "sys", "_getframe", true),
            (9, "collections.abc", "Set", true),
        ] {
            let build = Build::new(minor, 0, Abi::Lp64);
            assert_eq!(
                member_known(build, owner, name),
                expected,
                "{minor} {owner}.{name}"
            );
        }
    }

    #[test]
    fn modules_are_known_by_version() {
        for (minor, name, expected) in [
            (9, "distutils", true),
            (12, "distutils", false),
            (11, "tomllib", true),
            (10, "tomllib", false),
            (9, "os.path", true),
            (9, "numpy", false),
            (9, "antigravity", true),
        ] {
            let build = Build::new(minor, 0, Abi::Lp64);
            assert_eq!(module_known(build, name), expected, "{minor} {name}");
        }
    }

    /// Every built-in type that has a layout stands in the list.
    #[test]
    fn every_built_in_type_is_listed() {
        for build in BUILDS {
            for name in builtin_names(build) {
                assert!(
                    names_of(build, name).next().is_some(),
                    "{} {name}",
                    build.id()
                );
            }
        }
    }
}
