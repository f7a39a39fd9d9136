//! The program's attribute accesses: watched as they run, each with its state in the adaptive interpreter.
//!
//! Off unless asked for by [`Machine::run_with_sites`].

use super::Machine;
use super::code::{Linked, is_comprehension};
use super::object::Value;
use super::run::{Outcome, Program};
use super::symbol::Sym;
use super::types::{FastHash, TypeId};
use crate::cpython::Build;
use crate::cpython::adaptive::{Site, WARM};
use crate::cpython::specialize::{Access, Tag};
use crate::python::Code;
use crate::python::code::{Const, Kind, Op};
use crate::text::Span;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;

/// The attribute accesses of the program that have run so far.
pub(super) struct Sites {
    sites: HashMap<(usize, usize), Known, FastHash>,
    /// Calls and turns of loops of each code (3.11).
    warmth: HashMap<usize, u32, FastHash>,
    /// How often each class was changed.
    versions: HashMap<TypeId, u64, FastHash>,
    /// Classes whose `__getattribute__` has been called.
    pub(super) asked: HashSet<TypeId>,
    /// Whether the top of the program has the name `super`: then it is called like any other (can_optimize_super_call).
    plain_super: bool,
    /// Names that an import binds at the top of the program.
    imported: HashSet<Rc<str>>,
}

/// A class may get so many versions (Objects/typeobject.c, MAX_VERSIONS_PER_CLASS, 3.13+).
const MAX_VERSIONS: u64 = 1000;

enum Known {
    Site(Box<Site>),
    /// What there is about it that the machine does not know.
    Unknown(&'static str),
}

/// One attribute access in the program, whether or not it has run.
pub struct SiteFacts {
    /// `co_qualname` of the code.
    pub code: Rc<str>,
    /// Its part of the source.
    pub span: Span,
    /// The name of the attribute.
    pub name: Rc<str>,
    /// What it does.
    pub access: Access,
    /// What became of it; an error says what the machine does not know about it.
    pub site: Result<Site, &'static str>,
}

impl Machine {
    /// As [`Machine::run`]; the machine also keeps what became of the program's attribute accesses.
    pub fn run_with_sites(program: &Program) -> (Machine, Outcome) {
        let code = &program.code;
        let mut machine = Self::new(program.build, program.limits);
        machine.sites = Some(Box::new(Sites {
            sites: HashMap::default(),
            warmth: HashMap::default(),
            versions: HashMap::default(),
            asked: HashSet::new(),
            plain_super: named_super(code),
            imported: imported(code),
        }));
        machine.run_program(program)
    }

    /// The attribute accesses of a program that was run with [`Machine::run_with_sites`], in the order of its bytecode.
    pub fn sites(&self, code: &Rc<Code>) -> Vec<SiteFacts> {
        let mut found = Vec::new();
        if let Some(sites) = &self.sites {
            sites.collect(self.build, code, &code.qualname, &mut found);
        }
        found
    }

    /// The instruction that was fetched last is about to access an attribute.
    #[inline]
    pub(super) fn watch_access(&mut self, obj: &Value, name: Sym) {
        if self.sites.is_some() {
            self.note_access(obj, name);
        }
    }

    /// A `__getattribute__` of the program is about to be called.
    #[inline]
    pub(super) fn watch_hook(&mut self, ty: TypeId) {
        if let Some(sites) = &mut self.sites {
            sites.asked.insert(ty);
        }
    }

    /// A frame is entered or resumed.
    #[inline]
    pub(super) fn watch_call(&mut self, code: &Linked) {
        if let Some(sites) = &mut self.sites {
            sites.warm(code);
        }
    }

    /// The current frame is about to jump.
    #[inline]
    pub(super) fn watch_turn(&mut self, target: usize) {
        if let Some(sites) = &mut self.sites
            && target < self.frame.pc
        {
            let (code, pc) = (&self.frame.code, self.frame.pc.saturating_sub(1));
            // A `while` turns by the jump of the test below its body, which does not count (3.11, compiler_while).
            if !in_test(&code.code, target, target, pc) {
                sites.warm(code);
            }
        }
    }

    /// A class and all below it are no longer what they were (Objects/typeobject.c, PyType_Modified).
    pub(super) fn note_modified(&mut self, ty: TypeId) {
        let mut waiting = vec![ty];
        while let Some(ty) = waiting.pop() {
            waiting.extend(&self.ty(ty).subclasses);
            if let Some(sites) = &mut self.sites {
                *sites.versions.entry(ty).or_default() += 1;
            }
        }
    }

    #[cold]
    #[inline(never)]
    fn note_access(&mut self, obj: &Value, name: Sym) {
        let code = Rc::clone(&self.frame.code);
        let pc = self.frame.pc.saturating_sub(1);
        if !code.file.program {
            return;
        }
        let Some(mut sites) = self.sites.take() else {
            return;
        };
        let build = self.build;
        let warmth = sites.warmth.get(&key(&code.code)).copied().unwrap_or(0);
        let warm = build.at_least(12) || warmth >= WARM;
        let access = sites.access(build, &code.code, pc);
        let facts = self.facts(&mut sites, obj, name, access);
        let known = sites
            .sites
            .entry((key(&code.code), pc))
            .or_insert_with(|| Known::Site(Box::new(Site::new(build, access))));
        if let Known::Site(site) = known {
            match facts {
                Ok(facts) => site.run(build, warm, &facts),
                Err(what) => *known = Known::Unknown(what),
            }
        }
        self.sites = Some(sites);
    }
}

impl Sites {
    /// Code grows warm with each call of it and each turn of a loop in it (Python/ceval.c, _PyCode_Warmup, 3.11).
    fn warm(&mut self, code: &Linked) {
        if code.file.program {
            *self.warmth.entry(key(&code.code)).or_default() += 1;
        }
    }

