//! Calling the machine's own functions: their arguments are checked as CPython checks those of C functions.

use super::function::{ANY, Args, Native, NativeKind, Sig};
use super::import::native_module;
use super::methods::class_argument;
use super::object::{Kind, Value};
use super::ops::is_sequence;
use super::symbol::Sym;
use super::types::{TypeId, tid};
use super::{Machine, Res};
use crate::cpython::messages;

/// What a call of a builtin function counts, in instructions, before what it does with its arguments.
pub(super) const CALL_STEPS: usize = 16;

impl Machine {
    /// Checks the arguments against the signature, then calls the machine's function.
    pub(super) fn call_native(
        &mut self,
        native: &Native,
        pos: Vec<Value>,
        kw: &[(Sym, Value)],
    ) -> Res {
        let mut pos = pos;
        if let Some(this) = &native.this {
            pos.insert(0, this.clone());
        } else if let (Some(owner), NativeKind::Method | NativeKind::Wrapper) =
            (native.owner, native.def.kind)
        {
            self.check_descriptor_self(native, owner, &pos)?;
        }
        let own = usize::from(native.owner.is_some() || native.this.is_some());
        self.check_signature(native, pos.len().saturating_sub(own), kw)?;
        self.work(CALL_STEPS)?;
        // Methods of texts look through them; those of containers count what they do themselves.
        match pos.first().map(|this| &this.kind) {
            Some(Kind::Str(text)) => self.work(text.as_str().len() / 64)?,
            Some(Kind::Bytes(bytes)) => self.work(bytes.len() / 64)?,
            _ => {}
        }
        if native.def.kind == NativeKind::Wrapper {
            return (native.def.call)(self, &Args { pos: &pos, kw });
        }
        if native.def.kind == NativeKind::New
            && let Some(owner) = native
                .owner
                .filter(|owner| owner.0 >= tid::BASE_EXCEPTION.0)
        {
            class_argument(self, &Args { pos: &pos, kw }, owner)?;
        }
        self.native_level(native.def.sig, |machine| {
            (native.def.call)(machine, &Args { pos: &pos, kw })
        })
    }

    /// `str.upper(5)`, `str.upper()` (Objects/descrobject.c, descr_check and method_vectorcall).
    fn check_descriptor_self(&mut self, native: &Native, owner: TypeId, pos: &[Value]) -> Res<()> {
        if pos
            .first()
            .is_some_and(|this| self.is_instance(this, owner))
        {
            return Ok(());
        }
        self.refuse_self(native, owner, pos)
    }

    #[inline(never)]
    fn refuse_self(&mut self, native: &Native, owner: TypeId, pos: &[Value]) -> Res<()> {
        let (name, owner_name) = (native.def.name, self.error_name(owner));
        let Some(this) = pos.first() else {
            let text = if native.def.kind == NativeKind::Wrapper {
                format!("descriptor '{name}' of '{owner_name}' object needs an argument")
            } else {
                let qualname = self.type_qualname(owner);
                format!("unbound method {qualname}.{name}() needs an argument")
            };
            return self.type_error(text);
        };
        let given = self.error_name(this.ty());
        let text = if native.def.kind == NativeKind::Wrapper {
            format!("descriptor '{name}' requires a '{owner_name}' object but received a '{given}'")
        } else {
            format!(
                "descriptor '{name}' for '{owner_name}' objects doesn't apply to a '{given}' object"
            )
        };
        self.type_error(text)
    }

    fn check_signature(&mut self, native: &Native, given: usize, kw: &[(Sym, Value)]) -> Res<()> {
        let fits = match native.def.sig {
            Sig::Any => return Ok(()),
            Sig::No => given == 0,
            Sig::One => given == 1,
            Sig::Range(min, ANY) => given >= usize::from(min),
            Sig::Range(min, max) => (usize::from(min)..=usize::from(max)).contains(&given),
        };
        if fits && kw.is_empty() {
            return Ok(());
        }
        self.refuse_arguments(native, given, kw)
    }

