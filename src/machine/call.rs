//! Calling: functions, methods, classes, anything with `__call__`.

use super::code::Linked;
use super::function::{BoundMethod, Function, NativeKind, Parts};
use super::generator::After;
use super::object::{Kind, Value};
use super::symbol::{Sym, sym};
use super::types::tid;
use super::{Begun, Machine, Res, Stop};
use crate::cpython::messages;
use crate::cpython::recursion::Level;
use crate::python::code::FunctionParts;
use std::cell::RefCell;
use std::rc::Rc;

/// Arguments by name.
pub(super) type Keywords = Vec<(Sym, Value)>;

impl Machine {
    /// Calls anything and waits for the result: for native code.
    pub fn call(&mut self, callee: &Value, pos: &[Value], kw: &[(Sym, Value)]) -> Res {
        let base = self.depth();
        let begun = self.begin_call(callee, pos.to_vec(), kw.to_vec(), After::Push);
        self.complete(base, begun)
    }

    /// Calls a method by name.
    pub fn call_method(&mut self, obj: &Value, name: Sym, pos: &[Value]) -> Res {
        let method = self.get_attr(obj, name)?;
        self.call(&method, pos, &[])
    }

    /// Calls a special method, looked up on the type; `None` if there is none.
    pub fn call_special(&mut self, obj: &Value, name: Sym, pos: &[Value]) -> Res<Option<Value>> {
        let Some(method) = self.lookup(obj.ty(), name) else {
            return Ok(None);
        };
        if let Some(answer) = self.take_answer(obj, name) {
            return Ok(Some(answer));
        }
        let base = self.depth();
        let begun = self.begin_call_bound(&method, obj, pos.to_vec(), After::Push);
        self.complete(base, begun).map(Some)
    }

    /// A special method of an object, bound, looked up on the type.
    pub fn special(&mut self, obj: &Value, name: Sym) -> Res<Option<Value>> {
        let Some(method) = self.lookup(obj.ty(), name) else {
            return Ok(None);
        };
        self.bind_special(&method, obj).map(Some)
    }

    /// Binds what was found on a type for a special method: an unset slot is then missed without saying of whom.
    pub(super) fn bind_special(&mut self, method: &Value, obj: &Value) -> Res {
        let bound = self.bind(method, Some(obj), obj.ty());
        if let (Kind::Member(member), Err(Stop::Raise(error))) = (&method.kind, &bound) {
            if self.build.at_least(14) && [sym::BOOL, sym::CONTAINS].contains(&member.name) {
                return self.unsupported("an unset slot for a truth or a membership");
            }
            super::exception::forget_attribute(error);
        }
        bound
    }

    /// [`Machine::call_special`] where CPython takes an error of binding for nothing found (Objects/typeobject.c,
    /// slot_tp_repr, slot_tp_iter).
    pub(super) fn call_bindable(&mut self, obj: &Value, name: Sym) -> Res<Option<Value>> {
        match self.lookup(obj.ty(), name) {
            Some(method) if !matches!(method.kind, Kind::Function(_) | Kind::Native(_)) => {
                match self.bind_special(&method, obj) {
                    Ok(bound) => self.call(&bound, &[], &[]).map(Some),
                    Err(Stop::Raise(_)) => Ok(None),
                    Err(stop) => Err(stop),
                }
            }
            _ => self.call_special(obj, name, &[]),
        }
    }

    /// Calls what was found on a type with the object as first argument, without a bound method in between.
    pub(super) fn begin_call_bound(
        &mut self,
        method: &Value,
        obj: &Value,
        mut pos: Vec<Value>,
        after: After,
    ) -> Res<Begun> {
        match &method.kind {
            Kind::Function(_) => {
                pos.insert(0, obj.clone());
                self.begin_call(method, pos, Vec::new(), after)
            }
            Kind::Native(native)
                if native.this.is_none()
                    && matches!(native.def.kind, NativeKind::Method | NativeKind::Wrapper) =>
            {
                pos.insert(0, obj.clone());
                self.begin_call(method, pos, Vec::new(), after)
            }
            _ => {
                let bound = self.bind_special(method, obj)?;
                self.begin_call(&bound, pos, Vec::new(), after)
            }
        }
    }