    pub(super) fn version(&self, build: Build, ty: TypeId) -> Result<Tag, &'static str> {
        let count = self.versions.get(&ty).copied().unwrap_or(0);
        if build.at_least(13) && count >= MAX_VERSIONS {
            return Err("a class that was changed a thousand times");
        }
        Ok((u64::from(ty.0), count))
    }

    /// What the instruction does. Up to now CPython's compiler takes what an import has bound for a module
    /// (Python/compile.c, is_import_originated) and does not load a method of it.
    fn access(&self, build: Build, code: &Code, pc: usize) -> Access {
        let before = |n: usize| pc.checked_sub(n).and_then(|at| code.ops.get(at));
        let is_super = |op: Option<&Op>| matches!(op, Some(Op::Global(i)) if code.names.get(*i as usize).is_some_and(|name| &**name == "super"));
        let call_of_super = match before(1) {
            Some(Op::Call(0)) => is_super(before(2)),
            Some(Op::Call(2)) => is_super(before(4)),
            _ => false,
        };
        let in_super =
            build.at_least(12) && !self.plain_super && call_of_super && code.kind == Kind::Function;
        let owner = match before(1) {
            Some(Op::Name(i) | Op::Global(i)) => code.names.get(*i as usize),
            Some(Op::Fast(i)) => code.locals.get(*i as usize),
            Some(Op::Deref(i)) => {
                let own = code.cells.len();
                let at = *i as usize;
                code.cells.get(at).or_else(|| code.frees.get(at - own))
            }
            _ => None,
        };
        let imported = owner.is_some_and(|name| self.imported.contains(name));
        match code.ops.get(pc) {
            Some(Op::StoreAttr(_)) => Access::Store,
            Some(Op::Method(_)) if in_super => Access::SuperMethod,
            Some(Op::Method(_)) if !imported => Access::Method,
            _ if in_super => Access::Super,
            _ => Access::Load,
        }
    }

    fn collect(&self, build: Build, code: &Rc<Code>, name: &Rc<str>, found: &mut Vec<SiteFacts>) {
        for (pc, op) in code.ops.iter().enumerate() {
            let (Op::Attr(attribute) | Op::Method(attribute) | Op::StoreAttr(attribute)) = *op
            else {
                continue;
            };
            let access = self.access(build, code, pc);
            let twice = build.version.minor < 14 && doubled(code, pc);
            let site = match self.sites.get(&(key(code), pc)) {
                _ if twice => Err("the test of a while loop, which this version compiles twice"),
                Some(Known::Site(site)) => match site.unknown() {
                    Some(what) => Err(what),
                    None => Ok((**site).clone()),
                },
                Some(Known::Unknown(what)) => Err(*what),
                None => Ok(Site::new(build, access)),
            };
            found.push(SiteFacts {
                code: Rc::clone(name),
                access,
                span: code.spans.get(pc).copied().unwrap_or_default(),
                name: code
                    .names
                    .get(attribute as usize)
                    .cloned()
                    .unwrap_or_default(),
                site,
            });
        }
        for constant in &code.consts {
            if let Const::Code(inner) = constant {
                // From 3.12 on comprehensions are part of the code around them (PEP 709).
                let name = if build.at_least(12) && is_comprehension(&inner.name) {
                    name
                } else {
                    &inner.qualname
                };
                self.collect(build, inner, name, found);
            }
        }
    }
}

/// A code object, as a key: the program's live as long as the program.
fn key(code: &Rc<Code>) -> usize {
    Rc::as_ptr(code) as usize
}

/// Whether an instruction belongs to the test of the `while` loop that goes from `target` to `jump`.
fn in_test(code: &Code, pc: usize, target: usize, jump: usize) -> bool {
    let always = matches!(
        code.ops.get(target..target + 2),
        Some([Op::Const(_), Op::PopJumpIfFalse(_) | Op::PopJumpIfTrue(_)])
    );
    if always || matches!(code.ops.get(target), Some(Op::ForIter(_) | Op::Nop)) {
        return false;
    }
    match (code.spans.get(pc), code.spans.get(jump)) {
        (Some(part), Some(test)) => test.start <= part.start && part.end <= test.end,
        _ => false,
    }
}

/// Whether an instruction is compiled twice, above and below the body of a `while` loop (compiler_while, up to 3.13).
fn doubled(code: &Code, pc: usize) -> bool {
    let ends = code.ops.iter().enumerate().skip(pc + 1);
    ends.filter_map(|(jump, op)| match op {
        Op::Jump(target) => Some((jump, *target as usize)),
        _ => None,
    })
    .any(|(jump, target)| target <= pc && in_test(code, pc, target, jump))
}

/// Whether the name `super` occurs at the top of a program.
fn named_super(code: &Code) -> bool {
    let named = |op: &Op| match op {
        Op::Name(i) | Op::StoreName(i) | Op::DeleteName(i) => code.names.get(*i as usize),
        _ => None,
    };
    let mut names = code.ops.iter().filter_map(named);
    names.any(|name| &**name == "super")
}

/// The names that imports bind at the top of a program.
fn imported(code: &Code) -> HashSet<Rc<str>> {
    let mut names = HashSet::new();
    let mut importing = false;
    for op in &code.ops {
        match op {
            Op::Import(..) | Op::ImportFrom(_) => importing = true,
            Op::StoreName(i) | Op::StoreGlobal(i) => {
                if std::mem::take(&mut importing)
                    && let Some(name) = code.names.get(*i as usize)
                {
                    names.insert(Rc::clone(name));
                }
            }
            Op::Attr(_) | Op::Swap(_) | Op::Pop | Op::RotateDown(_) => {}
            _ => importing = false,
        }
    }
    names
}
