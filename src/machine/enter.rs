//! Builtins that first call a special method: one written in Python is entered like any other function, and then
//! the builtin runs with its answer. So endless recursion ends in RecursionError, not on the native stack.

use super::function::{Args, Def, Native, NativeKind};
use super::generator::After;
use super::object::{Kind, Value};
use super::symbol::{Sym, sym};
use super::types::{TypeId, tid};
use super::{Begun, Machine, Res};
use crate::cpython::recursion::Level;
use crate::python::code::Conversion;

/// What a special method has answered to the one who is about to call it.
pub(super) struct Answer {
    obj: Value,
    name: Sym,
    value: Value,
}

/// A builtin that runs once its special method has answered.
pub struct Again {
    def: &'static Def,
    pos: Vec<Value>,
    question: Question,
}

/// A special method that is about to be called.
pub struct Question {
    obj: Value,
    name: Sym,
    args: Vec<Value>,
}

impl Machine {
    /// Begins a builtin function with the special method that it calls first; `None` where there is none in Python.
    pub(super) fn begin_with_method(
        &mut self,
        native: &Native,
        pos: &[Value],
    ) -> Option<Res<Begun>> {
        if native.def.kind != NativeKind::Function {
            return None;
        }
        let older = !self.build.at_least(11);
        let (question, levels): (Question, &[Level]) = match (native.def.name, pos) {
            ("repr" | "ascii", [obj]) => {
                (self.question(obj, sym::REPR)?, &[Level::Call, Level::Repr])
            }
            ("hash", [obj]) => (self.question(obj, sym::HASH)?, &[Level::Call]),
            ("dir", [obj]) => (self.question(obj, sym::DIR)?, &[Level::Call]),
            ("getsizeof", [obj]) => (self.question(obj, sym::SIZEOF)?, &[Level::Call]),
            ("len", [obj]) => (self.question(obj, sym::LEN)?, only(older, &[Level::Call])),
            ("iter", [obj]) => (self.question(obj, sym::ITER)?, only(older, &[Level::Call])),
            ("next", [obj]) => (self.question(obj, sym::NEXT)?, only(older, &[Level::Call])),
            ("format", [obj, spec @ ..]) => {
                let mut question = self.question(obj, sym::FORMAT)?;
                let spec = spec.first().cloned().unwrap_or_else(|| self.str(""));
                question.args.push(spec);
                (question, &[Level::Call])
            }
            ("isinstance", [obj, class]) if !obj.ty_value(self).is(class) => {
                let mut question = self.question(class, sym::INSTANCECHECK)?;
                question.args.push(obj.clone());
                (question, &[Level::Call, Level::InstanceCheck])
            }
            ("issubclass", [obj, class]) => {
                let mut question = self.question(class, sym::SUBCLASSCHECK)?;
                question.args.push(obj.clone());
                (question, &[Level::Call, Level::SubclassCheck])
            }
            _ => return None,
        };
        Some(self.begin_again(native.def, pos.to_vec(), question, levels))
    }

    /// Begins `str(obj)` or `bool(obj)` in the same way; `def` is the `__new__` of the type.
    pub(super) fn begin_conversion(
        &mut self,
        def: &'static Def,
        ty: TypeId,
        obj: &Value,
    ) -> Option<Res<Begun>> {
        let (question, levels): (Question, &[Level]) = match ty {
            tid::STR => (self.question_of_str(obj)?, &[Level::Str]),
            tid::BOOL => (self.question_of_truth(obj)?, &[]),
            _ => return None,
        };
        let pos = vec![self.ty(ty).object.clone(), obj.clone()];
        Some(self.begin_again(def, pos, question, levels))
    }

    /// Enters the special method that decides on the truth of `obj`, the operand of the current instruction, which
    /// is executed again when there is an answer. Whether a frame was entered.
    pub(super) fn enters_truth(&mut self, obj: &Value) -> Res<bool> {
        match self.question_of_truth(obj) {
            Some(question) => self.begin_redo(question, &[]),
            None => Ok(false),
        }
    }

    /// The same for `__iter__`.
    pub(super) fn enters_iter(&mut self, obj: &Value) -> Res<bool> {
        match self.question(obj, sym::ITER) {
            Some(question) => self.begin_redo(question, &[]),
            None => Ok(false),
        }
    }

