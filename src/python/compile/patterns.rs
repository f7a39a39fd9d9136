//! `match`: patterns test the subject on top of the stack and leave the names they capture below
//! it, to be stored when the whole pattern matched (compiler_match, pattern_context).

use super::unit::{Label, constant_key};
use super::{Access, Compiler};
use crate::python::code::{BinOp, CmpOp, Const, Op};
use crate::python::tree::*;
use crate::text::Span;
use std::collections::HashSet;
use std::rc::Rc;

/// What is on the stack while a pattern is compiled.
#[derive(Default)]
struct Context {
    /// The names captured so far; their values lie on the stack, the first one on top.
    stores: Vec<Rc<str>>,
    /// Where to jump on failure, by how many values have to be popped.
    fail: Vec<Label>,
    /// How many values lie above the captured ones.
    on_top: usize,
    /// Whether a pattern that always matches may stand here.
    irrefutable: bool,
}

impl<'t> Compiler<'t> {
    #[inline(never)]
    pub(super) fn match_stmt(&mut self, subject: &'t Expr, cases: &'t [Case]) {
        let Some(last) = cases.last() else { return };
        let end = self.unit.label();
        self.expr(subject);
        let default = cases.len() > 1 && is_wildcard(&last.pattern);
        let tried = cases.len() - usize::from(default);
        for (i, case) in cases[..tried].iter().enumerate() {
            let copied = i + 1 < tried;
            let at = case.pattern.span;
            if copied {
                self.emit(Op::Dup, at);
            }
            let mut context = Context {
                irrefutable: case.guard.is_some() || i + 1 == cases.len(),
                ..Context::default()
            };
            self.pattern(&case.pattern, &mut context);
            for name in std::mem::take(&mut context.stores) {
                self.variable(&name, Access::Store, at);
            }
            if let Some(guard) = &case.guard {
                let fail = self.fail_label(&mut context, 0);
                self.jump_if(guard, fail, false, at);
            }
            if copied {
                self.emit(Op::Pop, at);
            }
            self.statements(&case.body);
            self.jump(Op::Jump, end, at);
            self.bind_failures(&mut context, at);
        }
        if default {
            if let Some(guard) = &last.guard {
                self.jump_if(guard, end, false, last.pattern.span);
            }
            self.statements(&last.body);
        }
        self.unit.bind(end);
    }

    fn fail_label(&mut self, context: &mut Context, pops: usize) -> Label {
        while context.fail.len() <= pops {
            let label = self.unit.label();
            context.fail.push(label);
        }
        context.fail[pops]
    }

    /// Jumps to where everything this pattern has on the stack is popped.
    fn fail(&mut self, op: fn(u32) -> Op, context: &mut Context, span: Span) {
        let pops = context.on_top + context.stores.len();
        let label = self.fail_label(context, pops);
        self.jump(op, label, span);
    }

    fn bind_failures(&mut self, context: &mut Context, span: Span) {
        while let Some(label) = context.fail.pop() {
            self.unit.bind(label);
            if !context.fail.is_empty() {
                self.emit(Op::Pop, span);
            }
        }
    }

    fn rotate(&mut self, count: usize, span: Span) {
        if count > 1 {
            let count = self.narrow(count, span);
            self.emit(Op::RotateDown(count), span);
        }
    }

    /// Keeps the value on top of the stack for a name, or drops it.
    fn capture(&mut self, name: Option<&Name>, context: &mut Context, span: Span) {
        let Some(name) = name else {
            return self.emit(Op::Pop, span);
        };
        if context.stores.contains(&name.id) {
            let message = format!("multiple assignments to name '{}' in pattern", name.id);
            return self.syntax(message, name.span);
        }
        self.rotate(context.on_top + context.stores.len() + 1, span);
        context.stores.push(name.id.clone());
    }

    fn pattern(&mut self, pattern: &'t Pattern, context: &mut Context) {
        let span = pattern.span;
        match &pattern.kind {
            PatternKind::Value(value) => {
                self.expr(value);
                self.emit(Op::Compare(CmpOp::Eq), span);
                self.fail(Op::PopJumpIfFalse, context, span);
            }
            PatternKind::Singleton(value) => {
                self.constant(value.clone(), span);
                self.emit(Op::Is(false), span);
                self.fail(Op::PopJumpIfFalse, context, span);
            }
            PatternKind::Sequence(patterns) => self.sequence(patterns, context, span),
            PatternKind::Mapping {
                keys,
                patterns,
                rest,
            } => self.mapping(keys, patterns, rest.as_ref(), context, span),
            PatternKind::Class {
                class,
                positional,
                keywords,
            } => self.class_pattern(class, positional, keywords, context, span),
            PatternKind::Star(name) => self.capture(name.as_ref(), context, span),
            PatternKind::As { pattern, name } => {
                self.as_pattern(pattern.as_deref(), name.as_ref(), context, span);
            }
            PatternKind::Or(patterns) => self.or_pattern(patterns, context, span),
        }
    }

