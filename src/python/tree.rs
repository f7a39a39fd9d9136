//! Our own syntax tree: what is left of a program when everything outside of the subset is gone.
//!
//! The shapes are those of CPython's `ast` module (Parser/Python.asdl). Every block that has its own
//! names carries the number of its scope, which `scope` fills and `compile` looks up.

use super::code::{BinOp, CmpOp, Const, Conversion, UnaryOp};
use crate::text::Span;
use std::rc::Rc;

/// Number of a scope; index into the table that `scope::analyze` answers.
pub type ScopeId = usize;

/// The scope of the module.
pub const MODULE_SCOPE: ScopeId = 0;

/// A whole program.
#[derive(Debug, Clone)]
pub struct Module {
    /// The docstring; its statement is still in `body`.
    pub doc: Option<Rc<str>>,
    /// The statements.
    pub body: Vec<Stmt>,
    /// Whether `from __future__ import annotations` is in force.
    pub future_annotations: bool,
    /// The scope of the module's lazy annotations.
    pub annotate_scope: ScopeId,
    /// How many scopes there are.
    pub scopes: usize,
    /// The whole text.
    pub span: Span,
}

/// A name with its place.
#[derive(Debug, Clone)]
pub struct Name {
    /// As written, not mangled.
    pub id: Rc<str>,
    /// Where.
    pub span: Span,
}

/// A statement. The span of a definition begins at `def` or `class`, not at its decorators.
#[derive(Debug, Clone)]
pub struct Stmt {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: StmtKind,
}

impl Stmt {
    /// The blocks of a compound statement that share the names around it.
    pub fn blocks(&self) -> Vec<&[Stmt]> {
        match &self.kind {
            StmtKind::For(parts) => vec![&parts.body, &parts.orelse],
            StmtKind::While { body, orelse, .. } => vec![body, orelse],
            StmtKind::If { branches, orelse } => {
                let bodies = branches.iter().map(|branch| &branch.body[..]);
                bodies.chain([&orelse[..]]).collect()
            }
            StmtKind::With { body, .. } => vec![body],
            StmtKind::Match { cases, .. } => cases.iter().map(|case| &case.body[..]).collect(),
            StmtKind::Try(parts) => {
                let handlers = parts.handlers.iter().map(|handler| &handler.body[..]);
                let mut blocks = vec![&parts.body[..]];
                blocks.extend(handlers);
                blocks.extend([&parts.orelse[..], &parts.finalbody]);
                blocks
            }
            _ => Vec::new(),
        }
    }
}

/// The statements.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names of Parser/Python.asdl")]
pub enum StmtKind {
    Expr(Expr),
    Assign {
        targets: Vec<Expr>,
        value: Expr,
    },
    AugAssign {
        target: Expr,
        op: BinOp,
        value: Expr,
    },
    AnnAssign(Box<AnnAssign>),
    Return(Option<Expr>),
    Delete(Vec<Expr>),
    For(Box<For>),
    While {
        test: Expr,
        body: Vec<Stmt>,
        orelse: Vec<Stmt>,
    },
    If {
        branches: Vec<Branch>,
        orelse: Vec<Stmt>,
    },
    With {
        items: Vec<WithItem>,
        body: Vec<Stmt>,
    },
    Match {
        subject: Expr,
        cases: Vec<Case>,
    },
    Raise {
        exception: Option<Expr>,
        cause: Option<Expr>,
    },
    Try(Box<Try>),
    Assert {
        test: Expr,
        message: Option<Expr>,
    },
    Import(Vec<Alias>),
    ImportFrom {
        module: Rc<str>,
        names: Vec<Alias>,
    },
    ImportStar {
        module: Rc<str>,
    },
    Global(Vec<Name>),
    Nonlocal(Vec<Name>),
    Pass,
    Break,
    Continue,
    Function(Box<Function>),
    Class(Box<Class>),
}

/// `target: annotation = value`
#[derive(Debug, Clone)]
pub struct AnnAssign {
    /// A name, an attribute or a subscript.
    pub target: Expr,
    /// What stands behind the colon.
    pub annotation: Expr,
    /// What stands behind `=`.
    pub value: Option<Expr>,
    /// Whether the target is a name without parentheses.
    pub simple: bool,
}

/// `for target in iter: … else: …`
#[derive(Debug, Clone)]
pub struct For {
    /// What is assigned in every turn.
    pub target: Expr,
    /// What is iterated over.
    pub iter: Expr,
    /// The body.
    pub body: Vec<Stmt>,
    /// What runs unless `break` did.
    pub orelse: Vec<Stmt>,
}

/// An `if` or an `elif`; the span begins at that word.
#[derive(Debug, Clone)]
pub struct Branch {
    /// The condition.
    pub test: Expr,
    /// The body.
    pub body: Vec<Stmt>,
    /// Where.
    pub span: Span,
}

