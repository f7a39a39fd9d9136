//! `%` formatting, held against real CPythons.

use super::percent::{Argument, Operand, Percent, Step};
use super::percent_conversion::Conversion;
use super::{ValueFault, float_text, int_math, str_repr, vectors};
use crate::cpython::Build;
use num_bigint::BigInt;

/// A value as the table writes it: its kind and its text.
#[derive(Clone, Copy)]
struct Value<'a>(&'a str, &'a str);

impl<'a> Value<'a> {
    fn new(word: &'a str) -> Self {
        Self(&word[..1], &word[1..])
    }

    fn type_name(self) -> &'static str {
        match self.0 {
            "i" => "int",
            "f" => "float",
            "s" => "str",
            "n" => "NoneType",
            "m" => "dict",
            _ => "list",
        }
    }

    fn int(self) -> Option<BigInt> {
        (self.0 == "i").then(|| self.1.parse().expect("an integer"))
    }

    fn float(self) -> Option<f64> {
        (self.0 == "f").then(|| self.1.parse().expect("a float"))
    }

    fn str(self) -> String {
        match self.0 {
            "f" => float_text::repr(self.float().expect("a float")),
            "n" => "None".into(),
            "l" => "[]".into(),
            "m" => "{}".into(),
            _ => self.1.to_string(),
        }
    }

    fn converted(self, conversion: &Conversion, build: Build) -> Result<String, ValueFault> {
        let integer = self.int();
        let quoted = |quote: fn(&str, Build) -> String| match self.0 {
            "s" => quote(self.1, build),
            _ => self.str(),
        };
        match conversion.code {
            's' => Ok(conversion.text(&self.str())),
            'r' => Ok(conversion.text(&quoted(str_repr::repr))),
            'a' => Ok(conversion.text(&quoted(|s, _| str_repr::ascii(s)))),
            'c' if self.0 == "s" => conversion.character(self.1, build),
            'c' => match integer {
                Some(code) => conversion.character_of_code(&code, build),
                None => Err(conversion.no_character(self.type_name(), build)),
            },
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => match (self.float(), integer) {
                (Some(x), _) => Ok(conversion.float(x)),
                (None, Some(value)) => Ok(conversion.float(int_math::to_float(&value)?)),
                (None, None) => Err(conversion.no_float(self.type_name(), build)),
            },
            code => match (integer, self.float()) {
                (Some(value), _) => conversion.int(&value, build),
                (None, Some(x)) if matches!(code, 'd' | 'i' | 'u') => {
                    conversion.int(&float_text::to_int(x)?, build)
                }
                _ => Err(conversion.no_integer(self.type_name(), build)),
            },
        }
    }
}

fn formatted(template: &str, words: &[&str], build: Build) -> Result<String, ValueFault> {
    let (operand, type_name) = match words[0] {
        "t" => (Operand::Tuple(words.len() - 1), "tuple"),
        "m" => (Operand::Mapping, "dict"),
        "l" => (Operand::Mapping, "list"),
        word => (Operand::Single, Value::new(word).type_name()),
    };
    let mut found = None;
    let mut percent = Percent::new(template, operand, type_name, build);
    let mut out = String::new();
    while let Some(step) = percent.step()? {
        let value = |argument| match argument {
            Argument::Item(i) => Value::new(words[i + 1]),
            Argument::Whole => Value::new(words[0]),
            Argument::Found => found.expect("found before"),
        };
        match step {
            Step::Text(text) => out.push_str(&text),
            Step::Key(key) => {
                let pair = words[1..]
                    .chunks(2)
                    .find(|pair| words[0] == "m" && pair[0] == key);
                if words[0] == "l" {
                    let text = "list indices must be integers or slices, not str";
                    return Err(ValueFault::type_error(text));
                }
                let missing = || ValueFault::new("KeyError", str_repr::repr(&key, build));
                found = Some(Value::new(pair.ok_or_else(missing)?[1]));
            }
            Step::Star(argument) => {
                let value = value(argument);
                percent.star(value.int().as_ref().ok_or(value.type_name()))?;
            }
            Step::Convert(conversion, argument) => {
                out.push_str(&value(argument).converted(&conversion, build)?);
            }
        }
    }
    Ok(out)
}

#[test]
fn as_cpython_does() {
    let table = include_str!("../../../tests/values/percent.tsv");
    vectors::check(table, |_, args, build| {
        formatted(args[0], &args[1..], build)
    });
}