    /// The same for a field of an f-string.
    pub(super) fn enters_format(
        &mut self,
        obj: &Value,
        conversion: Conversion,
        spec: Option<&Value>,
    ) -> Res<bool> {
        let question = match conversion {
            Conversion::None => self.question(obj, sym::FORMAT).map(|mut question| {
                let spec = spec.cloned().unwrap_or_else(|| self.str(""));
                question.args.push(spec);
                question
            }),
            Conversion::Str => self.question_of_str(obj),
            Conversion::Repr | Conversion::Ascii => self.question(obj, sym::REPR),
        };
        let plain = spec.is_none() && matches!(conversion, Conversion::None);
        match question {
            Some(question) => self.begin_redo(question, &[Level::Call]),
            // object.__format__ is str().
            None if plain => match self.question_of_str(obj) {
                Some(question) => self.begin_redo(question, &[Level::Call, Level::Str]),
                None => Ok(false),
            },
            None => Ok(false),
        }
    }

    /// A special method has answered to the builtin that waits for it.
    pub(super) fn finish_again(&mut self, again: Again, value: Value) -> Res {
        let Question { obj, name, .. } = again.question;
        self.answer = Some(Answer { obj, name, value });
        let args = Args {
            pos: &again.pos,
            kw: &[],
        };
        let result = (again.def.call)(self, &args);
        self.answer = None;
        result
    }

    /// A special method has answered to an instruction, which is next again.
    pub(super) fn finish_redo(&mut self, question: Question, value: Value) {
        let Question { obj, name, .. } = question;
        self.answer = Some(Answer { obj, name, value });
        self.frame.pc -= 1;
    }

    /// The answer that is there for this very call.
    pub(super) fn take_answer(&mut self, obj: &Value, name: Sym) -> Option<Value> {
        let fits = |answer: &Answer| answer.name == name && answer.obj.is(obj);
        if self.answer.as_ref().is_some_and(fits) {
            return self.answer.take().map(|answer| answer.value);
        }
        None
    }

    /// The method, if it is a Python function of a class of the program.
    fn question(&mut self, obj: &Value, name: Sym) -> Option<Question> {
        if !self.ty(obj.ty()).layout.heap {
            return None;
        }
        let method = self.lookup(obj.ty(), name)?;
        matches!(method.kind, Kind::Function(_)).then(|| Question {
            obj: obj.clone(),
            name,
            args: Vec::new(),
        })
    }

    fn question_of_str(&mut self, obj: &Value) -> Option<Question> {
        let question = self.question(obj, sym::STR);
        if question.is_some() || !matches!(obj.kind, Kind::Plain) {
            return question;
        }
        self.question(obj, sym::REPR)
    }

    fn question_of_truth(&mut self, obj: &Value) -> Option<Question> {
        if !self.ty(obj.ty()).layout.heap {
            return None;
        }
        match self.lookup(obj.ty(), sym::BOOL) {
            Some(_) => self.question(obj, sym::BOOL),
            None => self.question(obj, sym::LEN),
        }
    }

    fn begin_again(
        &mut self,
        def: &'static Def,
        pos: Vec<Value>,
        question: Question,
        levels: &[Level],
    ) -> Res<Begun> {
        let (obj, name) = (question.obj.clone(), question.name);
        let mut args = question.args.clone();
        let after = After::Again(Box::new(Again { def, pos, question }));
        args.insert(0, obj.clone());
        let Some(method) = self.lookup(obj.ty(), name) else {
            return self.unsupported("a lost special method");
        };
        self.counted(levels, |machine| {
            machine.begin_call(&method, args, Vec::new(), after)
        })
    }

    fn begin_redo(&mut self, question: Question, levels: &[Level]) -> Res<bool> {
        if self.answer.is_some() {
            return Ok(false);
        }
        let (obj, name) = (question.obj.clone(), question.name);
        let mut args = question.args.clone();
        let Some(method) = self.lookup(obj.ty(), name) else {
            return Ok(false);
        };
        args.insert(0, obj);
        let after = After::Redo(Box::new(question));
        let begun = self.counted(levels, |machine| {
            machine.begin_call(&method, args, Vec::new(), after)
        })?;
        Ok(matches!(begun, Begun::Entered))
    }
}

fn only(counts: bool, levels: &[Level]) -> &[Level] {
    if counts { levels } else { &[] }
}