/// `context as target`
#[derive(Debug, Clone)]
pub struct WithItem {
    /// The context manager.
    pub context: Expr,
    /// What its `__enter__` is assigned to.
    pub target: Option<Expr>,
}

/// `case pattern if guard: …`
#[derive(Debug, Clone)]
pub struct Case {
    /// The pattern.
    pub pattern: Pattern,
    /// The condition.
    pub guard: Option<Expr>,
    /// The body.
    pub body: Vec<Stmt>,
}

/// `try: … except: … else: … finally: …`
#[derive(Debug, Clone)]
pub struct Try {
    /// What is tried.
    pub body: Vec<Stmt>,
    /// Whether they are `except*`.
    pub star: bool,
    /// The handlers.
    pub handlers: Vec<Handler>,
    /// What runs unless an exception came.
    pub orelse: Vec<Stmt>,
    /// What always runs.
    pub finalbody: Vec<Stmt>,
}

/// `except type as name: …`
#[derive(Debug, Clone)]
pub struct Handler {
    /// Where.
    pub span: Span,
    /// Which exceptions; all if there is none.
    pub exception: Option<Expr>,
    /// What the exception is bound to.
    pub name: Option<Name>,
    /// The body.
    pub body: Vec<Stmt>,
}

/// `name as asname`
#[derive(Debug, Clone)]
pub struct Alias {
    /// The name imported, dotted for `import`.
    pub name: Name,
    /// The name bound instead.
    pub asname: Option<Name>,
}

/// A `def`.
#[derive(Debug, Clone)]
pub struct Function {
    /// Its scope.
    pub scope: ScopeId,
    /// The scope of its lazy annotations.
    pub annotate_scope: ScopeId,
    /// The name.
    pub name: Name,
    /// From `def` to the end of the parameters or of the return annotation.
    pub header: Span,
    /// The decorators, first one first.
    pub decorators: Vec<Decorator>,
    /// The parameters.
    pub params: Parameters,
    /// The return annotation.
    pub returns: Option<Expr>,
    /// The docstring; its statement is still in `body`.
    pub doc: Option<Rc<str>>,
    /// The body.
    pub body: Vec<Stmt>,
}

/// `@expression`; the span begins at the `@`.
#[derive(Debug, Clone)]
pub struct Decorator {
    /// The decorator.
    pub expr: Expr,
    /// Where.
    pub span: Span,
}

/// Parameters in the order of CPython's `arguments` node.
#[derive(Debug, Clone, Default)]
pub struct Parameters {
    /// Where, with the parentheses of a `def`.
    pub span: Span,
    /// How many of `positional` stand before a `/`.
    pub positional_only: usize,
    /// All that can be passed by position.
    pub positional: Vec<Parameter>,
    /// Those behind `*`.
    pub keyword_only: Vec<Parameter>,
    /// `*args`
    pub varargs: Option<Parameter>,
    /// `**kwargs`
    pub varkw: Option<Parameter>,
}

impl Parameters {
    /// All parameters in the order of a function's fast locals: positional, keyword-only, `*args`, `**kwargs`.
    pub fn iter(&self) -> impl Iterator<Item = &Parameter> {
        let star = self.varargs.iter().chain(&self.varkw);
        self.positional.iter().chain(&self.keyword_only).chain(star)
    }
}

/// One parameter.
#[derive(Debug, Clone)]
pub struct Parameter {
    /// The name.
    pub name: Name,
    /// The annotation.
    pub annotation: Option<Expr>,
    /// The default.
    pub default: Option<Expr>,
}

/// A `class`.
#[derive(Debug, Clone)]
pub struct Class {
    /// Its scope.
    pub scope: ScopeId,
    /// The scope of its lazy annotations.
    pub annotate_scope: ScopeId,
    /// The name.
    pub name: Name,
    /// From `class` to the end of the name or of the bases.
    pub header: Span,
    /// The decorators, first one first.
    pub decorators: Vec<Decorator>,
    /// Bases and keywords; the span has the parentheses.
    pub arguments: Arguments,
    /// The docstring; its statement is still in `body`.
    pub doc: Option<Rc<str>>,
    /// The body.
    pub body: Vec<Stmt>,
}

/// What stands in the parentheses of a call.
#[derive(Debug, Clone, Default)]
pub struct Arguments {
    /// Positional arguments, `Starred` for `*x`.
    pub args: Vec<Expr>,
    /// Arguments by name.
    pub keywords: Vec<Keyword>,
}

/// `name=value`, or `**value`.
#[derive(Debug, Clone)]
pub struct Keyword {
    /// The name.
    pub name: Option<Name>,
    /// The value.
    pub value: Expr,
}