    #[inline(never)]
    fn refuse_arguments(&mut self, native: &Native, given: usize, kw: &[(Sym, Value)]) -> Res<()> {
        let def = native.def;
        // Objects/methodobject.c, meth_get__qualname__: a bound one is named after the type of its object.
        let class = match (&native.this, native.owner) {
            _ if def.kind == NativeKind::Wrapper => None,
            (Some(this), Some(_)) => Some(Self::as_type(this).unwrap_or(this.ty())),
            (_, owner) => owner,
        };
        let full = match class {
            Some(class) => format!("{}.{}", self.type_qualname(class), def.name),
            None => match native_module(def) {
                Some(module) => format!("{module}.{}", def.name),
                None => def.name.to_string(),
            },
        };
        if !kw.is_empty() {
            let full = match native.this {
                _ if def.kind == NativeKind::Wrapper => format!("wrapper {full}"),
                // Objects/methodobject.c, cfunction_call: one that has no vectorcall says its bare name.
                Some(_) if self.takes_a_tuple(native) => def.name.to_string(),
                _ => full,
            };
            return self.type_error(format!("{full}() takes no keyword arguments"));
        }
        if def.kind == NativeKind::Wrapper {
            let (min, max) = match def.sig {
                Sig::No => (0, 0),
                Sig::One => (1, 1),
                Sig::Range(min, max) => (min as usize, max as usize),
                Sig::Any => (0, usize::MAX),
            };
            if given < min || given > max {
                // wrap_indexargfunc goes through PyArg_UnpackTuple with an empty name, up to 3.13.
                let repeats = native.owner.is_some_and(is_sequence) && def.name.ends_with("mul__");
                let space = if repeats && !self.build.at_least(14) {
                    " "
                } else {
                    ""
                };
                let text = messages::wrapper_arity(self.build, def.name, (min, max), given);
                let text = format!("{space}{text}");
                return self.type_error(text);
            }
            return Ok(());
        }
        if self.parses_in_39(native) {
            return self.type_error(match def.sig {
                Sig::One => format!("{}() takes exactly 1 argument ({given} given)", def.name),
                _ => format!("function takes at most 1 argument ({given} given)"),
            });
        }
        match def.sig {
            Sig::No if given != 0 => {
                self.type_error(format!("{full}() takes no arguments ({given} given)"))
            }
            Sig::One if given != 1 => self.type_error(format!(
                "{full}() takes exactly one argument ({given} given)"
            )),
            Sig::Range(min, max)
                if (given < min as usize || given > max as usize)
                    && self.parses_by_format(native) =>
            {
                let (bound, n) = if given < min as usize {
                    ("least", min)
                } else {
                    ("most", max)
                };
                let s = if n == 1 { "" } else { "s" };
                let name = def.name;
                self.type_error(format!(
                    "{name}() takes at {bound} {n} argument{s} ({given} given)"
                ))
            }
            Sig::Range(min, max) if given < min as usize || given > max as usize => self
                .type_error(messages::clinic_arity(
                    def.name,
                    min as usize,
                    max as usize,
                    given,
                )),
            _ => Ok(()),
        }
    }

    /// Up to 3.12 the searching methods of texts use PyArg_ParseTuple, not Argument Clinic
    /// (Objects/stringlib/find.h, parse_args_finds).
    fn parses_by_format(&self, native: &Native) -> bool {
        !self.build.at_least(13)
            && matches!(native.owner, Some(tid::STR | tid::BYTES | tid::BYTEARRAY))
            && matches!(
                native.def.name,
                "find" | "rfind" | "index" | "rindex" | "count" | "startswith" | "endswith"
            )
    }

    /// METH_VARARGS: those, and up to 3.12 the methods of sets that take any number of others.
    fn takes_a_tuple(&self, native: &Native) -> bool {
        let any = matches!(native.def.sig, Sig::Range(_, ANY));
        self.parses_by_format(native)
            || (any && !self.build.at_least(13))
            || self.parses_in_39(native)
    }

    /// 3.9 only: `int.__round__` and `complex.__format__`.
    fn parses_in_39(&self, native: &Native) -> bool {
        let name = match native.owner {
            Some(tid::INT) => "__round__",
            Some(tid::COMPLEX) => "__format__",
            _ => return false,
        };
        !self.build.at_least(10) && native.def.name == name
    }

    /// Arguments by position and name, in the order of `names`; the first `required` must be given.
    pub(super) fn parse_keywords(
        &mut self,
        function: &str,
        names: &[&str],
        required: usize,
        pos: &[Value],
        kw: &[(Sym, Value)],
    ) -> Res<Vec<Option<Value>>> {
        self.parse_parameters(function, names, (required, names.len()), pos, kw)
    }

    /// The same where only the first `positional` may be given by position (Python/getargs.c, _PyArg_UnpackKeywords).
    pub(super) fn parse_parameters(
        &mut self,
        function: &str,
        names: &[&str],
        (required, positional): (usize, usize),
        pos: &[Value],
        kw: &[(Sym, Value)],
    ) -> Res<Vec<Option<Value>>> {
        let mut given: Vec<Option<Value>> = vec![None; names.len()];
        if pos.len() + kw.len() > names.len() {
            let s = if names.len() == 1 { "" } else { "s" };
            let keyword = if pos.is_empty() { "keyword " } else { "" };
            let text = format!(
                "{function}() takes at most {} {keyword}argument{s} ({} given)",
                names.len(),
                pos.len() + kw.len()
            );
            return self.type_error(text);
        }
        if pos.len() > positional {
            let s = if positional == 1 { "" } else { "s" };
            let bound = match required < positional {
                true => "at most",
                false => "exactly",
            };
            let text = format!(
                "{function}() takes {bound} {positional} positional argument{s} ({} given)",
                pos.len()
            );
            return self.type_error(text);
        }
        for (slot, value) in given.iter_mut().zip(pos) {
            *slot = Some(value.clone());
        }
        let mut wrong = None;
        for (name, value) in kw {
            let text = self.symbols.text(*name).to_string();
            match names.iter().position(|known| *known == text) {
                Some(i) if given[i].is_none() => given[i] = Some(value.clone()),
                place => wrong = wrong.or(Some((place, text))),
            }
        }
        if let Some(i) = (0..required).find(|&i| given[i].is_none()) {
            let text = format!(
                "{function}() missing required argument '{}' (pos {})",
                names[i],
                i + 1
            );
            return self.type_error(text);
        }
        match wrong {
            None => Ok(given),
            Some((Some(i), text)) => self.type_error(format!(
                "argument for {function}() given by name ('{text}') and position ({})",
                i + 1
            )),
            Some((None, text)) => {
                let text = messages::unknown_keyword(self.build, function, &text, names);
                self.type_error(text)
            }
        }
    }
}
