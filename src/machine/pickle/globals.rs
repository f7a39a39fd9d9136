//! Classes and functions: written as the names of their modules and their own, found by these again.

use super::dump::{Pickler, Task};
use super::opcode as op;
use super::python2;
use crate::machine::exception::{self, Stop};
use crate::machine::object::{Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::tid;
use crate::machine::{Machine, Res};

/// Where an object was found: `module.path`.
struct Place {
    module_name: Value,
    module: Value,
    /// The whole name, with dots.
    name: Value,
    path: Vec<String>,
    /// The object that the last part of the name is an attribute of.
    parent: Value,
}

impl Machine {
    /// Writes an object by its name, or raises where that does not lead to it (Modules/_pickle.c, save_global).
    pub(super) fn save_global(
        &mut self,
        pickler: &mut Pickler,
        obj: Value,
        name: Option<Value>,
    ) -> Res<()> {
        let place = self.place_of(&obj, name)?;
        let protocol = pickler.out.protocol;
        if protocol >= 2
            && let Some(code) = self.extension_code(&place, &obj)?
        {
            pickler.out.extension(code);
            return Ok(());
        }
        pickler.push(Task::Memoize(obj));
        if protocol >= 4 {
            pickler.push(Task::Write(&[op::STACK_GLOBAL]));
            pickler.push(Task::Save(place.name));
            pickler.push(Task::Save(place.module_name));
            return Ok(());
        }
        if !place.parent.is(&place.module) {
            return self.save_attribute(pickler, place);
        }
        let (module, name) = (self.str_of(&place.module_name)?, self.str_of(&place.name)?);
        self.write_global(pickler, &module, &name)
    }

    fn place_of(&mut self, obj: &Value, name: Option<Value>) -> Res<Place> {
        let name = match name {
            Some(name) => name,
            None => match self.try_attr(obj, sym::QUALNAME)? {
                Some(name) => name,
                None => self.get_attr(obj, sym::NAME)?,
            },
        };
        let text = self.str_of(&name)?;
        let path: Vec<String> = text.split('.').map(str::to_string).collect();
        if path.iter().any(|part| part == "<locals>") {
            return self.local_object(obj, &name);
        }
        let module_name = match self.try_attr(obj, sym::MODULE)? {
            Some(module) if !self.is_none(&module) => module,
            _ => self.module_that_has(obj, &text)?,
        };
        let module_text = self.str_of(&module_name)?;
        let imported = self.import(&module_text, false);
        let module = match imported {
            Ok(module) => module,
            Err(Stop::Raise(error)) => {
                let shown = self.repr(obj)?;
                let text = if self.build.at_least(14) {
                    format!("Can't pickle {shown}: {}", self.exception_text(&error)?)
                } else {
                    format!(
                        "Can't pickle {shown}: import of module {} failed",
                        self.repr(&module_name)?
                    )
                };
                return self.cannot_find(text, error);
            }
            Err(stop) => return Err(stop),
        };
        let (mut found, mut parent) = (module.clone(), module.clone());
        for part in &path {
            let part = self.sym(part);
            match self.get_attr(&found, part) {
                Ok(next) => parent = std::mem::replace(&mut found, next),
                Err(Stop::Raise(error)) if self.is_instance(&error, tid::ATTRIBUTE_ERROR) => {
                    let shown = self.repr(obj)?;
                    let text = if self.build.at_least(14) {
                        format!("Can't pickle {shown}: it's not found as {module_text}.{text}")
                    } else {
                        format!(
                            "Can't pickle {shown}: attribute lookup {text} on {module_text} failed"
                        )
                    };
                    return self.cannot_find(text, error);
                }
                Err(stop) => return Err(stop),
            }
        }
        if !found.is(obj) {
            let shown = self.repr(obj)?;
            let text =
                format!("Can't pickle {shown}: it's not the same object as {module_text}.{text}");
            return self.pickle_error("PicklingError", text);
        }
        Ok(Place {
            module_name,
            module,
            name,
            path,
            parent,
        })
    }

    /// The module of an object that does not tell: all modules are searched, builtins among the
    /// first; `__main__` is what is left.
    fn module_that_has(&mut self, obj: &Value, name: &str) -> Res {
        let builtins = self.builtins.clone();
        let name = self.sym(name);
        if self
            .dict_get_sym(&builtins, name)
            .is_some_and(|found| found.is(obj))
        {
            return Ok(self.symbols.value(sym::BUILTINS_MODULE).clone());
        }
        let elsewhere = self
            .modules
            .iter()
            .any(|(module, value)| match &value.kind {
                Kind::Module(_, dict) if module != "__main__" => self
                    .dict_get_sym(dict, name)
                    .is_some_and(|found| found.is(obj)),
                _ => false,
            });
        if elsewhere || matches!(obj.kind, Kind::Native(_)) {
            return self.unsupported("pickling something whose module is unknown");
        }
        Ok(self.symbols.value(sym::MAIN).clone())
    }

    /// Something inside of a function: no name leads to it.
    fn local_object<T>(&mut self, obj: &Value, name: &Value) -> Res<T> {
        if self.build.at_least(14) {
            let text = format!("Can't pickle local object {}", self.repr(obj)?);
            return self.pickle_error("PicklingError", text);
        }
        let verb = if self.newer_names() { "get" } else { "pickle" };
        let text = format!("Can't {verb} local object {}", self.repr(name)?);
        self.attribute_error(text, None)
    }

    /// PicklingError; 3.14+ keeps the exception it came from as its context.
    fn cannot_find<T>(&mut self, text: String, from: Value) -> Res<T> {
        let error = self.new_pickle_error("PicklingError", &text)?;
        if self.build.at_least(14)
            && let Some(data) = exception::data(&error)
        {
            data.borrow_mut().context = Some(from);
        }
        Err(Stop::Raise(error))
    }

    /// The code that copyreg.add_extension gave to a name.
    fn extension_code(&mut self, place: &Place, obj: &Value) -> Res<Option<u32>> {
        let registry = self.copyreg("_extension_registry")?;
        if self.dict_of(&registry).borrow().is_empty() {
            return Ok(None);
        }
        let key = self.tuple(vec![place.module_name.clone(), place.name.clone()]);
        let Some(code) = self.dict_get(&registry, &key)? else {
            return Ok(None);
        };
        match u32::try_from(self.index_small(&code)?) {
            Ok(code @ 1..=0x7fff_ffff) => Ok(Some(code)),
            _ => {
                let text = format!(
                    "Can't pickle {}: extension code {} is out of range",
                    self.repr(obj)?,
                    self.repr(&code)?
                );
                self.pickle_error("PicklingError", text)
            }
        }
    }

    /// Before protocol 4 a name with dots is a chain of `getattr`.
    fn save_attribute(&mut self, pickler: &mut Pickler, place: Place) -> Res<()> {
        let getattr = {
            let builtins = self.import("builtins", false)?;
            let name = self.sym("getattr");
            self.get_attr(&builtins, name)?
        };
        if !self.newer_names() {
            let last = place.path.last().cloned().unwrap_or_default();
            let last = self.new_str(last)?;
            let args = self.tuple(vec![place.parent, last]);
            return self.save_reduce(pickler, None, vec![getattr, args]);
        }
        let module = self.str_of(&place.module_name)?;
        let Some((first, rest)) = place.path.split_first() else {
            return Ok(());
        };
        let old = pickler.out.protocol < 2;
        for attribute in rest.iter().rev() {
            let attribute = self.str(attribute);
            pickler.push(Task::Write(if old {
                &[op::TUPLE, op::REDUCE]
            } else {
                &[op::TUPLE2, op::REDUCE]
            }));
            pickler.push(Task::Save(attribute));
        }
        pickler.push(Task::Global(module, first.clone()));
        for _ in rest {
            if old {
                pickler.push(Task::Write(&[op::MARK]));
            }
            pickler.push(Task::Save(getattr.clone()));
        }
        Ok(())
    }

    /// Since a micro version of 3.12 between 1 and 7 each part of a name with dots is looked up anew,
    /// beginning at the module, and local objects have another text.
    fn newer_names(&self) -> bool {
        let version = self.build.version;
        version.minor > 12 || version.minor == 12 && version.micro >= 7
    }

    /// `GLOBAL`: both names as lines of text.
    pub(super) fn write_global(
        &mut self,
        pickler: &mut Pickler,
        module: &str,
        name: &str,
    ) -> Res<()> {
        let protocol = pickler.out.protocol;
        let (module, name) = if protocol < 3 && !pickler.hooks.keep_names {
            python2::written(module, name)
        } else {
            (module.to_string(), name.to_string())
        };
        pickler.out.write(&[op::GLOBAL]);
        for (what, text) in [("module", module), ("global", name)] {
            if protocol < 3 && !text.is_ascii() {
                let shown = if self.build.at_least(14) {
                    let text = self.str(&text);
                    self.repr(&text)?
                } else {
                    format!("'{text}'")
                };
                let text = format!(
                    "can't pickle {what} identifier {shown} using pickle protocol {protocol}"
                );
                return self.pickle_error("PicklingError", text);
            }
            pickler.out.write(text.as_bytes());
            pickler.out.write(b"\n");
        }
        Ok(())
    }

    /// The object of a name, for reading (Modules/_pickle.c, _pickle_Unpickler_find_class_impl).
    pub(super) fn find_global(
        &mut self,
        module: &str,
        name: &str,
        protocol: u8,
        keep_names: bool,
    ) -> Res {
        let (module_name, name) = if protocol < 3 && !keep_names {
            python2::read(module, name)
        } else {
            (module.to_string(), name.to_string())
        };
        let module = self.import(&module_name, false)?;
        let path: Vec<&str> = if protocol >= 4 {
            name.split('.').collect()
        } else {
            vec![&name]
        };
        if path.contains(&"<locals>") {
            return self.unsupported("the name of a local object in a pickle");
        }
        let mut found = module.clone();
        for part in &path {
            let part = self.sym(part);
            match self.get_attr(&found, part) {
                Ok(next) => found = next,
                Err(Stop::Raise(error)) if self.is_instance(&error, tid::ATTRIBUTE_ERROR) => {
                    // 3.14+ leaves the error of a single name as it is.
                    if path.len() == 1 && self.build.at_least(14) {
                        return Err(Stop::Raise(error));
                    }
                    return self.unresolved(&module, &module_name, &name);
                }
                Err(stop) => return Err(stop),
            }
        }
        Ok(found)
    }

    fn unresolved<T>(&mut self, module: &Value, module_name: &str, name: &str) -> Res<T> {
        let name = self.str(name);
        let name = self.repr(&name)?;
        let text = if self.build.at_least(14) {
            let module = self.str(module_name);
            format!(
                "Can't resolve path {name} on module {}",
                self.repr(&module)?
            )
        } else if matches!(module.kind, Kind::Module(..)) {
            format!("Can't get attribute {name} on {}", self.repr(module)?)
        } else {
            return self.unsupported("a name in a pickle that leads nowhere");
        };
        self.attribute_error(text, None)
    }
}
