//! An annotation as text, as `from __future__ import annotations` keeps it (Python/ast_unparse.c).

use super::code::{BinOp, CmpOp, Const, UnaryOp};
use super::tree::*;
use crate::problem::Problem;
use std::fmt::Write;

/// The text of an expression in CPython's spacing, quotes and parentheses; a problem for the
/// expressions that nobody annotates with.
pub(super) fn unparse(expr: &Expr) -> Result<String, Problem> {
    let mut writer = Unparse {
        text: String::new(),
    };
    writer.expr(expr, Level::Test)?;
    Ok(writer.text)
}

/// How tightly an expression binds.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Level {
    Tuple,
    Test,
    Or,
    And,
    Not,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Arith,
    Term,
    Factor,
    Power,
    Await,
    Atom,
}

impl Level {
    /// The next tighter one.
    fn tighter(self) -> Level {
        use Level::*;
        const ALL: [Level; 16] = [
            Tuple, Test, Or, And, Not, Compare, BitOr, BitXor, BitAnd, Shift, Arith, Term, Factor,
            Power, Await, Atom,
        ];
        ALL[(self as usize + 1).min(ALL.len() - 1)]
    }
}

type Done = Result<(), Problem>;

struct Unparse {
    text: String,
}

impl Unparse {
    fn parenthesized(&mut self, needed: bool, inside: impl FnOnce(&mut Self) -> Done) -> Done {
        if needed {
            self.text.push('(');
        }
        inside(self)?;
        if needed {
            self.text.push(')');
        }
        Ok(())
    }

    fn list(&mut self, items: &[Expr]) -> Done {
        for (i, item) in items.iter().enumerate() {
            if i > 0 {
                self.text += ", ";
            }
            self.expr(item, Level::Test)?;
        }
        Ok(())
    }

    fn expr(&mut self, expr: &Expr, level: Level) -> Done {
        match &expr.kind {
            ExprKind::Name(name) => self.text += name,
            ExprKind::Const(value) => return self.constant(value, expr),
            ExprKind::Attribute { value, name } => {
                self.expr(value, Level::Atom)?;
                if matches!(value.kind, ExprKind::Const(Const::Int(_))) {
                    self.text.push(' ');
                }
                let _ = write!(self.text, ".{}", name.id);
            }
            ExprKind::Subscript { value, index } => {
                self.expr(value, Level::Atom)?;
                self.text.push('[');
                self.expr(index, Level::Tuple)?;
                self.text.push(']');
            }
            ExprKind::Slice { start, stop, step } => {
                for (i, part) in [start, stop, step].into_iter().enumerate() {
                    if i == 1 || (i == 2 && part.is_some()) {
                        self.text.push(':');
                    }
                    if let Some(part) = part {
                        self.expr(part, Level::Test)?;
                    }
                }
            }
            ExprKind::Call { func, arguments } => {
                self.expr(func, Level::Atom)?;
                self.text.push('(');
                self.arguments(arguments)?;
                self.text.push(')');
            }
            ExprKind::Unary { op, operand } => {
                return self.parenthesized(level > Level::Factor, |this| {
                    this.text.push(match op {
                        UnaryOp::Neg => '-',
                        UnaryOp::Pos => '+',
                        UnaryOp::Invert => '~',
                    });
                    this.expr(operand, Level::Factor)
                });
            }
            ExprKind::Not(operand) => {
                return self.parenthesized(level > Level::Not, |this| {
                    this.text += "not ";
                    this.expr(operand, Level::Not)
                });
            }
            ExprKind::Binary { left, op, right } => return self.binary(left, *op, right, level),
            ExprKind::Bool { op, values } => {
                let (own, word) = match op {
                    BoolOp::And => (Level::And, " and "),
                    BoolOp::Or => (Level::Or, " or "),
                };
                return self.parenthesized(level > own, |this| {
                    for (i, value) in values.iter().enumerate() {
                        if i > 0 {
                            this.text += word;
                        }
                        this.expr(value, own.tighter())?;
                    }
                    Ok(())
                });
            }
            ExprKind::Compare { left, rest } => {
                return self.parenthesized(level > Level::Compare, |this| {
                    this.expr(left, Level::Compare.tighter())?;
                    for (op, right) in rest {
                        this.text += comparison(*op);
                        this.expr(right, Level::Compare.tighter())?;
                    }
                    Ok(())
                });
            }
            ExprKind::IfElse(parts) => {
                return self.parenthesized(level > Level::Test, |this| {
                    this.expr(&parts.body, Level::Test.tighter())?;
                    this.text += " if ";
                    this.expr(&parts.test, Level::Test.tighter())?;
                    this.text += " else ";
                    this.expr(&parts.orelse, Level::Test)
                });
            }
            ExprKind::Tuple(items) if items.is_empty() => self.text += "()",
            ExprKind::Tuple(items) => {
                return self.parenthesized(level > Level::Tuple, |this| {
                    this.list(items)?;
                    if items.len() == 1 {
                        this.text.push(',');
                    }
                    Ok(())
                });
            }
            ExprKind::List(items) => {
                self.text.push('[');
                self.list(items)?;
                self.text.push(']');
            }
            ExprKind::Set(items) => {
                self.text.push('{');
                self.list(items)?;
                self.text.push('}');
            }
            ExprKind::Dict(items) => return self.dict(items),
            ExprKind::Starred(value) => {
                self.text.push('*');
                self.expr(value, Level::BitOr)?;
            }
            ExprKind::Named { .. }
            | ExprKind::Lambda(_)
            | ExprKind::Comprehension(_)
            | ExprKind::Yield(_)
            | ExprKind::YieldFrom(_)
            | ExprKind::FString(_) => return Err(outside(expr)),
        }
        Ok(())
    }

