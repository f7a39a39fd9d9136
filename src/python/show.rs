//! Bytecode as text, for tests and for people who look into the machine.

use super::code::{Code, Const, Op};
use std::fmt::Write;
use std::rc::Rc;

/// One line an instruction, with names and constants in place of their numbers and `L1:` at every
/// place that is jumped to; inner code objects follow, each under its qualified name.
pub fn show(code: &Code) -> String {
    let mut text = String::new();
    let mut pending = vec![code];
    while let Some(code) = pending.pop() {
        if !text.is_empty() {
            let _ = writeln!(text, "{}:", code.qualname);
        }
        show_ops(code, &mut text);
        pending.extend(inner(code).into_iter().rev());
    }
    text
}

/// The code objects among the constants.
pub fn inner(code: &Code) -> Vec<&Code> {
    let mut found = Vec::new();
    for value in &code.consts {
        if let Const::Code(code) = value {
            found.push(&**code);
        }
    }
    found
}

fn show_ops(code: &Code, text: &mut String) {
    let mut targets: Vec<u32> = code.ops.iter().filter_map(|op| target(*op)).collect();
    targets.sort_unstable();
    targets.dedup();
    let label = |at: u32| {
        targets
            .binary_search(&at)
            .map(|index| format!("L{}", index + 1))
    };
    for (at, op) in code.ops.iter().enumerate() {
        if let Ok(label) = label(at as u32) {
            let _ = writeln!(text, "{label}:");
        }
        let debug = format!("{op:?}");
        let name = debug.split('(').next().unwrap_or_default();
        let operand = operand(code, *op).or_else(|| target(*op).and_then(|to| label(to).ok()));
        let _ = match operand {
            Some(operand) => writeln!(text, "  {name} {operand}"),
            None => writeln!(text, "  {debug}"),
        };
    }
    if let Ok(label) = label(code.ops.len() as u32) {
        let _ = writeln!(text, "{label}:");
    }
}

fn target(op: Op) -> Option<u32> {
    super::compile::jump_target(op)
}

/// What an operand stands for, where it is a number of something.
fn operand(code: &Code, op: Op) -> Option<String> {
    let constant = |index: u32| code.consts.get(index as usize).map(constant);
    let from = |names: &[Rc<str>], index: usize| names.get(index).map(|name| name.to_string());
    let cells = |index: u16| {
        let index = usize::from(index);
        from(&code.cells, index).or_else(|| from(&code.frees, index.checked_sub(code.cells.len())?))
    };
    match op {
        Op::Const(index) => constant(index),
        Op::Fast(index) | Op::StoreFast(index) | Op::DeleteFast(index) => {
            from(&code.locals, index.into())
        }
        Op::Deref(index)
        | Op::StoreDeref(index)
        | Op::DeleteDeref(index)
        | Op::ClassDeref(index)
        | Op::Cell(index) => cells(index),
        Op::Global(index)
        | Op::StoreGlobal(index)
        | Op::DeleteGlobal(index)
        | Op::Name(index)
        | Op::StoreName(index)
        | Op::DeleteName(index)
        | Op::Attr(index)
        | Op::StoreAttr(index)
        | Op::DeleteAttr(index)
        | Op::Method(index)
        | Op::ImportFrom(index)
        | Op::Builtin(index)
        | Op::StoreAnnotation(index) => from(&code.names, index as usize),
        Op::Import(index, first) => {
            let first = if first { " first" } else { "" };
            from(&code.names, index as usize).map(|name| name + first)
        }
        Op::CallKw(count, names)
        | Op::CallMethodKw(count, names)
        | Op::MatchClass(count, names) => constant(names).map(|names| format!("{count} {names}")),
        Op::MakeFunction(index, parts) => {
            let flags = [
                (parts.defaults, " defaults"),
                (parts.kwdefaults, " kwdefaults"),
                (parts.annotations, " annotations"),
                (parts.closure, " closure"),
            ];
            let flags = flags.into_iter().filter(|(present, _)| *present);
            let flags: String = flags.map(|(_, name)| name).collect();
            constant(index).map(|name| name + &flags)
        }
        _ => None,
    }
}

fn constant(value: &Const) -> String {
    let list = |items: &[Const]| {
        let items: Vec<String> = items.iter().map(constant).collect();
        items.join(", ")
    };
    match value {
        Const::None => "None".into(),
        Const::Ellipsis => "...".into(),
        Const::Bool(true) => "True".into(),
        Const::Bool(false) => "False".into(),
        Const::Int(value) => value.to_string(),
        Const::Float(value) => format!("{value:?}"),
        Const::Imaginary(value) => format!("{value:?}j"),
        Const::Str(value) => format!("{value:?}"),
        Const::Bytes(value) => format!("b{:?}", value.escape_ascii().to_string()),
        Const::Tuple(items) => format!("({})", list(items)),
        Const::FrozenSet(items) => format!("frozenset({})", list(items)),
        Const::Code(code) => format!("<{}>", code.qualname),
    }
}
