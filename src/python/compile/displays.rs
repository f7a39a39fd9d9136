//! Displays of lists, sets, tuples and dicts, built as each version builds them: that decides how
//! much room a list or a table has (starunpack_helper, compiler_dict).

use super::Compiler;
use crate::python::code::{Const, Op};
use crate::python::tree::*;
use crate::text::Span;

/// STACK_USE_GUIDELINE: from 3.10 on, displays with more are built piece by piece.
pub(super) const MANY: usize = 30;
/// Constants from this many on are first made a tuple or frozenset.
const MIN_CONSTANTS: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Display {
    List,
    Set,
    /// A tuple with `*x` or with many items: a list first.
    Tuple,
}

impl<'t> Compiler<'t> {
    pub(super) fn list(&mut self, items: &'t [Expr], span: Span) {
        self.display(items, Display::List, span);
    }

    pub(super) fn set(&mut self, items: &'t [Expr], span: Span) {
        self.display(items, Display::Set, span);
    }

    /// Also the positional arguments of a call with `*x`.
    pub(super) fn tuple(&mut self, items: &'t [Expr], span: Span) {
        self.display(items, Display::Tuple, span);
    }

    /// Whether a display of this many items is built piece by piece.
    pub(super) fn is_many(&self, items: usize) -> bool {
        self.build.at_least(10) && items > MANY
    }

    fn display(&mut self, items: &'t [Expr], display: Display, span: Span) {
        let starred = |item: &Expr| matches!(item.kind, ExprKind::Starred(_));
        let first_star = items.iter().position(starred);
        let many = self.is_many(items.len());
        if first_star.is_none() {
            if let Some(constants) = self.constants(items, many) {
                return self.constant_display(constants, display, span);
            }
            if !many {
                items.iter().for_each(|item| self.expr(item));
                return self.build(display, items.len(), span);
            }
        }
        let whole = match (many, first_star) {
            (true, _) | (_, None) => 0,
            (false, Some(star)) => star,
        };
        let container = match display {
            Display::Tuple => Display::List,
            other => other,
        };
        self.prefix(&items[..whole], container, span);
        for item in &items[whole..] {
            let op = match (&item.kind, container) {
                (ExprKind::Starred(value), Display::Set) => {
                    self.expr(value);
                    Op::SetUpdate
                }
                (ExprKind::Starred(value), _) => {
                    self.expr(value);
                    Op::ListExtend
                }
                (_, Display::Set) => {
                    self.expr(item);
                    Op::SetAdd(1)
                }
                _ => {
                    self.expr(item);
                    Op::ListAppend(1)
                }
            };
            self.emit(op, span);
        }
        if display == Display::Tuple {
            self.emit(Op::ListToTuple, span);
        }
    }

    /// What stands before the first `*x`: from 3.14 on the optimizer sees constants there too.
    fn prefix(&mut self, items: &'t [Expr], container: Display, span: Span) {
        let constants = if self.build.at_least(14) {
            self.constants(items, false)
        } else {
            None
        };
        match constants {
            Some(constants) => self.constant_display(constants, container, span),
            None => {
                items.iter().for_each(|item| self.expr(item));
                self.build(container, items.len(), span);
            }
        }
    }

    fn build(&mut self, display: Display, items: usize, span: Span) {
        let items = items as u32;
        let op = match display {
            Display::List => Op::BuildList(items),
            Display::Set => Op::BuildSet(items),
            Display::Tuple => Op::BuildTuple(items),
        };
        self.emit(op, span);
    }

    /// The items, if they are enough constants to be folded; from 3.14 on not too many of them.
    fn constants(&self, items: &'t [Expr], many: bool) -> Option<Vec<Const>> {
        let refused = self.build.at_least(14) && many;
        if items.len() < MIN_CONSTANTS || refused {
            return None;
        }
        items.iter().map(|item| self.constant_of(item)).collect()
    }

    fn constant_display(&mut self, items: Vec<Const>, display: Display, span: Span) {
        match display {
            Display::Tuple => self.constant(Const::Tuple(items), span),
            Display::List => {
                self.emit(Op::BuildList(0), span);
                self.constant(Const::Tuple(items), span);
                self.emit(Op::ListExtend, span);
            }
            Display::Set => {
                self.emit(Op::BuildSet(0), span);
                self.constant(Const::FrozenSet(items), span);
                self.emit(Op::SetUpdate, span);
            }
        }
    }

    pub(super) fn dict(&mut self, items: &'t [(Option<Expr>, Expr)], span: Span) {
        let mut started = false;
        let mut chunk: Vec<(&'t Expr, &'t Expr)> = Vec::new();
        for (key, value) in items {
            match key {
                None => {
                    self.flush_dict(&mut chunk, &mut started, span);
                    if !started {
                        self.emit(Op::BuildDict(0), span);
                        started = true;
                    }
                    self.expr(value);
                    self.emit(Op::DictUpdate, span);
                }
                Some(key) => {
                    chunk.push((key, value));
                    if self.is_many((chunk.len() - 1) * 2) {
                        self.flush_dict(&mut chunk, &mut started, span);
                    }
                }
            }
        }
        self.flush_dict(&mut chunk, &mut started, span);
        if !started {
            self.emit(Op::BuildDict(0), span);
        }
    }

    fn flush_dict(
        &mut self,
        chunk: &mut Vec<(&'t Expr, &'t Expr)>,
        started: &mut bool,
        span: Span,
    ) {
        if chunk.is_empty() {
            return;
        }
        let count = chunk.len();
        let many = self.is_many(count * 2);
        if many {
            self.emit(Op::BuildDict(0), span);
        }
        for (key, value) in chunk.drain(..) {
            self.expr(key);
            self.expr(value);
            if many {
                self.emit(Op::DictAdd(1), span);
            }
        }
        if !many {
            self.emit(Op::BuildDict(count as u32), span);
        }
        if *started {
            self.emit(Op::DictUpdate, span);
        }
        *started = true;
    }
}
