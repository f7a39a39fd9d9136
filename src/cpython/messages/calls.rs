//! Calls of Python functions with the wrong arguments (Python/ceval.c).

use super::cut;
use crate::cpython::{Build, Raised};

/// What a function is called in these texts: its `__name__` up to 3.9, then its `__qualname__`.
pub fn callee<'a>(build: Build, name: &'a str, qualname: &'a str) -> &'a str {
    if build.at_least(10) { qualname } else { name }
}

/// Arguments are missing; `names` are theirs, in order, and not empty.
pub fn missing_arguments(callee: &str, keyword_only: bool, names: &[&str]) -> Raised {
    let kind = if keyword_only {
        "keyword-only"
    } else {
        "positional"
    };
    let plural = if names.len() == 1 { "" } else { "s" };
    let list = match names {
        [] => String::new(),
        [only] => format!("'{only}'"),
        [first, second] => format!("'{first}' and '{second}'"),
        [first @ .., last] => format!("'{}', and '{last}'", first.join("', '")),
    };
    Raised::type_error(format!(
        "{callee}() missing {} required {kind} argument{plural}: {list}",
        names.len()
    ))
}

/// Too many positional arguments: a function takes `positional`, of which `defaults` may be left out, and was given
/// `given`; `keyword_only` counts the keyword-only arguments given besides. `__defaults__` can be longer than what it
/// is for; then the function takes "from -1" (`too_many_positional`).
pub fn too_many_arguments(
    callee: &str,
    positional: usize,
    defaults: usize,
    given: usize,
    keyword_only: usize,
) -> Raised {
    let plural = |count| if count == 1 { "" } else { "s" };
    let takes = if defaults > 0 {
        let least = positional as i64 - defaults as i64;
        format!("from {least} to {positional} positional arguments")
    } else {
        format!("{positional} positional argument{}", plural(positional))
    };
    let were = if keyword_only > 0 {
        format!(
            "{given} positional argument{} (and {keyword_only} keyword-only argument{}) were",
            plural(given),
            plural(keyword_only)
        )
    } else {
        format!("{given} {}", if given == 1 { "was" } else { "were" })
    };
    Raised::type_error(format!("{callee}() takes {takes} but {were} given"))
}

/// An argument is given by a name that no parameter has. From 3.13 the text may suggest one:
/// `closest` is what `traceback`'s suggestions find among the parameters.
pub fn unexpected_keyword(build: Build, callee: &str, name: &str, closest: Option<&str>) -> Raised {
    let hint = match closest {
        Some(closest) if build.at_least(13) => format!(". Did you mean '{closest}'?"),
        _ => String::new(),
    };
    Raised::type_error(format!(
        "{callee}() got an unexpected keyword argument '{name}'{hint}"
    ))
}

/// An argument is given both by position and by name.
pub fn multiple_values(callee: &str, name: &str) -> Raised {
    Raised::type_error(format!(
        "{callee}() got multiple values for argument '{name}'"
    ))
}

/// Positional-only arguments are given by name.
pub fn positional_only_by_name(callee: &str, names: &[&str]) -> Raised {
    Raised::type_error(format!(
        "{callee}() got some positional-only arguments passed as keyword arguments: '{}'",
        names.join(", ")
    ))
}

/// `f(*1)` and `f(**1)`; `function` is as `_PyObject_FunctionStr` tells it, `__main__.f()`.
pub fn not_unpackable(build: Build, function: &str, mapping: bool, given: &str) -> Raised {
    let (stars, wanted) = if mapping {
        ("**", "a mapping")
    } else {
        ("*", "an iterable")
    };
    let given = cut(given, 200);
    Raised::type_error(if build.at_least(15) {
        format!("Value after {stars} must be {wanted}, not {given}")
    } else {
        format!("{function} argument after {stars} must be {wanted}, not {given}")
    })
}

/// `f(**a, **b)` with one name in both; `function` as in [`not_unpackable`].
pub fn keyword_given_twice(function: &str, name: &str) -> Raised {
    Raised::type_error(format!(
        "{function} got multiple values for keyword argument '{name}'"
    ))
}

/// A value that is not callable is called. `module`: from 3.12 on, the name of a called module in which something of the
/// same name can be called (Objects/call.c, object_is_not_callable).
pub fn not_callable(class: &str, module: Option<&str>) -> Raised {
    let mut text = format!("'{}' object is not callable", cut(class, 200));
    if let Some(name) = module {
        text += &format!(". Did you mean: '{name}.{name}(...)'?");
    }
    Raised::type_error(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cpython::build::Abi;

    fn check(raised: Raised, expected: &str) {
        assert_eq!(raised.to_string(), format!("TypeError: {expected}"));
    }

    #[test]
    fn wrong_arguments_are_told_as_cpython_does() {
        check(
            missing_arguments("f", false, &["a", "b"]),
            "f() missing 2 required positional arguments: 'a' and 'b'",
        );
        check(
            missing_arguments("f", true, &["a", "b", "c"]),
            "f() missing 3 required keyword-only arguments: 'a', 'b', and 'c'",
        );
        check(
            missing_arguments("f", true, &["k"]),
            "f() missing 1 required keyword-only argument: 'k'",
        );
        check(
            too_many_arguments("h", 0, 0, 1, 0),
            "h() takes 0 positional arguments but 1 was given",
        );
        check(
            too_many_arguments("h", 1, 0, 2, 0),
            "h() takes 1 positional argument but 2 were given",
        );
        check(
            too_many_arguments("f", 3, 1, 4, 1),
            "f() takes from 2 to 3 positional arguments but 4 positional arguments (and 1 \
             keyword-only argument) were given",
        );
        check(
            too_many_arguments("d2", 2, 1, 3, 2),
            "d2() takes from 1 to 2 positional arguments but 3 positional arguments (and 2 \
             keyword-only arguments) were given",
        );
        check(
            too_many_arguments("f", 0, 1, 1, 0),
            "f() takes from -1 to 0 positional arguments but 1 was given",
        );
        check(
            positional_only_by_name("p2", &["a", "b"]),
            "p2() got some positional-only arguments passed as keyword arguments: 'a, b'",
        );
    }

    #[test]
    fn texts_of_calls_change_with_the_version() {
        let build = |minor| Build::new(minor, 0, Abi::Lp64);
        let keyword = |minor| unexpected_keyword(build(minor), "f", "kkk", Some("kk"));
        check(keyword(12), "f() got an unexpected keyword argument 'kkk'");
        check(
            keyword(13),
            "f() got an unexpected keyword argument 'kkk'. Did you mean 'kk'?",
        );
        let star = |minor| not_unpackable(build(minor), "__main__.h()", true, "int");
        check(
            star(14),
            "__main__.h() argument after ** must be a mapping, not int",
        );
        check(star(15), "Value after ** must be a mapping, not int");
        assert_eq!(callee(build(9), "m", "K.m"), "m");
        assert_eq!(callee(build(10), "m", "K.m"), "K.m");
    }
}