    /// Calls anything; a Python function's frame is entered, everything else is done at once.
    pub(super) fn begin_call(
        &mut self,
        callee: &Value,
        pos: Vec<Value>,
        kw: Keywords,
        after: After,
    ) -> Res<Begun> {
        match &callee.kind {
            Kind::Function(function) => self.begin_function(callee, function, pos, kw, after),
            Kind::Method(method) => {
                let mut pos = pos;
                pos.insert(0, method.this.clone());
                let func = method.func.clone();
                self.begin_call(&func, pos, kw, after)
            }
            Kind::Native(native) => {
                if kw.is_empty()
                    && matches!(after, After::Push)
                    && let Some(begun) = self.begin_with_method(native, &pos)
                {
                    return begun;
                }
                let value = self.call_native(native, pos, &kw)?;
                self.done(value, after)
            }
            Kind::Type(ty) => {
                let meta = callee.ty();
                if meta != tid::TYPE && self.overrides(meta, sym::CALL) {
                    let Some(method) = self.lookup(meta, sym::CALL) else {
                        return self.not_callable(callee);
                    };
                    let bound = self.bind(&method, Some(callee), meta)?;
                    return self.counted(&[Level::Call], |machine| {
                        machine.begin_call(&bound, pos, kw, after)
                    });
                }
                let ty = *ty;
                let levels = self.levels_of_type_call(ty);
                self.counted(levels, |machine| {
                    machine.begin_type_call(ty, pos, kw, after)
                })
            }
            _ => {
                let Some(method) = self.lookup(callee.ty(), sym::CALL) else {
                    return self.not_callable(callee);
                };
                let bound = self.bind_special(&method, callee)?;
                self.counted(&[Level::Call], |machine| {
                    machine.nested(|machine| machine.begin_call(&bound, pos, kw, after))
                })
            }
        }
    }

    #[cold]
    fn not_callable<T>(&mut self, callee: &Value) -> Res<T> {
        let mut meant = None;
        if let (Kind::Module(name, _), true) = (&callee.kind, self.build.at_least(12)) {
            let symbol = self.sym(name);
            let found = self.try_attr(callee, symbol)?;
            meant = found.and_then(|found| self.is_callable(&found).then_some(&**name));
        }
        let class = self.error_name(callee.ty());
        let raised = messages::not_callable(&class, meant);
        self.raised(raised)
    }

    /// Native code has answered at once: the same as a frame's return, without a frame.
    pub(super) fn done(&mut self, value: Value, after: After) -> Res<Begun> {
        match after {
            After::Init(instance) => {
                self.check_init_result(&value)?;
                Ok(Begun::Done(instance))
            }
            After::New(ty, args) => self.begin_init(ty, value, args.pos, args.kw),
            After::Truth(negate) => {
                let truth = self.truth(&value)?;
                Ok(Begun::Done(self.bool(truth != negate)))
            }
            After::Binary(candidates) => self.binary_result(value, *candidates),
            After::Again(again) => self.finish_again(*again, value).map(Begun::Done),
            After::Redo(question) => {
                self.finish_redo(*question, value);
                Ok(Begun::Entered)
            }
            // Nothing is left on the stack for a discarded result.
            After::Discard => Ok(Begun::Entered),
            _ => Ok(Begun::Done(value)),
        }
    }

    /// `Call` and its relatives: the callee and the arguments are on the stack.
    pub(super) fn call_from_stack(
        &mut self,
        argc: usize,
        names: Option<u32>,
        method: bool,
    ) -> Res<Begun> {
        if names.is_none()
            && let Some(begun) = self.enter_function(argc, method)
        {
            return begun;
        }
        // With room for `self`, or for the class.
        let at = self.frame.stack.len().saturating_sub(argc);
        let mut args = Vec::with_capacity(argc + 1);
        args.extend(self.frame.stack.drain(at..));
        let kw = match names {
            None => Vec::new(),
            Some(names) => {
                let names = self.frame.code.consts[names as usize].clone();
                let Kind::Tuple(names) = &names.kind else {
                    return self.unsupported("a call without the names of its arguments");
                };
                let values = args.split_off(argc.saturating_sub(names.len()));
                names
                    .iter()
                    .zip(values)
                    .map(|(name, value)| (self.sym_of(name), value))
                    .collect()
            }
        };
        if method {
            let this = self.pop();
            if !this.is(&self.null) {
                if names.is_some() && !self.build.at_least(11) {
                    return self.call_named(this, args, kw);
                }
                args.insert(0, this);
            }
        }
        let callee = self.pop();
        self.begin_call(&callee, args, kw, After::Push)
    }

