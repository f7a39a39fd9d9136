//! Binding the arguments of a call to the parameters of a Python function.

use super::call::Keywords;
use super::code::Linked;
use super::function::Function;
use super::object::Value;
use super::{Machine, Res};

impl Machine {
    /// Fills the fast locals from the arguments, or raises TypeError
    /// (Python/ceval.c, initialize_locals; all versions).
    pub(super) fn bind_arguments(
        &mut self,
        function: &Function,
        code: &Linked,
        locals: &mut [Option<Value>],
        mut pos: Vec<Value>,
        kw: Keywords,
    ) -> Res<()> {
        let params = code.code.params;
        let (positional, keyword_only) = (
            usize::from(params.positional),
            usize::from(params.keyword_only),
        );
        let named = positional + keyword_only;
        let given = pos.len();
        let extra = if pos.len() > positional {
            pos.split_off(positional)
        } else {
            Vec::new()
        };
        for (local, value) in locals.iter_mut().zip(pos) {
            *local = Some(value);
        }
        let too_many = !extra.is_empty() && !params.varargs;
        if params.varargs {
            locals[named] = Some(self.tuple(extra));
        }
        let kwargs = if params.varkw {
            Some(self.new_dict())
        } else {
            None
        };
        let names: Vec<super::symbol::Sym> = kw.iter().map(|(name, _)| *name).collect();
        for (name, value) in kw {
            let first = usize::from(params.positional_only);
            match (first..named).find(|&i| code.locals[i] == name) {
                Some(i) if locals[i].is_some() => {
                    let text = format!(
                        "{}() got multiple values for argument '{}'",
                        self.name_in_errors(function)?,
                        self.symbols.text(name)
                    );
                    return self.type_error(text);
                }
                Some(i) => locals[i] = Some(value),
                None => match &kwargs {
                    Some(kwargs) => self.dict_set_sym(kwargs, name, value),
                    None => return self.unexpected_keyword(function, code, name, &names),
                },
            }
        }
        if let Some(kwargs) = kwargs {
            locals[named + usize::from(params.varargs)] = Some(kwargs);
        }
        if too_many {
            return self.too_many_positional(function, code, locals, given);
        }
        let parts = function.parts.borrow();
        let (defaults, kwdefaults) = (parts.defaults.clone(), parts.kwdefaults.clone());
        drop(parts);
        let required = positional.saturating_sub(defaults.len());
        let missing: Vec<usize> = (0..required).filter(|&i| locals[i].is_none()).collect();
        if !missing.is_empty() {
            return self.missing_arguments(function, code, &missing, "positional");
        }
        for (i, default) in (required..positional).zip(
            defaults
                .iter()
                .skip(defaults.len().saturating_sub(positional)),
        ) {
            if locals[i].is_none() {
                locals[i] = Some(default.clone());
            }
        }
        let mut missing = Vec::new();
        for (i, local) in locals.iter_mut().enumerate().take(named).skip(positional) {
            if local.is_none() {
                *local = kwdefaults
                    .as_ref()
                    .and_then(|dict| self.dict_get_sym(dict, code.locals[i]));
            }
            if local.is_none() {
                missing.push(i);
            }
        }
        if !missing.is_empty() {
            return self.missing_arguments(function, code, &missing, "keyword-only");
        }
        Ok(())
    }

    /// 3.9: the name of the code; 3.10+: `__qualname__`.
    fn name_in_errors(&mut self, function: &Function) -> Res<String> {
        let name = if self.build.at_least(10) {
            function.parts.borrow().qualname.clone()
        } else {
            function.code.borrow().name.clone()
        };
        self.str_of(&name)
    }

    fn unexpected_keyword<T>(
        &mut self,
        function: &Function,
        code: &Linked,
        name: super::symbol::Sym,
        given: &[super::symbol::Sym],
    ) -> Res<T> {
        let params = code.code.params;
        let function_name = self.name_in_errors(function)?;
        let name_text = self.symbols.text(name).to_string();
        let only: Vec<&str> = code.locals[..usize::from(params.positional_only)]
            .iter()
            .filter(|local| given.contains(local))
            .map(|local| self.symbols.text(*local))
            .collect();
        if !only.is_empty() {
            let text = format!(
                "{function_name}() got some positional-only arguments passed as keyword arguments: '{}'",
                only.join(", ")
            );
            return self.type_error(text);
        }
        let candidates: Vec<String> = (usize::from(params.positional_only)
            ..usize::from(params.positional) + usize::from(params.keyword_only))
            .map(|i| self.symbols.text(code.locals[i]).to_string())
            .collect();
        let suggestion = if self.build.at_least(13) {
            crate::cpython::suggestions::closest(&name_text, &candidates)
        } else {
            None
        };
        let text = match suggestion {
            Some(candidate) => format!(
                "{function_name}() got an unexpected keyword argument '{name_text}'. Did you mean '{candidate}'?"
            ),
            None => format!("{function_name}() got an unexpected keyword argument '{name_text}'"),
        };
        self.type_error(text)
    }

    fn too_many_positional<T>(
        &mut self,
        function: &Function,
        code: &Linked,
        locals: &[Option<Value>],
        given: usize,
    ) -> Res<T> {
        let params = code.code.params;
        let (positional, keyword_only) = (
            usize::from(params.positional),
            usize::from(params.keyword_only),
        );
        let keyword_given = (positional..positional + keyword_only)
            .filter(|&i| locals[i].is_some())
            .count();
        let defaults = function.parts.borrow().defaults.len();
        let (plural, takes) = if defaults > 0 {
            (
                true,
                format!(
                    "from {} to {positional}",
                    positional - defaults.min(positional)
                ),
            )
        } else {
            (positional != 1, positional.to_string())
        };
        let keyword_part = if keyword_given > 0 {
            let s = |n: usize| if n == 1 { "" } else { "s" };
            format!(
                " positional argument{} (and {keyword_given} keyword-only argument{})",
                s(given),
                s(keyword_given)
            )
        } else {
            String::new()
        };
        let verb = if given == 1 && keyword_given == 0 {
            "was"
        } else {
            "were"
        };
        let s = if plural { "s" } else { "" };
        let text = format!(
            "{}() takes {takes} positional argument{s} but {given}{keyword_part} {verb} given",
            self.name_in_errors(function)?
        );
        self.type_error(text)
    }

    fn missing_arguments<T>(
        &mut self,
        function: &Function,
        code: &Linked,
        missing: &[usize],
        kind: &str,
    ) -> Res<T> {
        let names: Vec<String> = missing
            .iter()
            .map(|&i| format!("'{}'", self.symbols.text(code.locals[i])))
            .collect();
        let list = match names.as_slice() {
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [first @ .., last] => format!("{}, and {last}", first.join(", ")),
            [] => String::new(),
        };
        let s = if names.len() == 1 { "" } else { "s" };
        let text = format!(
            "{}() missing {} required {kind} argument{s}: {list}",
            self.name_in_errors(function)?,
            names.len()
        );
        self.type_error(text)
    }
}
