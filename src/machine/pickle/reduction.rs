//! Objects of any other type: what `__reduce_ex__` answers, checked and written (Modules/_pickle.c, save_reduce).

use super::containers::save_items;
use super::dump::{Pickler, Task};
use super::notes::Note;
use super::opcode as op;
use crate::machine::object::{Kind, Value};
use crate::machine::symbol::sym;
use crate::machine::types::tid;
use crate::machine::{Machine, Res};

/// What follows when the function and its arguments are written.
pub(super) struct Rest {
    /// The object, unless it has no place in the memo.
    obj: Option<Value>,
    items: Option<Value>,
    pairs: Option<Value>,
    state: Option<Value>,
    setter: Option<Value>,
}

impl Machine {
    /// An object whose type has no opcode of its own.
    pub(super) fn save_other(&mut self, pickler: &mut Pickler, obj: Value) -> Res<()> {
        if let Some(hook) = pickler.hooks.reducer_override.clone() {
            let reduced = self.call(&hook, std::slice::from_ref(&obj), &[])?;
            if !reduced.is(&self.not_implemented()) {
                return self.save_reduced(pickler, obj, reduced);
            }
        }
        match obj.ty() {
            tid::TYPE => {
                let singleton = match Self::as_type(&obj) {
                    Some(tid::NONE) => Some(self.none()),
                    Some(tid::ELLIPSIS) => Some(self.ellipsis()),
                    Some(tid::NOT_IMPLEMENTED) => Some(self.not_implemented()),
                    _ => None,
                };
                let Some(singleton) = singleton else {
                    return self.save_global(pickler, obj, None);
                };
                let class = self.ty(tid::TYPE).object.clone();
                return self.save_made_by(pickler, obj, class, vec![singleton]);
            }
            tid::FUNCTION => return self.save_global(pickler, obj, None),
            _ => {}
        }
        let reduced = match self.registered_reduction(pickler, &obj)? {
            Some(function) => self.call(&function, std::slice::from_ref(&obj), &[])?,
            None if self.is_instance(&obj, tid::TYPE) => {
                return self.save_global(pickler, obj, None);
            }
            None => self.reduce_for_pickle(pickler, &obj)?,
        };
        self.save_reduced(pickler, obj, reduced)
    }

    /// The function that a dispatch table has for the object's type.
    fn registered_reduction(&mut self, pickler: &Pickler, obj: &Value) -> Res<Option<Value>> {
        let class = obj.ty_value(self);
        let Some(table) = pickler.hooks.dispatch_table.clone() else {
            let table = self.copyreg("dispatch_table")?;
            return self.dict_get(&table, &class);
        };
        let found = self.get_item(&table, &class);
        self.catch(found, tid::KEY_ERROR)
    }

    fn reduce_for_pickle(&mut self, pickler: &Pickler, obj: &Value) -> Res {
        if let Some(reduce) = self.try_attr(obj, sym::REDUCE_EX)? {
            let protocol = self.int(i64::from(pickler.out.protocol));
            return self.call(&reduce, &[protocol], &[]);
        }
        if let Some(reduce) = self.try_attr(obj, sym::REDUCE)? {
            return self.call(&reduce, &[], &[]);
        }
        let text = format!(
            "can't pickle '{}' object: {}",
            self.error_name(obj.ty()),
            self.repr(obj)?
        );
        self.pickle_error("PicklingError", text)
    }

    fn save_reduced(&mut self, pickler: &mut Pickler, obj: Value, reduced: Value) -> Res<()> {
        if self.is_instance(&reduced, tid::STR) {
            return self.save_global(pickler, obj, Some(reduced));
        }
        pickler.push(Task::Within(Note::Part(obj.clone(), "object")));
        let Kind::Tuple(parts) = &reduced.kind else {
            let text = "__reduce__ must return a string or tuple";
            return self.not_a(text, &reduced);
        };
        let parts = parts.to_vec();
        self.save_reduce(pickler, Some(obj), parts)
    }

    /// An object that a function makes of these arguments.
    pub(super) fn save_made_by(
        &mut self,
        pickler: &mut Pickler,
        obj: Value,
        function: Value,
        args: Vec<Value>,
    ) -> Res<()> {
        let args = self.tuple(args);
        self.save_reduce(pickler, Some(obj), vec![function, args])
    }

