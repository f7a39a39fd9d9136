//! What the tokenizer and the parser say of a text that is not Python (Parser/tokenizer.c, Grammar/python.gram).

use crate::cpython::Build;

/// A backslash with something behind it.
pub const CONTINUATION: &str = "unexpected character after line continuation character";
/// `012`.
pub const LEADING_ZEROS: &str = "leading zeros in decimal integer literals are not permitted; use an 0o prefix for octal integers";
/// A `}` alone in an f-string.
pub const SINGLE_BRACE: &str = "f-string: single '}' is not allowed";
/// A replacement field that the string ends in.
pub const EXPECTING_BRACE: &str = "f-string: expecting '}'";
/// An indentation that no enclosing block has (IndentationError).
pub const DEDENT: &str = "unindent does not match any outer indentation level";
/// An indentation that depends on the width of a tab (TabError).
pub const TABS: &str = "inconsistent use of tabs and spaces in indentation";
/// An indentation where no block begins (IndentationError).
pub const INDENT: &str = "unexpected indent";
/// What no other rule names.
pub const INVALID: &str = "invalid syntax";
/// Two expressions beside each other in brackets; 3.10+.
pub const COMMA: &str = "invalid syntax. Perhaps you forgot a comma?";
/// A name and `=` where a condition is wanted; 3.10+.
pub const EQUALS: &str = "invalid syntax. Maybe you meant '==' or ':=' instead of '='?";

/// A closing bracket that closes nothing.
pub fn unmatched(closing: char) -> String {
    format!("unmatched '{closing}'")
}

/// A closing bracket of another kind than the open one, with the line of that if it is another.
pub fn mismatched(closing: char, open: char, line: Option<usize>) -> String {
    let place = line
        .map(|line| format!(" on line {line}"))
        .unwrap_or_default();
    format!("closing parenthesis '{closing}' does not match opening parenthesis '{open}'{place}")
}

/// A bracket that is open at the end; 3.10+.
pub fn never_closed(open: char) -> String {
    format!("'{open}' was never closed")
}

/// `what`: decimal, hexadecimal, octal, binary, imaginary.
pub fn invalid_number(what: &str) -> String {
    format!("invalid {what} literal")
}

/// A digit that this base does not have.
pub fn invalid_digit(digit: char, what: &str) -> String {
    format!("invalid digit '{digit}' in {what} literal")
}

/// A character that no token begins with; none where it is not known whether it is printable.
pub fn invalid_character(c: char) -> Option<String> {
    let code = format!("U+{:04X}", c as u32);
    match c {
        '\u{a0}'
        | '\u{ad}'
        | '\u{2000}'..='\u{200f}'
        | '\u{2028}'..='\u{202f}'
        | '\u{3000}'
        | '\u{feff}' => Some(format!("invalid non-printable character {code}")),
        '\u{a1}'..='\u{ff}'
        | '\u{2010}'..='\u{2027}'
        | '\u{2030}'..='\u{205e}'
        | '\u{20a0}'..='\u{20bf}'
        | '\u{2190}'..='\u{23ff}'
        | '\u{2500}'..='\u{27bf}'
        | '\u{3001}'..='\u{3020}'
        | '\u{ff01}'..='\u{ff5e}'
        | '\u{1f300}'..='\u{1f64f}' => Some(format!("invalid character '{c}' ({code})")),
        _ => None,
    }
}

/// A string without its end, found at a line; `kind` is the letter of an f-string or t-string that is more than a
/// string (3.12+). 3.13+ tells of an escaped quote.
pub fn unterminated(
    build: Build,
    triple: bool,
    kind: Option<char>,
    line: usize,
    escaped: bool,
) -> String {
    if !build.at_least(10) {
        return match triple {
            true => "EOF while scanning triple-quoted string literal".into(),
            false => "EOL while scanning string literal".into(),
        };
    }
    let quotes = if triple { "triple-quoted " } else { "" };
    let kind = kind
        .map(|kind| format!("{}-", kind.to_ascii_lowercase()))
        .unwrap_or_default();
    let hint = match escaped && !triple && build.at_least(13) {
        true => "; perhaps you escaped the end quote?",
        false => "",
    };
    format!("unterminated {quotes}{kind}string literal (detected at line {line}){hint}")
}

/// No block after a header (IndentationError); 3.10+ name the header.
pub fn expected_block(build: Build, keyword: &str, line: usize) -> String {
    let header = match keyword {
        _ if !build.at_least(10) => return "expected an indented block".into(),
        "def" => "function definition".into(),
        "class" => "class definition".into(),
        other => format!("'{other}' statement"),
    };
    format!("expected an indented block after {header} on line {line}")
}

/// `print x`; 3.10+.
pub fn missing_parentheses(name: &str) -> String {
    format!("Missing parentheses in call to '{name}'. Did you mean {name}(...)?")
}

/// `else` without `:` and the like; 3.10+.
pub fn expected(token: &str) -> String {
    format!("expected '{token}'")
}

/// An assignment to what is no target; `here`: where a comparison may have been meant (3.10+).
pub fn cannot_assign(what: &str, here: bool) -> String {
    let hint = if here {
        " here. Maybe you meant '==' instead of '='?"
    } else {
        ""
    };
    format!("cannot assign to {what}{hint}")
}

/// `f() += 1`.
pub fn cannot_augment(what: &str) -> String {
    format!("'{what}' is an illegal expression for augmented assignment")
}

/// `def f(a=1, b)`; 3.12+ speak of parameters.
pub fn default_first(build: Build) -> &'static str {
    match build.at_least(12) {
        true => "parameter without a default follows parameter with a default",
        false => "non-default argument follows default argument",
    }
}

/// A word for a parameter in other messages about them: 3.15 says what they are.
pub fn parameter(build: Build) -> &'static str {
    if build.at_least(15) {
        "parameter"
    } else {
        "argument"
    }
}

/// A replacement field without an expression, before this character.
pub fn empty_field(build: Build, next: char) -> String {
    match (build.version.minor, next) {
        (12.., _) => format!("f-string: valid expression required before '{next}'"),
        (11, '!') => "f-string: expression required before '!'".into(),
        _ => "f-string: empty expression not allowed".into(),
    }
}

/// `f"{x!y}"`.
pub fn invalid_conversion(build: Build, character: char) -> String {
    let named = if build.at_least(12) {
        format!(" '{character}'")
    } else {
        String::new()
    };
    format!("f-string: invalid conversion character{named}: expected 's', 'r', or 'a'")
}

/// `"\Users"`: an escape with too few digits, at bytes `from` to `to` of the literal.
pub fn truncated_escape(kind: char, from: usize, to: usize) -> String {
    let digits = match kind {
        'x' => "XX",
        'u' => "XXXX",
        _ => "XXXXXXXX",
    };
    format!(
        "(unicode error) 'unicodeescape' codec can't decode bytes in position {from}-{to}: truncated \\{kind}{digits} escape"
    )
}
