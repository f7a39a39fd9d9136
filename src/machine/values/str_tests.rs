//! The methods of strings, held against real CPythons.

use super::{ValueFault, str_case, str_index, str_pad, str_search, str_split, vectors};
use crate::cpython::Build;

#[test]
fn as_cpython_does() {
    vectors::check(
        include_str!("../../../tests/values/str_methods.tsv"),
        answer,
    );
}

fn answer(op: &str, args: &[&str], build: Build) -> Result<String, ValueFault> {
    let s = args[0];
    let arg = |i: usize| args.get(i).copied().unwrap_or("");
    let number = |i: usize| arg(i).parse::<i64>().ok();
    let count = |i: usize| number(i).expect("an integer");
    let fill = || arg(2).chars().next().expect("a character");
    let position = |found: Option<usize>| found.map_or_else(|| "-1".into(), |i| i.to_string());
    let joined = |parts: Vec<&str>| parts.join("|");
    Ok(match op {
        "find" => position(str_search::find(s, arg(1), number(2), number(3))),
        "rfind" => position(str_search::rfind(s, arg(1), number(2), number(3))),
        "count" => str_search::count(s, arg(1), number(2), number(3)).to_string(),
        "startswith" => vectors::boolean(str_search::starts_with(s, arg(1), number(2), number(3))),
        "endswith" => vectors::boolean(str_search::ends_with(s, arg(1), number(2), number(3))),
        "index" => position(Some(
            str_search::find(s, arg(1), None, None).ok_or_else(str_search::not_found)?,
        )),
        "replace" => str_search::replace(s, arg(1), arg(2), count(3)),
        "removeprefix" => str_search::remove_prefix(s, arg(1)).into(),
        "removesuffix" => str_search::remove_suffix(s, arg(1)).into(),
        "partition" => str_search::partition(s, arg(1))?.join("|"),
        "rpartition" => str_search::rpartition(s, arg(1))?.join("|"),
        "split" => joined(str_split::split(s, None, count(1))?),
        "rsplit" => joined(str_split::rsplit(s, None, count(1))?),
        "split_at" => joined(str_split::split(s, Some(arg(1)), count(2))?),
        "rsplit_at" => joined(str_split::rsplit(s, Some(arg(1)), count(2))?),
        "splitlines" => joined(str_split::splitlines(s, arg(1) == "1")),
        "strip" | "strip_of" => {
            let chars = (op == "strip_of").then(|| arg(1));
            joined(vec![
                str_split::strip(s, chars),
                str_split::lstrip(s, chars),
                str_split::rstrip(s, chars),
            ])
        }
        "center" => str_pad::center(s, count(1), fill()),
        "ljust" => str_pad::ljust(s, count(1), fill()),
        "rjust" => str_pad::rjust(s, count(1), fill()),
        "zfill" => str_pad::zfill(s, count(1)),
        "expandtabs" => str_pad::expandtabs(s, count(1)),
        "len" => str_index::len(s).to_string(),
        "slice" => str_index::slice(s, number(1), number(2), number(3))?,
        "indices" => {
            let found =
                str_index::slice_indices(number(1), number(2), number(3), count(0) as usize)?;
            format!("{} {} {}", found.start, found.stop, found.step)
        }
        "at" => str_index::char_at(s, count(1))
            .map(String::from)
            .expect("within"),
        "lower" => str_case::lower(s, build),
        "upper" => str_case::upper(s, build),
        "title" => str_case::title(s, build),
        "capitalize" => str_case::capitalize(s, build),
        "casefold" => str_case::casefold(s, build),
        "swapcase" => str_case::swapcase(s, build),
        "islower" => vectors::boolean(str_case::is_lower_str(s, build)),
        "isupper" => vectors::boolean(str_case::is_upper_str(s, build)),
        "istitle" => vectors::boolean(str_case::is_title_str(s, build)),
        "isalpha" => vectors::boolean(str_case::is_alpha_str(s, build)),
        "isalnum" => vectors::boolean(str_case::is_alnum_str(s, build)),
        "isdecimal" => vectors::boolean(str_case::is_decimal_str(s, build)),
        "isdigit" => vectors::boolean(str_case::is_digit_str(s, build)),
        "isnumeric" => vectors::boolean(str_case::is_numeric_str(s, build)),
        "isspace" => vectors::boolean(str_case::is_space_str(s)),
        "isprintable" => vectors::boolean(str_case::is_printable_str(s, build)),
        _ => panic!("{op}"),
    })
}