    /// Up to 3.10 a method that is called with arguments by name is bound first (LOAD_ATTR, CALL_FUNCTION_KW): that of a
    /// builtin type is then named after the type of its object.
    #[inline(never)]
    fn call_named(&mut self, this: Value, mut args: Vec<Value>, kw: Keywords) -> Res<Begun> {
        let mut callee = self.pop();
        match &callee.kind {
            Kind::Native(native) if native.this.is_none() => {
                callee = self.bind(&callee, Some(&this), this.ty())?;
            }
            _ => args.insert(0, this),
        }
        self.begin_call(&callee, args, kw, After::Push)
    }

    /// The same for a Python function that takes just what is on the stack: it becomes the function's locals.
    fn enter_function(&mut self, argc: usize, method: bool) -> Option<Res<Begun>> {
        let stack = &self.frame.stack;
        let at = stack.len().checked_sub(argc + usize::from(method) + 1)?;
        let callee = stack[at].clone();
        let Kind::Function(function) = &callee.kind else {
            return None;
        };
        let first = at + 1 + usize::from(method && stack[at + 1].is(&self.null));
        let given = stack.len() - first;
        let code = Rc::clone(&function.code.borrow());
        let params = code.code.params;
        let plain = usize::from(params.positional) == given && params.count() == given;
        if !plain || code.code.generator || !code.code.cell_params.is_empty() {
            return None;
        }
        let mut frame = self.new_frame(&code, &function.globals, None, After::Push);
        frame.cells.extend(function.closure.iter().cloned());
        for (local, value) in frame.locals.iter_mut().zip(self.frame.stack.drain(first..)) {
            *local = Some(value);
        }
        self.frame.stack.truncate(at);
        frame.function = Some(callee);
        Some(self.enter(frame).map(|()| Begun::Entered))
    }

    /// `f(*args, **kwargs)`
    #[inline(never)]
    pub(super) fn begin_call_ex(
        &mut self,
        callee: &Value,
        args: &Value,
        kwargs: Option<Value>,
    ) -> Res<Begun> {
        let pos = match &args.kind {
            Kind::Tuple(items) => items.to_vec(),
            _ => {
                if !self.is_iterable(args) {
                    return self.not_unpackable(callee, false, args);
                }
                self.iterate(args)?
            }
        };
        let mut kw = Vec::new();
        if let Some(kwargs) = kwargs {
            for (key, value) in self.dict_items(&kwargs) {
                if !self.is_instance(&key, tid::STR) {
                    return self.type_error("keywords must be strings");
                }
                kw.push((self.sym_of(&key), value));
            }
        }
        self.begin_call(callee, pos, kw, After::Push)
    }

    /// `f(**mapping)`: keys must be new strings (Python/ceval.c, format_kwargs_error).
    #[inline(never)]
    pub(super) fn dict_merge_keywords(
        &mut self,
        dict: &Value,
        mapping: &Value,
        callee: &Value,
    ) -> Res<()> {
        if !self.is_mapping(mapping)? {
            return self.not_unpackable(callee, true, mapping);
        }
        for (key, value) in self.mapping_items(mapping)? {
            if !self.is_instance(&key, tid::STR) {
                return self.type_error("keywords must be strings");
            }
            if self.dict_get(dict, &key)?.is_some() {
                let name = self.str_of(&key)?;
                let raised = messages::keyword_given_twice(&self.callee_name(callee)?, &name);
                return self.raised(raised);
            }
            self.dict_set(dict, &key, value)?;
        }
        Ok(())
    }

    #[cold]
    fn not_unpackable<T>(&mut self, callee: &Value, mapping: bool, given: &Value) -> Res<T> {
        let (callee, given) = (self.callee_name(callee)?, self.error_name(given.ty()));
        let raised = messages::not_unpackable(self.build, &callee, mapping, &given);
        self.raised(raised)
    }

