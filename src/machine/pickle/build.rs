//! Reading: what opcodes do to the objects on the stack: items for containers, classes, state.

use super::load::Unpickler;
use super::opcode as op;
use crate::machine::object::{Kind, Value};
use crate::machine::types::tid;
use crate::machine::{Machine, Res};

impl Machine {
    pub(super) fn load_collection(&mut self, opcode: u8, items: Vec<Value>) -> Res {
        self.charge(16 * items.len())?;
        match opcode {
            op::TUPLE => Ok(self.tuple(items)),
            op::LIST => Ok(self.list(items)),
            op::FROZENSET => {
                let items = self.tuple(items);
                let class = self.ty(tid::FROZENSET).object.clone();
                self.call(&class, &[items], &[])
            }
            _ => {
                let dict = self.new_dict();
                for pair in items.chunks_exact(2) {
                    self.dict_set(&dict, &pair[0], pair[1].clone())?;
                }
                Ok(dict)
            }
        }
    }

    pub(super) fn load_global(&mut self, u: &Unpickler, module: &str, name: &str) -> Res {
        if let Some(find) = u.hooks.find_class.clone() {
            let names = [self.str(module), self.str(name)];
            return self.call(&find, &names, &[]);
        }
        self.find_global(module, name, u.protocol, u.hooks.keep_names)
    }

    pub(super) fn load_extension(&mut self, u: &Unpickler, code: usize) -> Res {
        let registry = self.copyreg("_inverted_registry")?;
        let key = self.int(code as i64);
        match self
            .dict_get(&registry, &key)?
            .map(|pair| self.iterate(&pair))
            .transpose()?
        {
            Some(pair) if pair.len() == 2 => {
                let (module, name) = (self.str_of(&pair[0])?, self.str_of(&pair[1])?);
                self.load_global(u, &module, &name)
            }
            _ => self.value_error(format!("unregistered extension code {code}")),
        }
    }

    /// Modules/_pickle.c, do_append: lists directly, anything else by its `extend` or `append`.
    pub(super) fn load_appends(&mut self, u: &Unpickler, items: Vec<Value>) -> Res<()> {
        let target = self.top(u)?;
        if target.ty() == tid::LIST {
            for item in items {
                self.list_append(&target, item)?;
            }
            return Ok(());
        }
        if items.is_empty() {
            return Ok(());
        }
        let (extend, append) = (self.sym("extend"), self.sym("append"));
        if let Some(extend) = self.try_attr(&target, extend)? {
            let items = self.list(items);
            return self.call(&extend, &[items], &[]).map(drop);
        }
        let append = self.get_attr(&target, append)?;
        for item in items {
            self.call(&append, &[item], &[])?;
        }
        Ok(())
    }

    pub(super) fn load_pairs(&mut self, u: &Unpickler, items: Vec<Value>) -> Res<()> {
        let target = self.top(u)?;
        if !items.len().is_multiple_of(2) {
            let text = "odd number of items for SETITEMS";
            return self.pickle_error("UnpicklingError", text);
        }
        for pair in items.chunks_exact(2) {
            if target.ty() == tid::DICT {
                self.dict_set(&target, &pair[0], pair[1].clone())?;
            } else {
                self.set_item(&target, &pair[0], pair[1].clone())?;
            }
        }
        Ok(())
    }

    pub(super) fn load_additems(&mut self, u: &Unpickler, items: Vec<Value>) -> Res<()> {
        let target = self.top(u)?;
        let add = self.sym("add");
        for item in items {
            if target.ty() == tid::SET {
                self.charge_item()?;
                self.set_add(&target, &item)?;
            } else {
                self.call_method(&target, add, &[item])?;
            }
        }
        Ok(())
    }

    /// `cls.__new__(cls, *args, **kwargs)`; `__init__` is not called.
    pub(super) fn load_newobj(&mut self, u: &mut Unpickler, ex: bool) -> Res<()> {
        let kw = if ex { Some(self.pop_loaded(u)?) } else { None };
        let (args, class) = (self.pop_loaded(u)?, self.pop_loaded(u)?);
        let Kind::Tuple(args) = &args.kind else {
            return self.unsupported("a pickle that makes an object without a tuple of arguments");
        };
        if Self::as_type(&class).is_none() {
            let text = if self.build.at_least(10) {
                let what = if ex { "NEWOBJ_EX" } else { "NEWOBJ" };
                let given = self.error_name(class.ty());
                format!("{what} class argument must be a type, not {given}")
            } else {
                "NEWOBJ class argument isn't a type object".to_string()
            };
            return self.pickle_error("UnpicklingError", text);
        }
        let mut names = Vec::new();
        for (name, value) in kw
            .iter()
            .flat_map(|kw| self.dict_items(kw))
            .collect::<Vec<_>>()
        {
            if !self.is_instance(&name, tid::STR) {
                return self.type_error("keywords must be strings");
            }
            names.push((self.sym_of(&name), value));
        }
        let new = self.get_attr(&class, crate::machine::sym::NEW)?;
        let pos: Vec<Value> = std::iter::once(class.clone())
            .chain(args.to_vec())
            .collect();
        let made = self.call(&new, &pos, &names)?;
        u.stack.push(made);
        Ok(())
    }

    /// Modules/_pickle.c, load_build: `__setstate__`, or `__dict__` and slots.
    pub(super) fn load_build(&mut self, u: &mut Unpickler) -> Res<()> {
        let state = self.pop_loaded(u)?;
        let obj = self.top(u)?;
        let setstate = self.sym("__setstate__");
        if let Some(setstate) = self.try_attr(&obj, setstate)? {
            return self.call(&setstate, &[state], &[]).map(drop);
        }
        let (state, slots) = match &state.kind {
            Kind::Tuple(pair) if state.ty() == tid::TUPLE && pair.len() == 2 => {
                (pair[0].clone(), pair[1].clone())
            }
            _ => (state.clone(), self.none()),
        };
        if !self.is_none(&state) {
            if !matches!(state.kind, Kind::Dict(_)) {
                return self.pickle_error("UnpicklingError", "state is not a dictionary");
            }
            let dict = self.get_attr(&obj, crate::machine::sym::DICT)?;
            for (key, value) in self.dict_items(&state) {
                let key = if key.ty() == tid::STR {
                    let name = self.sym_of(&key);
                    self.symbols.value(name).clone()
                } else {
                    key
                };
                self.set_item(&dict, &key, value)?;
            }
        }
        if !self.is_none(&slots) {
            if !matches!(slots.kind, Kind::Dict(_)) {
                return self.pickle_error("UnpicklingError", "slot state is not a dictionary");
            }
            for (name, value) in self.dict_items(&slots) {
                if !self.is_instance(&name, tid::STR) {
                    return self.unsupported("a slot in a pickle whose name is no string");
                }
                let name = self.sym_of(&name);
                self.set_attr(&obj, name, value)?;
            }
        }
        Ok(())
    }
}
