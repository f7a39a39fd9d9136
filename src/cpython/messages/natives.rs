//! What is said about the arguments of C functions: Argument Clinic, PyArg_ParseTuple and the wrappers of type slots.

use crate::cpython::{Build, suggestions};

/// Too few or too many positional arguments: at least `min`, at most `max` (Python/getargs.c, _PyArg_CheckPositional).
pub fn clinic_arity(name: &str, min: usize, max: usize, given: usize) -> String {
    let (bound, n) = match (min == max, given < min) {
        (true, _) => ("", min),
        (false, true) => ("at least ", min),
        (false, false) => ("at most ", max),
    };
    let s = if n == 1 { "" } else { "s" };
    format!("{name} expected {bound}{n} argument{s}, got {given}")
}

/// The same of the wrapper of a type slot (Objects/typeobject.c, wrap_*): those with one argument or none count
/// themselves (check_num_args), the others go through PyArg_UnpackTuple, up to 3.13 with an empty name. 3.14+ words
/// that of `__pow__` anew.
pub fn wrapper_arity(build: Build, name: &str, (min, max): (usize, usize), given: usize) -> String {
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

/// An argument with a name that the function does not know; 3.13+ with the closest of those it knows (Python/getargs.c,
/// error_unexpected_keyword_arg).
pub fn unknown_keyword(build: Build, function: &str, name: &str, known: &[&str]) -> String {
    if !build.at_least(13) {
        return format!("'{name}' is an invalid keyword argument for {function}()");
    }
    let named = known.iter().filter(|name| !name.is_empty());
    let known: Vec<String> = named.map(|name| name.to_string()).collect();
    let hint = suggestions::closest(name, &known).map(|name| format!(". Did you mean '{name}'?"));
    format!(
        "{function}() got an unexpected keyword argument '{name}'{}",
        hint.unwrap_or_default()
    )
}
