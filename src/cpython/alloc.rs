//! Allocators: how many bytes one hands out for a request, and how pymalloc keeps its blocks.

use super::build::{Abi, Build};

/// Largest request that pymalloc serves itself (Objects/obmalloc.c, `SMALL_REQUEST_THRESHOLD`).
pub const SMALL_REQUEST_THRESHOLD: u64 = 512;

/// Bytes that the allocator takes for a request of `requested` bytes, bookkeeping included.
///
/// 64-bit: pymalloc in steps of 16 up to 512 bytes, glibc's malloc above. i386: the same in steps
/// of 8. wasm32: emscripten's dlmalloc for everything; Pyodide is built without pymalloc.
pub const fn allocated(build: Build, requested: u64) -> u64 {
    match build.abi {
        Abi::Lp64 if requested <= SMALL_REQUEST_THRESHOLD => at_least(16, requested, 16),
        Abi::Lp64 => at_least(32, requested + 8, 16),
        Abi::I386 if requested <= SMALL_REQUEST_THRESHOLD => at_least(8, requested, 8),
        Abi::I386 => at_least(16, requested + 4, 16),
        Abi::Wasm32 => at_least(16, requested + 4, 8),
    }
}

const fn at_least(minimum: u64, bytes: u64, step: u64) -> u64 {
    let rounded = bytes.next_multiple_of(step);
    if rounded < minimum { minimum } else { rounded }
}

/// How pymalloc divides memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Pools {
    /// Bytes of an arena, which is got from and given back to the system as a whole.
    pub arena: u64,
    /// Bytes of a pool, which holds blocks of one size.
    pub pool: u64,
    /// Bytes at the start of each pool that are no block.
    pub header: u64,
}

impl Pools {
    /// The pools of this build; None where there is no pymalloc. 3.15 may use larger arenas on
    /// systems with huge pages.
    pub const fn of(build: Build) -> Option<Self> {
        match build.abi {
            Abi::Wasm32 => None,
            Abi::Lp64 if build.at_least(10) => Some(Self {
                arena: 1 << 20,
                pool: 16 << 10,
                header: 48,
            }),
            Abi::Lp64 => Some(Self {
                arena: 256 << 10,
                pool: 4 << 10,
                header: 48,
            }),
            Abi::I386 => Some(Self {
                arena: 256 << 10,
                pool: 4 << 10,
                header: 32,
            }),
        }
    }

    /// Blocks of `allocated` bytes that fit into one pool.
    pub const fn blocks(self, allocated: u64) -> u64 {
        (self.pool - self.header) / allocated
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `requested->handed out`, as `sys._debugmallocstats()` tells for instances of plain classes.
    #[test]
    fn blocks_are_rounded_as_measured() {
        let build = Build::new(13, 18, Abi::Lp64);
        for (requested, expected) in [
            (0, 16),
            (32, 32),
            (40, 48),
            (72, 80),
            (512, 512),
            (513, 528),
        ] {
            assert_eq!(allocated(build, requested), expected, "{requested}");
        }
        let wasm = Build::new(13, 2, Abi::Wasm32);
        for (requested, expected) in [(1, 16), (12, 16), (13, 24), (36, 40), (600, 608)] {
            assert_eq!(allocated(wasm, requested), expected, "{requested}");
        }
    }
}
