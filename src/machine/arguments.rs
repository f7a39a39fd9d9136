//! Binding the arguments of a call to the parameters of a Python function.

use super::call::Keywords;
use super::code::{C_MODULES, Linked};
use super::function::Function;
use super::object::{Kind, Value};
use super::symbol::{Sym, sym};
use super::{Machine, Res};
use crate::cpython::{messages, suggestions};

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
        let names: Vec<Sym> = kw.iter().map(|(name, _)| *name).collect();
        for (name, value) in kw {
            let first = usize::from(params.positional_only);
            match (first..named).find(|&i| code.locals[i] == name) {
                Some(i) if locals[i].is_some() => {
                    let callee = self.name_in_errors(function)?;
                    let raised = messages::multiple_values(&callee, self.symbols.text(name));
                    return self.raised(raised);
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
            return self.missing_arguments(function, code, &missing, false);
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
            return self.missing_arguments(function, code, &missing, true);
        }
        Ok(())
    }

    /// 3.9: the name of the code; 3.10+: `__qualname__`. A method of a class that stands for one in C would be refused
    /// in other words, each in its own.
    #[cold]
    fn name_in_errors(&mut self, function: &Function) -> Res<String> {
        let qualname = self.str_of(&function.parts.borrow().qualname.clone())?;
        let module = self.dict_get_sym(&function.globals, sym::NAME);
        if let Some(Kind::Str(name)) = module.as_ref().map(|module| &module.kind)
            && C_MODULES.contains(&name.as_str())
            && !qualname.contains('.')
        {
            return self.unsupported(format!("wrong arguments for {qualname}()"));
        }
        let class = self.sym(qualname.split('.').next().unwrap_or_default());
        if let Some(class) = self.dict_get_sym(&function.globals, class)
            && let Some(id) = Self::as_type(&class)
            && self.ty(id).tp_name.is_some()
        {
            return self.unsupported(format!("wrong arguments for {qualname}()"));
        }
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
        name: Sym,
        given: &[Sym],
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
            let raised = messages::positional_only_by_name(&function_name, &only);
            return self.raised(raised);
        }
        let candidates: Vec<String> = (usize::from(params.positional_only)
            ..usize::from(params.positional) + usize::from(params.keyword_only))
            .map(|i| self.symbols.text(code.locals[i]).to_string())
            .collect();
        let closest = suggestions::closest(&name_text, &candidates);
        let raised = messages::unexpected_keyword(
            self.build,
            &function_name,
            &name_text,
            closest.as_deref(),
        );
        self.raised(raised)
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
        let callee = self.name_in_errors(function)?;
        let raised =
            messages::too_many_arguments(&callee, positional, defaults, given, keyword_given);
        self.raised(raised)
    }

    fn missing_arguments<T>(
        &mut self,
        function: &Function,
        code: &Linked,
        missing: &[usize],
        keyword_only: bool,
    ) -> Res<T> {
        let callee = self.name_in_errors(function)?;
        let names: Vec<&str> = missing
            .iter()
            .map(|&i| self.symbols.text(code.locals[i]))
            .collect();
        let raised = messages::missing_arguments(&callee, keyword_only, &names);
        self.raised(raised)
    }
}
