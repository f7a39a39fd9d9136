//! Names at run time: globals and builtins, the namespace of a class, cells; and the errors of those without a value.

use super::exception::{self, Stop};
use super::object::{Kind, Value};
use super::symbol::{Sym, sym};
use super::types::tid;
use super::{Machine, Res};
use crate::cpython::members;

impl Machine {
    /// What a name leads to behind the namespace: globals, then builtins, or NameError.
    pub(super) fn global(&mut self, name: Sym) -> Res {
        if let Some(value) = self.dict_get_sym(&self.frame.globals, name) {
            return Ok(value);
        }
        if let Some(value) = self.dict_get_sym(&self.builtins, name) {
            return Ok(value);
        }
        self.rare_builtin(name)
    }

    /// A builtin that few programs need, or why there is none.
    #[cold]
    fn rare_builtin(&mut self, name: Sym) -> Res {
        let text = self.symbols.text(name);
        if matches!(text, "exit" | "quit") {
            let site = self.import("_sitebuiltins", false)?;
            let value = self.module_attr(&site, name)?;
            let builtins = self.builtins.clone();
            self.dict_set_sym(&builtins, name, value.clone());
            return Ok(value);
        }
        if members::member_known(self.build, "builtins", text) {
            return self.unsupported(format!("the builtin {text}"));
        }
        self.name_error(name)
    }

    /// A name of the namespace, if the frame has one.
    pub(super) fn namespace_get(&mut self, name: Sym) -> Res<Option<Value>> {
        let Some(namespace) = self.frame.namespace.clone() else {
            return Ok(None);
        };
        if namespace.ty() == tid::DICT {
            return Ok(self.dict_get_sym(&namespace, name));
        }
        let key = self.symbols.value(name).clone();
        let found = self.get_item(&namespace, &key);
        self.catch(found, tid::KEY_ERROR)
    }

    /// Binds a name in the namespace.
    pub(super) fn namespace_set(&mut self, name: Sym, value: Value) -> Res<()> {
        let Some(namespace) = self.frame.namespace.clone() else {
            return Ok(());
        };
        let key = self.symbols.value(name).clone();
        self.set_item(&namespace, &key, value)
    }

    /// NameError for a name that is nowhere.
    #[cold]
    pub(super) fn name_error<T>(&mut self, name: Sym) -> Res<T> {
        let text = format!("name '{}' is not defined", self.symbols.text(name));
        self.name_error_with(name, text)
    }

    /// NameError; from 3.10 on it carries the name.
    fn name_error_with<T>(&mut self, name: Sym, text: String) -> Res<T> {
        let error = self.exception(tid::NAME_ERROR, text);
        if self.build.at_least(10) {
            let name = self.symbols.value(name).clone();
            exception::set_field(&error, sym::NAME_FIELD, name);
        }
        Err(Stop::Raise(error))
    }

    /// What is in a cell, or the error of an empty one.
    pub(super) fn cell_value(&mut self, i: u16) -> Res {
        if let Kind::Cell(cell) = &self.frame.cells[i as usize].kind
            && let Some(value) = &*cell.borrow()
        {
            return Ok(value.clone());
        }
        let name = self
            .symbols
            .text(self.frame.code.cells[i as usize])
            .to_string();
        let own = self.owns_cell(i as usize);
        let newer = self.build.at_least(11);
        let text = match (own, newer) {
            (true, true) => format!(
                "cannot access local variable '{name}' where it is not associated with a value"
            ),
            (true, false) => format!("local variable '{name}' referenced before assignment"),
            (false, true) => format!(
                "cannot access free variable '{name}' where it is not associated with a value in enclosing scope"
            ),
            (false, false) => {
                format!("free variable '{name}' referenced before assignment in enclosing scope")
            }
        };
        if own {
            return self.raise(tid::UNBOUND_LOCAL_ERROR, text);
        }
        let sym = self.frame.code.cells[i as usize];
        self.name_error_with(sym, text)
    }

    /// Whether the cell is of this block of code: one of a comprehension that CPython inlines (PEP 709)
    /// may be of the function around it.
    fn owns_cell(&self, i: usize) -> bool {
        let name = self.frame.code.cells[i];
        let frames = std::iter::once(&self.frame).chain(self.callers.iter().rev());
        for frame in frames {
            let own = frame.code.code.cells.len();
            if frame.code.cells[..own].contains(&name) {
                return true;
            }
            if !frame.code.inlined {
                return false;
            }
        }
        false
    }

    /// Puts a value into a cell, or empties it.
    pub(super) fn set_cell(&mut self, i: u16, value: Option<Value>) {
        if let Kind::Cell(cell) = &self.frame.cells[i as usize].kind {
            let old = cell.replace(value);
            drop(old);
        }
    }

    /// UnboundLocalError of the build.
    #[cold]
    pub(super) fn unbound_local<T>(&mut self, name: Sym) -> Res<T> {
        let name = self.symbols.text(name);
        let text = if self.build.at_least(11) {
            format!("cannot access local variable '{name}' where it is not associated with a value")
        } else {
            format!("local variable '{name}' referenced before assignment")
        };
        self.raise(tid::UNBOUND_LOCAL_ERROR, text)
    }
}