    /// PicklingError; 3.14+ also says what was there instead.
    fn not_a<T>(&mut self, text: &str, given: &Value) -> Res<T> {
        if !self.build.at_least(14) {
            return self.pickle_error("PicklingError", text);
        }
        let class = self.type_full_name(given.ty())?;
        self.pickle_error("PicklingError", format!("{text}, not {class}"))
    }

    /// The tuple that a reduction answered, checked: function, arguments, state, items, pairs, state setter.
    pub(super) fn save_reduce(
        &mut self,
        pickler: &mut Pickler,
        obj: Option<Value>,
        parts: Vec<Value>,
    ) -> Res<()> {
        if !(2..=6).contains(&parts.len()) {
            let text = "tuple returned by __reduce__ must contain 2 through 6 elements";
            return self.pickle_error("PicklingError", text);
        }
        let function = parts[0].clone();
        if !self.is_callable(&function) {
            let text = "first item of the tuple returned by __reduce__ must be callable";
            return self.not_a(text, &function);
        }
        let Kind::Tuple(args) = &parts[1].kind else {
            let text = "second item of the tuple returned by __reduce__ must be a tuple";
            return self.not_a(text, &parts[1]);
        };
        let args = args.to_vec();
        let mut optional = parts[2..]
            .iter()
            .map(|part| Some(part.clone()).filter(|part| !self.is_none(part)))
            .collect::<Vec<_>>();
        optional.resize(4, None);
        let modern = self.build.at_least(14);
        let item = if modern { "item" } else { "element" };
        for (at, place) in [(1, "fourth"), (2, "fifth")] {
            if let Some(iter) = &optional[at]
                && !self.is_iterator(iter)
            {
                let what = format!("{place} {item} of the tuple returned by __reduce__");
                return self.must_be(&what, "an iterator", iter);
            }
        }
        if let Some(setter) = &optional[3]
            && !self.is_callable(setter)
        {
            let what = format!("sixth {item} of the tuple returned by __reduce__");
            let wanted = if modern { "callable" } else { "a function" };
            return self.must_be(&what, wanted, setter);
        }
        let [state, items, pairs, setter] = &optional[..] else {
            return Ok(());
        };
        pickler.push(Task::Made(Box::new(Rest {
            obj: obj.clone(),
            items: items.clone(),
            pairs: pairs.clone(),
            state: state.clone(),
            setter: setter.clone(),
        })));
        let name = match pickler.out.protocol {
            0 | 1 => None,
            _ => self.try_attr(&function, sym::NAME)?,
        };
        let name = match name.as_ref().map(|name| &name.kind) {
            Some(Kind::Str(name)) => name.as_str(),
            _ => "",
        };
        match name {
            "__newobj_ex__" => self.save_newobj_ex(pickler, obj, args),
            "__newobj__" => self.save_newobj(pickler, obj, args),
            _ => {
                pickler.push(Task::Write(&[op::REDUCE]));
                save_part(pickler, &obj, "reconstructor arguments", parts[1].clone());
                save_part(pickler, &obj, "reconstructor", function);
                Ok(())
            }
        }
    }

    fn must_be<T>(&mut self, what: &str, wanted: &str, given: &Value) -> Res<T> {
        let given = if self.build.at_least(14) {
            self.type_full_name(given.ty())?
        } else {
            self.error_name(given.ty())
        };
        let text = format!("{what} must be {wanted}, not {given}");
        self.pickle_error("PicklingError", text)
    }

    fn is_iterator(&mut self, value: &Value) -> bool {
        self.lookup(value.ty(), sym::NEXT).is_some()
    }

    fn save_newobj(
        &mut self,
        pickler: &mut Pickler,
        obj: Option<Value>,
        args: Vec<Value>,
    ) -> Res<()> {
        let modern = self.build.at_least(14);
        let Some((class, rest)) = args.split_first() else {
            let text = if modern {
                "__newobj__ expected at least 1 argument, got 0"
            } else {
                "__newobj__ arglist is empty"
            };
            return self.pickle_error("PicklingError", text);
        };
        if Self::as_type(class).is_none() {
            if modern {
                let what = "first argument to __newobj__()";
                return self.must_be(what, "a class", class);
            }
            let text = "args[0] from __newobj__ args is not a type";
            return self.pickle_error("PicklingError", text);
        }
        if let Some(obj) = &obj {
            let own = self.get_attr(obj, sym::CLASS)?;
            if !own.is(class) {
                let text = if modern {
                    let (own, class) = (self.repr(&own)?, self.repr(class)?);
                    format!("first argument to __newobj__() must be {own}, not {class}")
                } else {
                    "args[0] from __newobj__ args has the wrong class".to_string()
                };
                return self.pickle_error("PicklingError", text);
            }
        }
        let rest = self.tuple(rest.to_vec());
        pickler.push(Task::Write(&[op::NEWOBJ]));
        save_part(pickler, &obj, "__new__ arguments", rest);
        save_part(pickler, &obj, "class", class.clone());
        Ok(())
    }