/// An expression. The span is without parentheses around it, as in CPython's tree.
#[derive(Debug, Clone)]
pub struct Expr {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: ExprKind,
}

/// The expressions.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names of Parser/Python.asdl")]
pub enum ExprKind {
    Name(Rc<str>),
    /// Never a tuple, a frozenset or code.
    Const(Const),
    Attribute {
        value: Box<Expr>,
        name: Name,
    },
    Subscript {
        value: Box<Expr>,
        index: Box<Expr>,
    },
    Slice {
        start: Option<Box<Expr>>,
        stop: Option<Box<Expr>>,
        step: Option<Box<Expr>>,
    },
    Call {
        func: Box<Expr>,
        arguments: Box<Arguments>,
    },
    Unary {
        op: UnaryOp,
        operand: Box<Expr>,
    },
    Not(Box<Expr>),
    Binary {
        left: Box<Expr>,
        op: BinOp,
        right: Box<Expr>,
    },
    Bool {
        op: BoolOp,
        values: Vec<Expr>,
    },
    Compare {
        left: Box<Expr>,
        rest: Vec<(Comparison, Expr)>,
    },
    IfElse(Box<IfElse>),
    /// `target := value`
    Named {
        target: Name,
        value: Box<Expr>,
    },
    Lambda(Box<Lambda>),
    Tuple(Vec<Expr>),
    List(Vec<Expr>),
    Set(Vec<Expr>),
    /// A missing key is `**value`.
    Dict(Vec<(Option<Expr>, Expr)>),
    Comprehension(Box<Comprehension>),
    Yield(Option<Box<Expr>>),
    YieldFrom(Box<Expr>),
    FString(Vec<Piece>),
    Starred(Box<Expr>),
}

/// `and`, `or`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the operators' own names")]
pub enum BoolOp {
    And,
    Or,
}

/// Comparisons; the flag says whether it is negated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the operators' own names")]
pub enum Comparison {
    Rich(CmpOp),
    Is(bool),
    In(bool),
}

/// `body if test else orelse`
#[derive(Debug, Clone)]
pub struct IfElse {
    /// The condition.
    pub test: Expr,
    /// The value if it holds.
    pub body: Expr,
    /// The value otherwise.
    pub orelse: Expr,
}

/// `lambda params: body`
#[derive(Debug, Clone)]
pub struct Lambda {
    /// Its scope.
    pub scope: ScopeId,
    /// The parameters.
    pub params: Parameters,
    /// The value.
    pub body: Expr,
}

/// A comprehension or a generator expression.
#[derive(Debug, Clone)]
pub struct Comprehension {
    /// Its scope.
    pub scope: ScopeId,
    /// What it makes.
    pub kind: ComprehensionKind,
    /// The element; the key of a dict comprehension.
    pub element: Expr,
    /// The value of a dict comprehension.
    pub value: Option<Expr>,
    /// The `for … in … if …` parts, at least one.
    pub generators: Vec<Generator>,
}

/// What a comprehension makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the types' own names")]
pub enum ComprehensionKind {
    List,
    Set,
    Dict,
    Generator,
}

/// `for target in iter if … if …`
#[derive(Debug, Clone)]
pub struct Generator {
    /// What is assigned in every turn.
    pub target: Expr,
    /// What is iterated over.
    pub iter: Expr,
    /// The conditions.
    pub conditions: Vec<Expr>,
}

/// A part of an f-string.
#[derive(Debug, Clone)]
pub enum Piece {
    /// Text.
    Text(Rc<str>),
    /// A replacement field.
    Field(Box<Field>),
}

/// `{value!conversion:spec}`
#[derive(Debug, Clone)]
pub struct Field {
    /// Where, with its braces.
    pub span: Span,
    /// The expression.
    pub value: Expr,
    /// The conversion; `=` alone means `!r`.
    pub conversion: Conversion,
    /// The format specification.
    pub spec: Option<Vec<Piece>>,
}

/// A pattern of a `case`.
#[derive(Debug, Clone)]
pub struct Pattern {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: PatternKind,
}

/// The patterns.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "the names of Parser/Python.asdl")]
pub enum PatternKind {
    /// Compared with `==`.
    Value(Expr),
    /// Compared with `is`.
    Singleton(Const),
    Sequence(Vec<Pattern>),
    Mapping {
        keys: Vec<Expr>,
        patterns: Vec<Pattern>,
        rest: Option<Name>,
    },
    Class {
        class: Box<Expr>,
        positional: Vec<Pattern>,
        keywords: Vec<(Name, Pattern)>,
    },
    /// `*name`, or `*_`
    Star(Option<Name>),
    /// `pattern as name`, `name`, or `_`
    As {
        pattern: Option<Box<Pattern>>,
        name: Option<Name>,
    },
    Or(Vec<Pattern>),
}