    fn binary(&mut self, left: &Expr, op: BinOp, right: &Expr, level: Level) -> Done {
        let (own, word) = match op {
            BinOp::Add => (Level::Arith, " + "),
            BinOp::Sub => (Level::Arith, " - "),
            BinOp::Mul => (Level::Term, " * "),
            BinOp::MatMul => (Level::Term, " @ "),
            BinOp::TrueDiv => (Level::Term, " / "),
            BinOp::FloorDiv => (Level::Term, " // "),
            BinOp::Mod => (Level::Term, " % "),
            BinOp::Pow => (Level::Power, " ** "),
            BinOp::LShift => (Level::Shift, " << "),
            BinOp::RShift => (Level::Shift, " >> "),
            BinOp::And => (Level::BitAnd, " & "),
            BinOp::Or => (Level::BitOr, " | "),
            BinOp::Xor => (Level::BitXor, " ^ "),
        };
        let (first, second) = match op {
            BinOp::Pow => (own.tighter(), own),
            _ => (own, own.tighter()),
        };
        self.parenthesized(level > own, |this| {
            this.expr(left, first)?;
            this.text += word;
            this.expr(right, second)
        })
    }

    fn arguments(&mut self, arguments: &Arguments) -> Done {
        self.list(&arguments.args)?;
        for (i, keyword) in arguments.keywords.iter().enumerate() {
            if i > 0 || !arguments.args.is_empty() {
                self.text += ", ";
            }
            match &keyword.name {
                Some(name) => {
                    let _ = write!(self.text, "{}=", name.id);
                }
                None => self.text += "**",
            }
            self.expr(&keyword.value, Level::Test)?;
        }
        Ok(())
    }

    fn dict(&mut self, items: &[(Option<Expr>, Expr)]) -> Done {
        self.text.push('{');
        for (i, (key, value)) in items.iter().enumerate() {
            if i > 0 {
                self.text += ", ";
            }
            match key {
                Some(key) => {
                    self.expr(key, Level::Test)?;
                    self.text += ": ";
                    self.expr(value, Level::Test)?;
                }
                None => {
                    self.text += "**";
                    self.expr(value, Level::BitOr)?;
                }
            }
        }
        self.text.push('}');
        Ok(())
    }

    fn constant(&mut self, value: &Const, expr: &Expr) -> Done {
        match value {
            Const::None => self.text += "None",
            Const::Ellipsis => self.text += "...",
            Const::Bool(true) => self.text += "True",
            Const::Bool(false) => self.text += "False",
            Const::Int(value) => {
                let _ = write!(self.text, "{value}");
            }
            Const::Str(value) => match quoted(value) {
                Some(text) => self.text += &text,
                None => return Err(outside(expr)),
            },
            _ => return Err(outside(expr)),
        }
        Ok(())
    }
}

fn outside(expr: &Expr) -> Problem {
    let what = "this expression in an annotation that is kept as a string";
    Problem::unsupported(what, Some(expr.span))
}

/// `repr` of a string of ordinary characters.
fn quoted(text: &str) -> Option<String> {
    let ordinary = |c: char| c.is_alphanumeric() || (' '..='~').contains(&c);
    if !text.chars().all(ordinary) {
        return None;
    }
    let quote = if text.contains('\'') && !text.contains('"') {
        '"'
    } else {
        '\''
    };
    let mut quoted = String::from(quote);
    for c in text.chars() {
        if c == quote || c == '\\' {
            quoted.push('\\');
        }
        quoted.push(c);
    }
    quoted.push(quote);
    Some(quoted)
}

fn comparison(op: Comparison) -> &'static str {
    match op {
        Comparison::Rich(CmpOp::Lt) => " < ",
        Comparison::Rich(CmpOp::Le) => " <= ",
        Comparison::Rich(CmpOp::Eq) => " == ",
        Comparison::Rich(CmpOp::Ne) => " != ",
        Comparison::Rich(CmpOp::Gt) => " > ",
        Comparison::Rich(CmpOp::Ge) => " >= ",
        Comparison::Is(false) => " is ",
        Comparison::Is(true) => " is not ",
        Comparison::In(false) => " in ",
        Comparison::In(true) => " not in ",
    }
}
