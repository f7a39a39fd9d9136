//! When the adaptive interpreter tries to specialise an instruction, gives up for a while, or takes it back (3.11+).

use super::build::Build;
use super::specialize::{Access, Attempt, Facts, Reason, Special, guard, specialize};

/// The counter in an instruction's inline cache (Include/internal/pycore_code.h; from 3.13 pycore_backoff.h).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Counter {
    value: u32,
    backoff: u32,
}

impl Counter {
    /// `adaptive_counter_warmup` (3.12+). 3.11 tries at once, but quickens code only when it is warm: [`WARM`].
    fn of_new_code(build: Build) -> Self {
        let start = u32::from(build.at_least(12));
        Self {
            value: start,
            backoff: start,
        }
    }

    /// `adaptive_counter_cooldown`; in 3.11 `miss_counter_start`: a number without a backoff.
    fn cooldown(build: Build) -> Self {
        Self {
            value: if build.at_least(12) { 52 } else { 53 },
            backoff: 0,
        }
    }

    /// `adaptive_counter_start`: what 3.11 gives an instruction that it takes back.
    fn restart() -> Self {
        Self {
            value: 31,
            backoff: 5,
        }
    }

    /// `adaptive_counter_backoff`: after a failure. Up to 3.14 the wait doubles, in 3.15 it grows fourfold.
    fn backed_off(self, build: Build) -> Self {
        if build.at_least(15) {
            const NEXT: [(u32, u32); 7] = [
                (1, 1),
                (6, 2),
                (30, 3),
                (126, 4),
                (508, 5),
                (2052, 6),
                (8190, 6),
            ];
            let (value, backoff) = NEXT[self.backoff.min(6) as usize];
            return Self { value, backoff };
        }
        let backoff = (self.backoff + 1).min(12);
        Self {
            value: (1 << backoff) - 1,
            backoff,
        }
    }
}

/// How many calls and turns of a `for` loop make code warm in 3.11 (`QUICKENING_WARMUP_DELAY`); others need none.
pub const WARM: u32 = 8;

/// One instruction that reads or writes an attribute, and what has become of it.
#[derive(Debug, Clone)]
pub struct Site {
    access: Access,
    counter: Counter,
    special: Option<(Special, Facts)>,
    reason: Reason,
    unknown: Option<&'static str>,
    runs: u64,
}

impl Site {
    /// An instruction that has not run.
    pub fn new(build: Build, access: Access) -> Self {
        Self {
            access,
            counter: Counter::of_new_code(build),
            special: None,
            reason: Reason::Cold,
            unknown: None,
            runs: 0,
        }
    }

    /// What it does.
    pub const fn access(&self) -> Access {
        self.access
    }

    /// What it is specialised to now.
    pub fn special(&self) -> Option<Special> {
        self.special.as_ref().map(|(special, _)| *special)
    }

    /// Why it is not specialised, as the last attempt had it.
    pub const fn reason(&self) -> Reason {
        self.reason
    }

    /// What nobody here knows about it, if there is something.
    pub const fn unknown(&self) -> Option<&'static str> {
        self.unknown
    }

    /// How often it has run.
    pub const fn runs(&self) -> u64 {
        self.runs
    }

    /// It runs. `warm`: its code is quickened, which 3.11 does only with code that runs often.
    pub fn run(&mut self, build: Build, warm: bool, facts: &Facts) {
        self.runs += 1;
        if !warm || self.unknown.is_some() {
            return;
        }
        // An attempt is followed by running what the instruction has become: twice around at most.
        while self.unknown.is_none() {
            if let Some((special, made)) = &self.special {
                if guard(build, self.access, *special, made, facts) {
                    return;
                }
                if !build.at_least(12) {
                    // Python/ceval.c, 3.11, MISS_WITH_INLINE_CACHE.
                    self.counter.value -= 1;
                    if self.counter.value == 0 {
                        self.special = None;
                        self.counter = Counter::restart();
                    }
                    return;
                }
            }
            if self.counter.value > 0 {
                self.counter.value -= 1;
                return;
            }
            self.attempt(build, facts);
        }
    }

    fn attempt(&mut self, build: Build, facts: &Facts) {
        match specialize(build, self.access, facts) {
            Attempt::Done(special) => {
                self.special = Some((special, facts.clone()));
                self.counter = Counter::cooldown(build);
            }
            Attempt::Failed(reason) => {
                self.special = None;
                self.reason = reason;
                self.counter = self.counter.backed_off(build);
            }
            Attempt::Unknown(what) => self.unknown = Some(what),
            Attempt::Later(reason) => {
                self.reason = reason;
                self.counter = Counter::cooldown(build);
            }
        }
    }
}
