//! Which part of an expression CPython's tracebacks point at: an operator, a subscript, the arguments of a call.

use ruff_python_ast::{Expr, Stmt};
use ruff_python_parser::{Mode, ParseOptions, parse_unchecked};
use ruff_text_size::Ranged;
use std::ops::Range;

/// The bytes of an expression's text that `^` marks while `~` marks the rest; `None` where all of it is marked alike, or
/// the text is no expression. Calls have such a part from 3.13 on (Lib/traceback.py,
/// _extract_caret_anchors_from_line_segment; before, Python/traceback.c, extract_anchors_from_expr).
pub fn anchor(segment: &str, calls: bool) -> Option<Range<usize>> {
    // In brackets a segment of several lines is one expression.
    let text = format!("(\n{segment}\n)");
    let statement = first_statement(&text)?;
    let Stmt::Expr(statement) = statement else {
        return None;
    };
    let expression = &*statement.value;
    let place = |offset: ruff_text_size::TextSize| offset.to_usize().saturating_sub(2);
    let end = place(expression.end());
    match expression {
        Expr::BinOp(binary) => {
            let (left, right) = (place(binary.left.end()), place(binary.right.start()));
            let between = segment.get(left..right)?;
            let skipped = |c: char| c.is_whitespace() || c == ')' || c == '\\';
            let start = left + between.find(|c| !skipped(c))?;
            let mut rest = segment.get(start..right)?.chars();
            let first = rest.next()?.len_utf8();
            let second = rest
                .next()
                .filter(|c| !c.is_whitespace() && !"\\#".contains(*c));
            Some(start..start + first + second.map_or(0, char::len_utf8))
        }
        Expr::Subscript(subscript) => {
            let from = place(subscript.value.end());
            Some(from + segment.get(from..end)?.find('[')?..end)
        }
        Expr::Call(call) if calls => {
            let from = place(call.func.end());
            Some(from + segment.get(from..end)?.find('(')?..end)
        }
        _ => None,
    }
}

/// The bytes of the call in `return name(…)` or `name = call(…)`, if the lines are such a statement.
pub fn plain_call(lines: &str) -> Option<Range<usize>> {
    let statement = first_statement(lines)?;
    let value = match &statement {
        Stmt::Return(statement) => match statement.value.as_deref()? {
            Expr::Call(call) if call.func.is_name_expr() => statement.value.as_deref()?,
            _ => return None,
        },
        Stmt::Assign(statement)
            if statement.value.is_call_expr()
                && matches!(&statement.targets[..], [Expr::Name(_)]) =>
        {
            &*statement.value
        }
        _ => return None,
    };
    Some(value.range().to_std_range())
}

fn first_statement(text: &str) -> Option<Stmt> {
    let parsed = parse_unchecked(text, ParseOptions::from(Mode::Module));
    if !parsed.errors().is_empty() {
        return None;
    }
    parsed
        .try_into_module()?
        .into_syntax()
        .body
        .into_iter()
        .next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_expressions() {
        let check = |segment: &str, calls: bool, expected: Option<&str>| {
            let found = anchor(segment, calls).map(|range| &segment[range]);
            assert_eq!(found, expected, "{segment}");
        };
        check("a + b", true, Some("+"));
        check("(a) // b", true, Some("//"));
        check("a[b]", true, Some("[b]"));
        check("f(x)[0]", true, Some("[0]"));
        check("f.g(x)", true, Some("(x)"));
        check("f.g(x)", false, None);
        check("a.b", true, None);
        check("del a[b]", true, None);
        check("for x in y:", true, None);
    }

    #[test]
    fn statements_that_are_a_call() {
        let check = |lines: &str, expected: Option<&str>| {
            let found = plain_call(lines).map(|range| &lines[range]);
            assert_eq!(found, expected, "{lines}");
        };
        check("return f(x)", Some("f(x)"));
        check("x = a.f(x)", Some("a.f(x)"));
        check("return a.f(x)", None);
        check("x[0] = f(x)", None);
        check("f(x)", None);
    }
}
