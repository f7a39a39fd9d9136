//! ruff's tree → our tree, for `match` and its patterns.

use super::super::code::Const;
use super::super::tree::*;
use super::{Lower, span};
use ruff_python_ast::{self as ast, Pattern as Ast};
use ruff_text_size::Ranged;

impl Lower<'_> {
    pub(super) fn match_cases(&mut self, stmt: &ast::StmtMatch) -> StmtKind {
        let subject = self.expr(&stmt.subject);
        let lower = |case: &ast::MatchCase| Case {
            pattern: self.pattern(&case.pattern),
            guard: self.maybe(case.guard.as_deref()),
            body: self.block(&case.body),
        };
        StmtKind::Match {
            subject,
            cases: stmt.cases.iter().map(lower).collect(),
        }
    }

    fn patterns(&mut self, list: &[Ast]) -> Vec<Pattern> {
        list.iter().map(|pattern| self.pattern(pattern)).collect()
    }

    fn pattern(&mut self, pattern: &Ast) -> Pattern {
        let kind = match pattern {
            Ast::MatchValue(pattern) => PatternKind::Value(self.expr(&pattern.value)),
            Ast::MatchSingleton(pattern) => PatternKind::Singleton(match pattern.value {
                ast::Singleton::None => Const::None,
                ast::Singleton::True => Const::Bool(true),
                ast::Singleton::False => Const::Bool(false),
            }),
            Ast::MatchSequence(pattern) => PatternKind::Sequence(self.patterns(&pattern.patterns)),
            Ast::MatchMapping(pattern) => PatternKind::Mapping {
                keys: self.exprs(&pattern.keys),
                patterns: self.patterns(&pattern.patterns),
                rest: pattern.rest.as_ref().map(|name| self.name(name)),
            },
            Ast::MatchClass(pattern) => self.class_pattern(pattern),
            Ast::MatchStar(pattern) => {
                PatternKind::Star(pattern.name.as_ref().map(|name| self.name(name)))
            }
            Ast::MatchAs(pattern) => PatternKind::As {
                pattern: pattern
                    .pattern
                    .as_ref()
                    .map(|inner| Box::new(self.pattern(inner))),
                name: pattern.name.as_ref().map(|name| self.name(name)),
            },
            Ast::MatchOr(pattern) => PatternKind::Or(self.patterns(&pattern.patterns)),
        };
        Pattern {
            span: span(pattern.range()),
            kind,
        }
    }

    fn class_pattern(&mut self, pattern: &ast::PatternMatchClass) -> PatternKind {
        let class = Box::new(self.expr(&pattern.cls));
        let positional = self.patterns(&pattern.arguments.patterns);
        let keywords = pattern.arguments.keywords.iter();
        let lower = |keyword: &ast::PatternKeyword| {
            (self.name(&keyword.attr), self.pattern(&keyword.pattern))
        };
        PatternKind::Class {
            class,
            positional,
            keywords: keywords.map(lower).collect(),
        }
    }
}