    fn subpattern(&mut self, pattern: &'t Pattern, context: &mut Context) {
        let outer = std::mem::replace(&mut context.irrefutable, true);
        self.pattern(pattern, context);
        context.irrefutable = outer;
    }

    fn as_pattern(
        &mut self,
        pattern: Option<&'t Pattern>,
        name: Option<&'t Name>,
        context: &mut Context,
        span: Span,
    ) {
        if let Some(pattern) = pattern {
            context.on_top += 1;
            self.emit(Op::Dup, span);
            self.pattern(pattern, context);
            context.on_top -= 1;
        } else if !context.irrefutable {
            let message = match name {
                Some(name) => {
                    format!(
                        "name capture '{}' makes remaining patterns unreachable",
                        name.id
                    )
                }
                None => "wildcard makes remaining patterns unreachable".into(),
            };
            return self.syntax(message, span);
        }
        self.capture(name, context, span);
    }

    fn sequence(&mut self, patterns: &'t [Pattern], context: &mut Context, span: Span) {
        let is_star = |pattern: &Pattern| matches!(pattern.kind, PatternKind::Star(_));
        let star = patterns.iter().position(is_star);
        if patterns.iter().filter(|pattern| is_star(pattern)).count() > 1 {
            return self.syntax("multiple starred names in sequence pattern", span);
        }
        context.on_top += 1;
        self.emit(Op::MatchSequence, span);
        self.fail(Op::PopJumpIfFalse, context, span);
        match star {
            None => self.check_length(patterns.len(), CmpOp::Eq, context, span),
            Some(_) if patterns.len() > 1 => {
                self.check_length(patterns.len() - 1, CmpOp::Ge, context, span);
            }
            Some(_) => {}
        }
        context.on_top -= 1;
        let wild = |pattern: &Pattern| {
            is_wildcard(pattern) || matches!(pattern.kind, PatternKind::Star(None))
        };
        match star {
            _ if patterns.iter().all(wild) => self.emit(Op::Pop, span),
            Some(star) if wild(&patterns[star]) => {
                self.sequence_items(patterns, star, context, span);
            }
            _ => self.sequence_unpack(patterns, star, context, span),
        }
    }

    fn check_length(&mut self, length: usize, op: CmpOp, context: &mut Context, span: Span) {
        self.emit(Op::GetLen, span);
        self.constant(Const::Int(length.into()), span);
        self.emit(Op::Compare(op), span);
        self.fail(Op::PopJumpIfFalse, context, span);
    }

    fn sequence_unpack(
        &mut self,
        patterns: &'t [Pattern],
        star: Option<usize>,
        context: &mut Context,
        span: Span,
    ) {
        match star {
            None => self.emit(Op::Unpack(patterns.len() as u32), span),
            Some(star) => {
                let before = self.narrow(star, span);
                let after = self.narrow(patterns.len() - star - 1, span);
                self.emit(Op::UnpackEx(before, after), span);
            }
        }
        context.on_top += patterns.len();
        for pattern in patterns {
            context.on_top -= 1;
            self.subpattern(pattern, context);
        }
    }

    /// `[a, *_, b]` takes its items by index.
    fn sequence_items(
        &mut self,
        patterns: &'t [Pattern],
        star: usize,
        context: &mut Context,
        span: Span,
    ) {
        context.on_top += 1;
        for (i, pattern) in patterns.iter().enumerate() {
            if i == star || is_wildcard(pattern) {
                continue;
            }
            self.emit(Op::Dup, span);
            if i < star {
                self.constant(Const::Int(i.into()), span);
            } else {
                self.emit(Op::GetLen, span);
                self.constant(Const::Int((patterns.len() - i).into()), span);
                self.emit(Op::Binary(BinOp::Sub), span);
            }
            self.emit(Op::Subscript, span);
            self.subpattern(pattern, context);
        }
        context.on_top -= 1;
        self.emit(Op::Pop, span);
    }

    fn mapping(
        &mut self,
        keys: &'t [Expr],
        patterns: &'t [Pattern],
        rest: Option<&'t Name>,
        context: &mut Context,
        span: Span,
    ) {
        self.check_keys(keys);
        context.on_top += 1;
        self.emit(Op::MatchMapping, span);
        self.fail(Op::PopJumpIfFalse, context, span);
        if keys.is_empty() && rest.is_none() {
            context.on_top -= 1;
            return self.emit(Op::Pop, span);
        }
        if !keys.is_empty() {
            self.check_length(keys.len(), CmpOp::Ge, context, span);
        }
        keys.iter().for_each(|key| self.expr(key));
        self.emit(Op::BuildTuple(keys.len() as u32), span);
        self.emit(Op::MatchKeys, span);
        context.on_top += 2;
        self.not_none(context, span);
        self.emit(Op::Unpack(keys.len() as u32), span);
        context.on_top += keys.len();
        context.on_top -= 1;
        for pattern in patterns {
            context.on_top -= 1;
            self.subpattern(pattern, context);
        }
        context.on_top -= 2;
        match rest {
            Some(rest) => {
                self.mapping_rest(keys.len(), span);
                self.capture(Some(rest), context, span);
            }
            None => {
                self.emit(Op::Pop, span);
                self.emit(Op::Pop, span);
            }
        }
    }