    /// From protocol 4 on with keyword arguments; before, `functools.partial` brings them.
    fn save_newobj_ex(
        &mut self,
        pickler: &mut Pickler,
        obj: Option<Value>,
        args: Vec<Value>,
    ) -> Res<()> {
        let modern = self.build.at_least(14);
        let [class, pos, kw] = &args[..] else {
            let text = if modern {
                format!("__newobj_ex__ expected 3 arguments, got {}", args.len())
            } else {
                format!(
                    "length of the NEWOBJ_EX argument tuple must be exactly 3, not {}",
                    args.len()
                )
            };
            return self.pickle_error("PicklingError", text);
        };
        let fits = [
            Self::as_type(class).is_some(),
            matches!(pos.kind, Kind::Tuple(_)),
            matches!(kw.kind, Kind::Dict(_)),
        ];
        for (i, (place, wanted)) in [
            ("first", "a class"),
            ("second", "a tuple"),
            ("third", "a dict"),
        ]
        .into_iter()
        .enumerate()
        {
            if !fits[i] {
                let what = if modern {
                    format!("{place} argument to __newobj_ex__()")
                } else {
                    format!("{place} item from NEWOBJ_EX argument tuple")
                };
                return self.must_be(&what, wanted, &args[i]);
            }
        }
        if pickler.out.protocol >= 4 {
            pickler.push(Task::Write(&[op::NEWOBJ_EX]));
            save_part(pickler, &obj, "__new__ arguments", kw.clone());
            save_part(pickler, &obj, "__new__ arguments", pos.clone());
            save_part(pickler, &obj, "class", class.clone());
            return Ok(());
        }
        let functools = self.import("functools", false)?;
        let partial = self.sym("partial");
        let partial = self.get_attr(&functools, partial)?;
        let mut given = vec![self.get_attr(class, sym::NEW)?, class.clone()];
        given.extend(self.iterate(pos)?);
        let mut names = Vec::new();
        for (name, value) in self.dict_items(kw) {
            if !self.is_instance(&name, tid::STR) {
                return self.type_error("keywords must be strings");
            }
            names.push((self.sym_of(&name), value));
        }
        let made = self.call(&partial, &given, &names)?;
        let nothing = self.tuple(Vec::new());
        pickler.push(Task::Write(&[op::REDUCE]));
        save_part(pickler, &obj, "reconstructor arguments", nothing);
        save_part(pickler, &obj, "reconstructor", made);
        Ok(())
    }

    /// The object is on the stack: into the memo with it, then items, pairs and state.
    pub(super) fn save_rest(&mut self, pickler: &mut Pickler, rest: Rest) -> Res<()> {
        if let Some(obj) = &rest.obj {
            if let Some(number) = pickler.number(obj) {
                // Its own arguments have brought it: that one counts.
                pickler.out.write(&[op::POP]);
                pickler.out.get(number);
                return Ok(());
            }
            pickler.memoize(obj.clone());
        }
        if let Some(state) = rest.state {
            match (rest.setter, &rest.obj) {
                (Some(setter), Some(obj)) => {
                    pickler.push(Task::Write(&[op::TUPLE2, op::REDUCE, op::POP]));
                    save_part(pickler, &rest.obj, "state", state);
                    pickler.push(Task::Save(obj.clone()));
                    save_part(pickler, &rest.obj, "state setter", setter);
                }
                _ => {
                    pickler.push(Task::Write(&[op::BUILD]));
                    save_part(pickler, &rest.obj, "state", state);
                }
            }
        }
        if let Some(obj) = &rest.obj {
            if let Some(pairs) = rest.pairs {
                save_items(pickler, obj, pairs, true);
            }
            if let Some(items) = rest.items {
                save_items(pickler, obj, items, false);
            }
        }
        Ok(())
    }
}

fn save_part(pickler: &mut Pickler, obj: &Option<Value>, part: &'static str, value: Value) {
    pickler.push(match obj {
        Some(obj) => Task::SaveIn(Note::Part(obj.clone(), part), value),
        None => Task::Save(value),
    });
}