    /// How errors name what is called (Python/ceval.c, _PyObject_FunctionStr).
    #[inline(never)]
    fn callee_name(&mut self, callee: &Value) -> Res<String> {
        let qualname = self.try_attr(callee, sym::QUALNAME)?;
        let Some(qualname) = qualname else {
            return self.str_of(callee);
        };
        let qualname = self.str_of(&qualname)?;
        let module = self.try_attr(callee, sym::MODULE)?;
        match module {
            Some(module) if self.is_instance(&module, tid::STR) => {
                let module = self.str_of(&module)?;
                if module == "builtins" {
                    Ok(format!("{qualname}()"))
                } else {
                    Ok(format!("{module}.{qualname}()"))
                }
            }
            _ => Ok(format!("{qualname}()")),
        }
    }

    /// Makes a function from the code and what lies on the stack.
    pub(super) fn make_function(&mut self, code: u32, parts: FunctionParts) -> Res<()> {
        let code = self.frame.code.consts[code as usize].clone();
        let Kind::Code(linked) = &code.kind else {
            return self.unsupported("a function without code");
        };
        let closure = if parts.closure {
            self.pop()
        } else {
            self.none()
        };
        let annotations = if parts.annotations {
            Some(self.pop())
        } else {
            None
        };
        let kwdefaults = if parts.kwdefaults {
            Some(self.pop())
        } else {
            None
        };
        let defaults = if parts.defaults {
            self.pop()
        } else {
            self.none()
        };
        let items = |value: &Value| match &value.kind {
            Kind::Tuple(items) => items.to_vec(),
            _ => Vec::new(),
        };
        let globals = self.frame.globals.clone();
        let module = self
            .dict_get_sym(&globals, sym::NAME)
            .unwrap_or_else(|| self.none());
        let doc = match &linked.code.doc {
            Some(doc) => self.str_rc(Rc::clone(doc)),
            None => self.none(),
        };
        let lazy = self.build.at_least(14);
        let parts = Parts {
            name: linked.name.clone(),
            qualname: linked.qualname.clone(),
            module,
            doc,
            has_defaults: parts.defaults,
            defaults: items(&defaults),
            kwdefaults,
            annotate: if lazy { annotations.clone() } else { None },
            annotations: if lazy { None } else { annotations },
        };
        let function = Function {
            code: RefCell::new(Rc::clone(linked)),
            globals,
            closure: items(&closure),
            parts: RefCell::new(parts),
        };
        let value = self.track(Value::new(
            tid::FUNCTION,
            Kind::Function(Box::new(function)),
        ));
        self.push(value);
        Ok(())
    }

    /// A bound method.
    pub(super) fn bound(&self, func: &Value, this: &Value) -> Value {
        Value::new(
            tid::METHOD,
            Kind::Method(Box::new(BoundMethod {
                func: func.clone(),
                this: this.clone(),
            })),
        )
    }

    fn begin_function(
        &mut self,
        callee: &Value,
        function: &Function,
        pos: Vec<Value>,
        kw: Keywords,
        after: After,
    ) -> Res<Begun> {
        let code: Rc<Linked> = Rc::clone(&function.code.borrow());
        let namespace = None;
        let mut frame = self.new_frame(&code, &function.globals, namespace, after);
        frame.cells.extend(function.closure.iter().cloned());
        let params = code.code.params;
        if kw.is_empty()
            && pos.len() == usize::from(params.positional)
            && params.count() == pos.len()
        {
            for (local, value) in frame.locals.iter_mut().zip(pos) {
                *local = Some(value);
            }
        } else {
            self.bind_arguments(function, &code, &mut frame.locals, pos, kw)?;
        }
        for &(cell, local) in &code.code.cell_params {
            if let Kind::Cell(cell) = &frame.cells[cell as usize].kind {
                *cell.borrow_mut() = frame.locals[local as usize].take();
            }
        }
        frame.function = Some(callee.clone());
        if code.code.generator {
            let mut frame_after = std::mem::replace(&mut frame.after, After::Push);
            let parts = function.parts.borrow();
            let generator = self.new_generator(frame, parts.name.clone(), parts.qualname.clone());
            drop(parts);
            let after = std::mem::replace(&mut frame_after, After::Push);
            return self.done(generator, after);
        }
        self.enter(frame)?;
        Ok(Begun::Entered)
    }

    /// The symbol of a str object.
    pub fn sym_of(&mut self, name: &Value) -> Sym {
        match &name.kind {
            Kind::Str(text) => match text.sym() {
                Some(sym) => sym,
                None => {
                    let sym = self.symbols.intern(text.as_str());
                    text.set_sym(sym);
                    sym
                }
            },
            _ => sym::EMPTY,
        }
    }
}
