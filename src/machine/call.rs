//! Calling: functions, methods, classes, anything with `__call__`.

use super::code::Linked;
use super::function::{Args, BoundMethod, Function, Native, NativeKind, Parts, Sig};
use super::generator::{After, CallArgs};
use super::object::{Kind, Value};
use super::recursion::Level;
use super::symbol::{Sym, sym};
use super::types::{TypeId, tid};
use super::{Begun, Machine, Res};
use crate::cpython::messages;
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
        self.bind(&method, Some(obj), obj.ty()).map(Some)
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
                let bound = self.bind(method, Some(obj), obj.ty())?;
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
                let bound = self.bind(&method, Some(callee), callee.ty())?;
                self.counted(&[Level::Call], |machine| {
                    machine.nested(|machine| machine.begin_call(&bound, pos, kw, after))
                })
            }
        }
    }

    fn not_callable<T>(&mut self, callee: &Value) -> Res<T> {
        let text = format!("'{}' object is not callable", self.error_name(callee.ty()));
        self.type_error(text)
    }

    /// Native code has answered at once: the same as a frame's return, without a frame.
    fn done(&mut self, value: Value, after: After) -> Res<Begun> {
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
        let mut args = self.pop_many(argc);
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
                args.insert(0, this);
            }
        }
        let callee = self.pop();
        self.begin_call(&callee, args, kw, After::Push)
    }

    /// `f(*args, **kwargs)`
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
                let text = format!(
                    "{} got multiple values for keyword argument '{name}'",
                    self.callee_name(callee)?
                );
                return self.type_error(text);
            }
            self.dict_set(dict, &key, value)?;
        }
        Ok(())
    }

    fn not_unpackable<T>(&mut self, callee: &Value, mapping: bool, given: &Value) -> Res<T> {
        let (callee, given) = (self.callee_name(callee)?, self.error_name(given.ty()));
        let raised = messages::not_unpackable(self.build, &callee, mapping, &given);
        self.raised(raised)
    }

    /// How errors name what is called (Python/ceval.c, _PyObject_FunctionStr).
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

    /// Checks the arguments against the signature, then calls the machine's function.
    fn call_native(&mut self, native: &Native, pos: Vec<Value>, kw: &[(Sym, Value)]) -> Res {
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
        // Methods of texts look through them; those of containers count what they do themselves.
        match pos.first().map(|this| &this.kind) {
            Some(Kind::Str(text)) => self.work(text.as_str().len() / 64)?,
            Some(Kind::Bytes(bytes)) => self.work(bytes.len() / 64)?,
            _ => {}
        }
        if native.def.kind == NativeKind::Wrapper {
            return (native.def.call)(self, &Args { pos: &pos, kw });
        }
        self.native_level(native.def.sig, |machine| {
            (native.def.call)(machine, &Args { pos: &pos, kw })
        })
    }

    /// `str.upper(5)`, `str.upper()` (Objects/descrobject.c, descr_check and method_vectorcall).
    fn check_descriptor_self(&mut self, native: &Native, owner: TypeId, pos: &[Value]) -> Res<()> {
        let (name, owner_name) = (native.def.name, self.error_name(owner));
        let Some(this) = pos.first() else {
            let text = if native.def.kind == NativeKind::Wrapper {
                format!("descriptor '{name}' of '{owner_name}' object needs an argument")
            } else {
                format!("unbound method {owner_name}.{name}() needs an argument")
            };
            return self.type_error(text);
        };
        if self.is_instance(this, owner) {
            return Ok(());
        }
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
        let def = native.def;
        if def.sig == Sig::Any {
            return Ok(());
        }
        // Objects/methodobject.c, meth_get__qualname__: a bound one is named after the type of its object.
        let class = match (&native.this, native.owner) {
            _ if def.kind == NativeKind::Wrapper => None,
            (Some(this), Some(_)) => Some(Self::as_type(this).unwrap_or(this.ty())),
            (_, owner) => owner,
        };
        let full = match class {
            Some(class) => format!("{}.{}", self.type_qualname(class), def.name),
            None => match super::import::native_module(def) {
                Some(module) => format!("{module}.{}", def.name),
                None => def.name.to_string(),
            },
        };
        if !kw.is_empty() {
            let text = if def.kind == NativeKind::Wrapper {
                format!("wrapper {full}() takes no keyword arguments")
            } else {
                format!("{full}() takes no keyword arguments")
            };
            return self.type_error(text);
        }
        if def.kind == NativeKind::Wrapper {
            let (min, max) = match def.sig {
                Sig::No => (0, 0),
                Sig::One => (1, 1),
                Sig::Range(min, max) => (min as usize, max as usize),
                Sig::Any => (0, usize::MAX),
            };
            if given < min || given > max {
                let text = wrapper_arity(self.build, def.name, (min, max), given);
                return self.type_error(text);
            }
            return Ok(());
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
            Sig::Range(min, max) if given < min as usize || given > max as usize => {
                self.type_error(clinic_arity(def.name, min as usize, max as usize, given))
            }
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

    /// `type(x)`, `Class(…)` (Objects/typeobject.c, type_call).
    pub(super) fn begin_type_call(
        &mut self,
        ty: TypeId,
        pos: Vec<Value>,
        kw: Keywords,
        after: After,
    ) -> Res<Begun> {
        if ty == tid::TYPE && kw.is_empty() && pos.len() == 1 {
            let value = pos[0].ty_value(self);
            return self.done(value, after);
        }
        if self.ty(ty).layout.heap {
            self.note_call(ty, &pos, &kw)?;
        }
        let no_instances = matches!(ty, tid::WEAKPROXY | tid::WEAKCALLABLEPROXY);
        let Some(new) = self.lookup(ty, sym::NEW).filter(|_| !no_instances) else {
            let text = format!("cannot create '{}' instances", self.ty(ty).tp_name());
            return self.type_error(text);
        };
        if let Kind::Native(native) = &new.kind {
            if kw.is_empty()
                && matches!(after, After::Push)
                && let [obj] = &pos[..]
                && let Some(begun) = self.begin_conversion(native.def, ty, obj)
            {
                return begun;
            }
            let mut all = Vec::with_capacity(pos.len() + 1);
            all.push(self.ty(ty).object.clone());
            all.extend(pos.iter().cloned());
            let made = (native.def.call)(self, &Args { pos: &all, kw: &kw })?;
            let begun = self.begin_init_after(ty, made, pos, kw, after)?;
            return Ok(begun);
        }
        let mut all = Vec::with_capacity(pos.len() + 1);
        all.push(self.ty(ty).object.clone());
        all.extend(pos.iter().cloned());
        let function = match &new.kind {
            Kind::StaticMethod(inner) => inner.borrow().clone(),
            _ => self.bind(&new, None, ty)?,
        };
        if !matches!(after, After::Push) {
            // Native code waits: do it in one go.
            let base = self.depth();
            let begun = self.begin_call(&function, all, kw.clone(), After::Push);
            let made = self.complete(base, begun)?;
            return self.begin_init_after(ty, made, pos, kw, after);
        }
        self.begin_call(
            &function,
            all,
            kw.clone(),
            After::New(ty, Box::new(CallArgs { pos, kw })),
        )
    }

    fn begin_init_after(
        &mut self,
        ty: TypeId,
        made: Value,
        pos: Vec<Value>,
        kw: Keywords,
        after: After,
    ) -> Res<Begun> {
        if matches!(after, After::Push) {
            return self.begin_init(ty, made, pos, kw);
        }
        let base = self.depth();
        let begun = self.begin_init(ty, made, pos, kw);
        let value = self.complete(base, begun)?;
        self.done(value, after)
    }

    /// `__init__`, if what `__new__` made is an instance of the class.
    pub(super) fn begin_init(
        &mut self,
        ty: TypeId,
        made: Value,
        mut pos: Vec<Value>,
        kw: Keywords,
    ) -> Res<Begun> {
        if !self.is_instance(&made, ty) {
            return Ok(Begun::Done(made));
        }
        let own = made.ty();
        let Some(init) = self.lookup(own, sym::INIT) else {
            return Ok(Begun::Done(made));
        };
        match &init.kind {
            Kind::Function(_) => {
                pos.insert(0, made.clone());
                self.begin_call(&init, pos, kw, After::Init(made))
            }
            Kind::Native(native) => {
                pos.insert(0, made.clone());
                (native.def.call)(self, &Args { pos: &pos, kw: &kw })?;
                Ok(Begun::Done(made))
            }
            _ => {
                let bound = self.bind(&init, Some(&made), own)?;
                self.begin_call(&bound, pos, kw, After::Init(made))
            }
        }
    }

    pub(super) fn check_init_result(&mut self, value: &Value) -> Res<()> {
        if value.is(&self.none()) {
            return Ok(());
        }
        let text = format!(
            "__init__() should return None, not '{}'",
            self.error_name(value.ty())
        );
        self.type_error(text)
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

/// Objects/typeobject.c, wrap_*: those with one argument or none count themselves (check_num_args), the others through
/// PyArg_UnpackTuple, up to 3.13 with an empty name. 3.14+ words that of `__pow__` anew.
fn wrapper_arity(
    build: crate::cpython::Build,
    name: &str,
    (min, max): (usize, usize),
    given: usize,
) -> String {
    if max <= 1 {
        let s = if max == 1 { "" } else { "s" };
        return format!("expected {max} argument{s}, got {given}");
    }
    if !build.at_least(14) {
        return clinic_arity("", min, max, given);
    }
    if name.ends_with("pow__") {
        return format!("expected 1 or 2 arguments, got {given}");
    }
    clinic_arity(name, min, max, given)
}

/// Python/getargs.c, _PyArg_CheckPositional.
pub(super) fn clinic_arity(name: &str, min: usize, max: usize, given: usize) -> String {
    let (bound, n) = match (min == max, given < min) {
        (true, _) => ("", min),
        (false, true) => ("at least ", min),
        (false, false) => ("at most ", max),
    };
    let s = if n == 1 { "" } else { "s" };
    format!("{name} expected {bound}{n} argument{s}, got {given}")
}