    fn check_keys(&mut self, keys: &'t [Expr]) {
        let mut seen = HashSet::new();
        for key in keys {
            let Some(value) = self.constant_of(key) else {
                continue;
            };
            if !seen.insert(constant_key(&value)) {
                self.syntax("mapping pattern checks duplicate key", key.span);
            }
        }
    }

    /// `[subject, keys] → [dict]`: a copy without the keys.
    fn mapping_rest(&mut self, keys: usize, span: Span) {
        self.emit(Op::Swap(2), span);
        self.emit(Op::BuildDict(0), span);
        self.emit(Op::Swap(2), span);
        self.emit(Op::DictUpdate, span);
        self.emit(Op::Swap(2), span);
        for i in 0..keys {
            self.emit(Op::DupTwo, span);
            self.constant(Const::Int(i.into()), span);
            self.emit(Op::Subscript, span);
            self.emit(Op::DeleteSubscript, span);
        }
        self.emit(Op::Pop, span);
    }

    /// Fails if the value on top is None, which then is one of those to pop.
    fn not_none(&mut self, context: &mut Context, span: Span) {
        self.emit(Op::Dup, span);
        self.constant(Const::None, span);
        self.emit(Op::Is(true), span);
        self.fail(Op::PopJumpIfFalse, context, span);
    }

    fn class_pattern(
        &mut self,
        class: &'t Expr,
        positional: &'t [Pattern],
        keywords: &'t [(Name, Pattern)],
        context: &mut Context,
        span: Span,
    ) {
        for (i, (name, _)) in keywords.iter().enumerate() {
            if keywords[..i]
                .iter()
                .any(|(earlier, _)| earlier.id == name.id)
            {
                let message = format!("attribute name repeated in class pattern: {}", name.id);
                return self.syntax(message, name.span);
            }
        }
        self.expr(class);
        let names = keywords
            .iter()
            .map(|(name, _)| Const::Str(name.id.clone()))
            .collect();
        let names = self.unit.constant(Const::Tuple(names));
        let count = self.narrow(positional.len(), span);
        self.emit(Op::MatchClass(count, names), span);
        context.on_top += 1;
        self.not_none(context, span);
        let total = positional.len() + keywords.len();
        self.emit(Op::Unpack(total as u32), span);
        context.on_top += total;
        context.on_top -= 1;
        for pattern in positional
            .iter()
            .chain(keywords.iter().map(|(_, pattern)| pattern))
        {
            context.on_top -= 1;
            if is_wildcard(pattern) {
                self.emit(Op::Pop, span);
            } else {
                self.subpattern(pattern, context);
            }
        }
    }

    fn or_pattern(&mut self, patterns: &'t [Pattern], context: &mut Context, span: Span) {
        let end = self.unit.label();
        let mut control: Vec<Rc<str>> = Vec::new();
        for (i, alternative) in patterns.iter().enumerate() {
            let mut inner = Context {
                irrefutable: i + 1 == patterns.len() && context.irrefutable,
                ..Context::default()
            };
            let at = alternative.span;
            self.emit(Op::Dup, at);
            self.pattern(alternative, &mut inner);
            if i == 0 {
                control = inner.stores.clone();
            } else if !self.reorder(&control, &mut inner.stores, at) {
                return self.syntax("alternative patterns bind different names", span);
            }
            self.jump(Op::Jump, end, at);
            self.bind_failures(&mut inner, at);
        }
        self.emit(Op::Pop, span);
        self.fail(Op::Jump, context, span);
        self.unit.bind(end);
        let rotations = control.len() + 1 + context.on_top + context.stores.len();
        for name in control {
            self.rotate(rotations, span);
            if context.stores.contains(&name) {
                let message = format!("multiple assignments to name '{name}' in pattern");
                return self.syntax(message, span);
            }
            context.stores.push(name);
        }
        self.emit(Op::Pop, span);
    }

    /// Brings the captured values into the order of the first alternative; false if they are others.
    fn reorder(&mut self, control: &[Rc<str>], stores: &mut Vec<Rc<str>>, span: Span) -> bool {
        if control.len() != stores.len() {
            return false;
        }
        for wanted in (0..control.len()).rev() {
            let Some(found) = stores.iter().position(|name| *name == control[wanted]) else {
                return false;
            };
            if found == wanted {
                continue;
            }
            if found > wanted {
                return false;
            }
            let rotated: Vec<Rc<str>> = stores.drain(..=found).collect();
            let at = wanted - found;
            stores.splice(at..at, rotated);
            for _ in 0..=found {
                self.rotate(wanted + 1, span);
            }
        }
        true
    }
}

fn is_wildcard(pattern: &Pattern) -> bool {
    matches!(
        pattern.kind,
        PatternKind::As {
            pattern: None,
            name: None
        }
    )
}
