//! Budgets: how much a program may do before it is stopped.

/// What a run may use. The page's default keeps every run within a tenth of a second.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Instructions.
    pub steps: u64,
    /// Objects made, dead ones included.
    pub objects: u64,
    /// Bytes of strings, numbers and containers made, dead ones included.
    pub bytes: u64,
    /// Bytes of output.
    pub output: usize,
    /// Calls from builtin functions back into Python, nested in one another.
    pub nesting: usize,
}

impl Limits {
    /// For the page: an endless loop ends within 100 ms in a browser.
    pub const PAGE: Limits = Limits {
        steps: 750_000,
        objects: 50_000,
        bytes: 6 << 20,
        output: 256 << 10,
        nesting: 60,
    };
    /// For the command line and tests.
    pub const COMMAND: Limits = Limits {
        steps: 200_000_000,
        objects: 20_000_000,
        bytes: 2 << 30,
        output: 64 << 20,
        nesting: 10_000,
    };
}

/// Adds to what is used; whether that is within the limit.
fn within(used: &mut u64, more: usize, limit: u64) -> bool {
    *used = used.saturating_add(more as u64);
    *used <= limit
}

/// A number with commas between thousands.
fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut text = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

impl super::Machine {
    /// Counts bytes that are about to be made, or stops the program.
    pub(super) fn charge(&mut self, bytes: usize) -> super::Res<()> {
        if within(&mut self.bytes, bytes, self.limits.bytes) {
            return Ok(());
        }
        self.spent(self.limits.bytes, "bytes of objects")
    }

    /// Counts an object that is about to be made, or stops the program.
    pub(super) fn charge_object(&mut self) -> super::Res<()> {
        if within(&mut self.objects, 1, self.limits.objects) {
            return Ok(());
        }
        self.spent(self.limits.objects, "objects")
    }

    /// Counts an instruction, or stops the program.
    #[inline(always)]
    pub(super) fn step(&mut self) -> super::Res<()> {
        self.steps = self.steps.saturating_add(1);
        if self.steps <= self.limits.steps {
            return Ok(());
        }
        self.look()
    }

    /// Counts work of native code as so many instructions, or stops the program.
    pub(super) fn work(&mut self, steps: usize) -> super::Res<()> {
        let limit = self.budget();
        if within(&mut self.steps, steps, limit) {
            return Ok(());
        }
        self.spent(limit, "steps")
    }

    /// Stops the program: all that it may use is used.
    #[inline(never)]
    pub(super) fn spent<T>(&self, limit: u64, what: &str) -> super::Res<T> {
        self.stopped(format!("stopped after {} {what}", grouped(limit)))
    }

    /// Runs native code that what an object holds may bring back to itself; stopped where it is nested too deeply.
    pub(super) fn nested<T>(
        &mut self,
        run: impl FnOnce(&mut Self) -> super::Res<T>,
    ) -> super::Res<T> {
        if self.nested >= self.limits.nesting {
            return self.stopped(format!(
                "stopped after {} calls nested in one another by builtin functions",
                self.nested
            ));
        }
        self.nested += 1;
        let result = run(self);
        self.nested -= 1;
        result
    }

    /// Counts an item added to a container.
    pub(super) fn charge_item(&mut self) -> super::Res<()> {
        self.charge(32)
    }
}
