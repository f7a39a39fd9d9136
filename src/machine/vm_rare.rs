//! The instructions that are not on the hot path: names, displays, exceptions, imports, matching.

use super::generator::After;
use super::generator::Block;
use super::object::{Kind, Value};
use super::symbol::sym;
use super::types::tid;
use super::{Begun, Machine, Res};
use crate::python::code::{Conversion, Op, UnaryOp};

impl Machine {
    pub(super) fn execute_rare(&mut self, op: Op) -> Res<()> {
        match op {
            Op::Deref(i) => {
                let value = self.cell_value(i)?;
                self.push(value);
            }
            Op::StoreDeref(i) => {
                let value = self.pop();
                self.set_cell(i, Some(value));
            }
            Op::Cell(i) => {
                let cell = self.frame.cells[i as usize].clone();
                self.push(cell);
            }
            Op::Name(i) => {
                let name = self.frame.code.names[i as usize];
                let value = match self.namespace_get(name)? {
                    Some(value) => value,
                    None => self.global(name)?,
                };
                self.push(value);
            }
            Op::StoreName(i) => {
                let name = self.frame.code.names[i as usize];
                let value = self.pop();
                let Some(namespace) = self.frame.namespace.clone() else {
                    return self.unsupported("a name stored where there is no namespace");
                };
                if namespace.ty() == tid::DICT {
                    self.dict_set_sym(&namespace, name, value);
                } else {
                    let key = self.symbols.value(name).clone();
                    self.set_item(&namespace, &key, value)?;
                }
            }
            Op::Subscript => {
                let key = self.pop();
                let obj = self.pop();
                match self.begin_get_item(&obj, &key)? {
                    Begun::Done(value) => self.push(value),
                    Begun::Entered => {}
                }
            }
            Op::StoreSubscript => {
                let key = self.pop();
                let obj = self.pop();
                let value = self.pop();
                self.begin_set_item(&obj, &key, value)?;
            }
            Op::In(negate) => {
                let container = self.pop();
                let item = self.pop();
                let begun = self.begin_contains(&container, &item, negate)?;
                if let Begun::Done(value) = begun {
                    self.push(value);
                }
            }
            Op::BuildTuple(n) => {
                let items = self.pop_many(n as usize);
                let tuple = self.tuple(items);
                self.push(tuple);
            }
            Op::BuildList(n) => {
                let items = self.pop_many(n as usize);
                self.charge(64 + 16 * items.len())?;
                let list = self.list(items);
                self.push(list);
            }
            Op::BuildDict(n) => {
                let items = self.pop_many(2 * n as usize);
                self.charge(128)?;
                let dict = self.new_dict();
                for pair in items.chunks_exact(2) {
                    self.dict_set(&dict, &pair[0], pair[1].clone())?;
                }
                self.push(dict);
            }
            Op::BuildString(n) => {
                let parts = self.pop_many(n as usize);
                let mut text = String::new();
                for part in &parts {
                    if let Kind::Str(part) = &part.kind {
                        text.push_str(part.as_str());
                    }
                }
                let value = self.new_str(text)?;
                self.push(value);
            }
            Op::ListAppend(n) => {
                let value = self.pop();
                let list = self.peek(n as usize);
                self.list_append(&list, value)?;
            }
            Op::DictAdd(n) => {
                let value = self.pop();
                let key = self.pop();
                let dict = self.peek(n as usize);
                self.dict_set(&dict, &key, value)?;
            }
            Op::ListExtend => {
                let iterable = self.pop();
                let list = self.peek(1);
                if !self.is_iterable(&iterable) {
                    let text = format!(
                        "Value after * must be an iterable, not {}",
                        self.error_name(iterable.ty())
                    );
                    return self.type_error(text);
                }
                self.list_extend(&list, &iterable)?;
            }
            Op::DictUpdate => {
                let mapping = self.pop();
                let dict = self.peek(1);
                if !self.is_mapping(&mapping)? {
                    let text = format!(
                        "'{}' object is not a mapping",
                        self.error_name(mapping.ty())
                    );
                    return self.type_error(text);
                }
                self.dict_update(&dict, &mapping)?;
            }
            Op::ListToTuple => {
                let list = self.pop();
                let items = self.iterate(&list)?;
                let tuple = self.tuple(items);
                self.push(tuple);
            }
            Op::Unpack(n) => {
                let iterable = self.pop();
                let items = self.unpack_exactly(&iterable, n as usize)?;
                self.frame.stack.extend(items.into_iter().rev());
            }
            Op::GetIter => {
                let a = self.peek(1);
                if self.enters_iter(&a)? {
                    return Ok(());
                }
                self.pop();
                let iter = self.iter(&a)?;
                self.push(iter);
            }
            Op::MakeFunction(code, parts) => self.make_function(code, parts)?,
            Op::Namespace => {
                let Some(namespace) = self.frame.namespace.clone() else {
                    return self.unsupported("the namespace of a function");
                };
                self.push(namespace);
            }
            Op::Builtin(name) => {
                let name = self.frame.code.names[name as usize];
                let value = self.dict_get_sym(&self.builtins, name);
                match value {
                    Some(value) => self.push(value),
                    None => {
                        let text = self.symbols.text(name).to_string();
                        return self.unsupported(format!("the builtin {text}"));
                    }
                }
            }
            Op::BuildClass => {
                let value = self.build_class_function();
                self.push(value);
            }
            Op::Import(name, top) => {
                let name = self.frame.code.code.names[name as usize].clone();
                let module = self.import(&name, top)?;
                self.push(module);
            }
            Op::ImportFrom(name) => {
                let name = self.frame.code.names[name as usize];
                let module = self.peek(1);
                let value = self.import_from(&module, name)?;
                self.push(value);
            }
            Op::Format(conversion, spec) => {
                let given = spec.then(|| self.peek(1));
                let value = self.peek(if spec { 2 } else { 1 });
                if self.enters_format(&value, conversion, given.as_ref())? {
                    return Ok(());
                }
                self.pop_many(if spec { 2 } else { 1 });
                let spec = given;
                let value = match conversion {
                    Conversion::None => value,
                    Conversion::Str => self.str_value(&value)?,
                    Conversion::Repr => {
                        let text = self.repr(&value)?;
                        self.new_str(text)?
                    }
                    Conversion::Ascii => {
                        let text = self.ascii(&value)?;
                        self.new_str(text)?
                    }
                };
                let result = self.format(&value, spec.as_ref())?;
                self.push(result);
            }
            other => return self.execute_rarer(other),
        }
        Ok(())
    }

