//! Which interpreter is meant: version, pointer width and kind, and the facts that follow.

use std::fmt;

/// A CPython version with its micro number, because some behaviour changed between micro versions.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Version {
    /// 3.`minor`.
    pub minor: u8,
    /// 3.`minor`.`micro`.
    pub micro: u8,
}

impl Version {
    /// Version 3.`minor`.`micro`.
    pub const fn new(minor: u8, micro: u8) -> Self {
        Self { minor, micro }
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "3.{}.{}", self.minor, self.micro)
    }
}

/// The platform: how wide a pointer is, how structs are aligned, which allocator answers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Abi {
    /// 64-bit Linux: pymalloc up to 512 bytes, glibc above.
    Lp64,
    /// 32-bit WebAssembly (Pyodide): dlmalloc for everything.
    Wasm32,
    /// 32-bit x86 Linux: only some recorded vectors are of this kind.
    I386,
}

/// One interpreter: version and platform. Everything else follows from these two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Build {
    /// The version.
    pub version: Version,
    /// The platform.
    pub abi: Abi,
}

/// The builds that are recorded, in the order in which they are shown.
pub const BUILDS: [Build; 12] = [
    Build::new(9, 18, Abi::Lp64),
    Build::new(10, 13, Abi::Lp64),
    Build::new(11, 7, Abi::Lp64),
    Build::new(12, 1, Abi::Lp64),
    Build::new(13, 18, Abi::Lp64),
    Build::new(14, 10, Abi::Lp64),
    Build::new(15, 2, Abi::Lp64),
    Build::new(10, 2, Abi::Wasm32),
    Build::new(11, 3, Abi::Wasm32),
    Build::new(12, 7, Abi::Wasm32),
    Build::new(13, 2, Abi::Wasm32),
    Build::new(14, 2, Abi::Wasm32),
];

impl Build {
    /// CPython 3.`minor`.`micro` on `abi`.
    pub const fn new(minor: u8, micro: u8, abi: Abi) -> Self {
        Self {
            version: Version::new(minor, micro),
            abi,
        }
    }

    /// The build with this id (`cpython-3.13-64`, `pyodide-3.12-32`), if it is a recorded one.
    pub fn from_id(id: &str) -> Option<Self> {
        BUILDS.into_iter().find(|build| build.id() == id)
    }

    /// `cpython-3.13-64`, `pyodide-3.12-32`.
    pub fn id(self) -> String {
        let kind = if self.abi == Abi::Wasm32 {
            "pyodide"
        } else {
            "cpython"
        };
        format!("{kind}-3.{}-{}", self.version.minor, self.word() * 8)
    }

    /// Bytes of a pointer: 8 or 4.
    pub const fn word(self) -> u64 {
        match self.abi {
            Abi::Lp64 => 8,
            Abi::Wasm32 | Abi::I386 => 4,
        }
    }

    /// Whether the version is at least 3.`minor`.
    pub const fn at_least(self, minor: u8) -> bool {
        self.version.minor >= minor
    }

    /// Whether the version is at least 3.`minor`.`micro` (a later minor version is).
    pub fn at_least_micro(self, minor: u8, micro: u8) -> bool {
        self.version >= Version::new(minor, micro)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_round_trip() {
        for build in BUILDS {
            assert_eq!(Build::from_id(&build.id()), Some(build));
        }
        assert_eq!(Build::from_id("cpython-2.7-64"), None);
    }
}