    /// Instructions that many programs have none of.
    #[inline(never)]
    fn execute_rarer(&mut self, op: Op) -> Res<()> {
        match op {
            Op::DeleteDeref(i) => {
                self.cell_value(i)?;
                self.set_cell(i, None);
            }
            Op::ClassDeref(i) => {
                let name = self.frame.code.cells[i as usize];
                match self.namespace_get(name)? {
                    Some(value) => self.push(value),
                    None => {
                        let value = self.cell_value(i)?;
                        self.push(value);
                    }
                }
            }
            Op::StoreGlobal(i) => {
                let name = self.frame.code.names[i as usize];
                let value = self.pop();
                let globals = self.frame.globals.clone();
                self.dict_set_sym(&globals, name, value);
            }
            Op::DeleteGlobal(i) => {
                let name = self.frame.code.names[i as usize];
                let globals = self.frame.globals.clone();
                if self.dict_remove_sym(&globals, name).is_none() {
                    return self.name_error(name);
                }
            }
            Op::DeleteName(i) => {
                let name = self.frame.code.names[i as usize];
                let Some(namespace) = self.frame.namespace.clone() else {
                    return self.name_error(name);
                };
                if namespace.ty() == tid::DICT {
                    if self.dict_remove_sym(&namespace, name).is_none() {
                        return self.name_error(name);
                    }
                } else {
                    let key = self.symbols.value(name).clone();
                    let result = self.delete_item(&namespace, &key);
                    if self.catch(result, tid::KEY_ERROR)?.is_none() {
                        return self.name_error(name);
                    }
                }
            }
            Op::DeleteSubscript => {
                let key = self.pop();
                let obj = self.pop();
                self.delete_item(&obj, &key)?;
            }
            Op::Unary(op) => {
                let a = self.pop();
                let value = match op {
                    UnaryOp::Neg => self.negate(&a)?,
                    UnaryOp::Pos => self.positive(&a)?,
                    UnaryOp::Invert => self.invert(&a)?,
                };
                self.push(value);
            }
            Op::BuildSet(n) => {
                let items = self.pop_many(n as usize);
                self.charge(128)?;
                let set = self.new_set(tid::SET);
                for item in &items {
                    self.set_add(&set, item)?;
                }
                self.push(set);
            }
            Op::BuildSlice(step) => {
                let step = if step { self.pop() } else { self.none() };
                let stop = self.pop();
                let start = self.pop();
                self.push(Value::new(
                    tid::SLICE,
                    Kind::Slice(Box::new([start, stop, step])),
                ));
            }
            Op::SetAdd(n) => {
                let value = self.pop();
                let set = self.peek(n as usize);
                self.set_add(&set, &value)?;
            }
            Op::SetUpdate => {
                let iterable = self.pop();
                let set = self.peek(1);
                self.set_update(&set, &iterable)?;
            }
            Op::DictMerge => {
                let mapping = self.pop();
                let dict = self.peek(1);
                let callee = self.peek(3);
                self.dict_merge_keywords(&dict, &mapping, &callee)?;
            }
            Op::UnpackEx(before, after) => {
                let iterable = self.pop();
                self.unpack_around(&iterable, before as usize, after as usize)?;
            }
            Op::GetYieldFromIter => {
                let a = self.pop();
                let iter = if matches!(a.kind, Kind::Generator(_)) {
                    a
                } else {
                    self.iter(&a)?
                };
                self.push(iter);
            }
            Op::CallEx(kwargs) => {
                let kwargs = if kwargs { Some(self.pop()) } else { None };
                let args = self.pop();
                let callee = self.pop();
                if let Begun::Done(value) = self.begin_call_ex(&callee, &args, kwargs)? {
                    self.push(value);
                }
            }
            Op::SetupWith(target) => {
                let block = Block {
                    target,
                    stack: self.frame.stack.len().saturating_sub(1),
                    handled: self.frame.handled.len(),
                };
                self.frame.blocks.push(block);
            }
            Op::MatchException => {
                let ty = self.pop();
                let error = self.peek(1);
                let hit = self.matches_exception(&error, &ty)?;
                let value = self.bool(hit);
                self.push(value);
            }
            Op::StarStart | Op::StarMatch | Op::StarRaised | Op::StarEnd => {
                return self.except_star(op);
            }
            Op::Raise(n) => {
                let cause = if n == 2 { Some(self.pop()) } else { None };
                let what = if n >= 1 { Some(self.pop()) } else { None };
                return self.raise_statement(what, cause);
            }
            Op::AssertionError => {
                let ty = self.ty(tid::ASSERTION_ERROR).object.clone();
                self.push(ty);
            }
            Op::WithEnter => self.with_enter()?,
            Op::WithExceptStart => {
                let error = self.peek(1);
                let exit = self.peek(2);
                let ty = error.ty_value(self);
                let traceback = self.traceback_of(&error);
                let args = vec![ty, error, traceback];
                let begun = self.begin_call(&exit, args, Vec::new(), After::Push)?;
                self.settle(begun);
            }
            Op::ImportStar => {
                let module = self.pop();
                self.import_star(&module)?;
            }
            Op::SetupAnnotations => {
                if self.namespace_get(sym::ANNOTATIONS)?.is_none() {
                    let dict = self.new_dict();
                    self.namespace_set(sym::ANNOTATIONS, dict)?;
                }
            }
            Op::StoreAnnotation(name) => {
                let value = self.pop();
                let name = self.frame.code.names[name as usize];
                let key = self.symbols.value(name).clone();
                let annotations = match self.namespace_get(sym::ANNOTATIONS)? {
                    Some(annotations) => annotations,
                    None => return self.name_error(sym::ANNOTATIONS),
                };
                self.set_item(&annotations, &key, value)?;
            }
            Op::GetLen => {
                let subject = self.peek(1);
                let n = self.len(&subject)?;
                let n = self.int(n as i64);
                self.push(n);
            }
            Op::MatchSequence => {
                let hit = self.is_sequence_pattern(&self.peek(1));
                let value = self.bool(hit);
                self.push(value);
            }
            Op::MatchMapping => {
                let subject = self.peek(1);
                let hit = self.is_instance(&subject, tid::DICT)
                    || matches!(subject.kind, Kind::ClassProxy(_) | Kind::MappingProxy(_));
                let value = self.bool(hit);
                self.push(value);
            }
            Op::MatchKeys => {
                let keys = self.peek(1);
                let subject = self.peek(2);
                let value = self.match_keys(&subject, &keys)?;
                self.push(value);
            }
            Op::MatchClass(positional, names) => {
                let class = self.pop();
                let subject = self.pop();
                let names = self.frame.code.consts[names as usize].clone();
                let value = self.match_class(&subject, &class, positional as usize, &names)?;
                self.push(value);
            }
            other => return self.unsupported(format!("the instruction {other:?}")),
        }
        Ok(())
    }
}
