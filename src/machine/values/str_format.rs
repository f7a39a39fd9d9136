//! Templates of `str.format`: literal text, replacement fields, and what the field names mean.
//!
//! Everything is read lazily, piece by piece, because CPython raises a fault only when it comes to the
//! place, and a field before it may run the program's `__getattr__` or `__format__`.

use super::fault::ValueFault;
use super::format_spec::leading_integer;
use crate::cpython::Build;

/// How deep a field may stand inside of a format specifier: `{:{}}`, not `{:{:{}}}`.
pub const MAX_DEPTH: u32 = 2;

/// What [`MAX_DEPTH`] raises.
pub fn too_deep() -> ValueFault {
    ValueFault::value("Max string recursion exceeded")
}

/// Some text and, unless it was the end or a doubled brace, the field behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Piece<'a> {
    /// Literal text, one brace of a doubled one included.
    pub text: &'a str,
    /// The field.
    pub field: Option<Field<'a>>,
}

/// `{name!conversion:spec}`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Field<'a> {
    /// `0.name[key]`: read it with [`AutoNumber::first`].
    pub name: &'a str,
    /// Apply [`Field::conversion`].
    conversion: Option<char>,
    /// The specifier, itself a template if [`Field::is_nested`].
    pub spec: &'a str,
    /// Whether there are fields in the specifier.
    pub is_nested: bool,
}

/// What to make of a value before it is formatted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FieldConversion {
    /// `!r`
    Repr,
    /// `!s`
    Str,
    /// `!a`
    Ascii,
}

impl Field<'_> {
    /// The conversion, if any; asked after the value was found (Objects/stringlib/unicode_format.h, do_conversion).
    pub fn conversion(&self) -> Result<Option<FieldConversion>, ValueFault> {
        Ok(Some(match self.conversion {
            None => return Ok(None),
            Some('r') => FieldConversion::Repr,
            Some('s') => FieldConversion::Str,
            Some('a') => FieldConversion::Ascii,
            Some(c) => {
                let shown = match c {
                    '!'..='~' => c.into(),
                    _ => format!("\\x{:x}", u32::from(c)),
                };
                let text = format!("Unknown conversion specifier {shown}");
                return Err(ValueFault::value(text));
            }
        }))
    }
}

/// The pieces of a template, in their order (MarkupIterator_next, parse_field). After a fault there are no more.
#[derive(Debug, Clone)]
pub struct Pieces<'a> {
    rest: &'a str,
}

impl<'a> Pieces<'a> {
    /// Begins with a template.
    pub fn new(template: &'a str) -> Self {
        Self { rest: template }
    }

    fn piece(&mut self) -> Result<Piece<'a>, ValueFault> {
        let Some(brace) = self.rest.find(['{', '}']) else {
            return Ok(self.literal(self.rest.len(), self.rest.len()));
        };
        let (this, behind) = self.rest[brace..].split_at(1);
        if behind.starts_with(this) {
            return Ok(self.literal(brace + 1, brace + 2));
        }
        if this == "}" || behind.is_empty() {
            let text = format!("Single '{this}' encountered in format string");
            return Err(ValueFault::value(text));
        }
        let mut piece = self.literal(brace, brace + 1);
        piece.field = Some(self.field()?);
        Ok(piece)
    }

    /// The next `len` bytes as text; goes on at `next`.
    fn literal(&mut self, len: usize, next: usize) -> Piece<'a> {
        let text = &self.rest[..len];
        self.rest = &self.rest[next..];
        Piece { text, field: None }
    }

    fn field(&mut self) -> Result<Field<'a>, ValueFault> {
        let (len, end) = self.name_end()?;
        let name = &self.rest[..len];
        self.rest = &self.rest[len + 1..];
        let mut field = Field {
            name,
            conversion: None,
            spec: "",
            is_nested: false,
        };
        if end == '}' {
            return Ok(field);
        }
        if end == '!' {
            let missing = "end of string while looking for conversion specifier";
            field.conversion = Some(self.read().ok_or_else(|| ValueFault::value(missing))?);
            match self.read() {
                Some('}') => return Ok(field),
                Some(':') | None => {}
                Some(_) => {
                    let text = "expected ':' after conversion specifier";
                    return Err(ValueFault::value(text));
                }
            }
        }
        self.spec(&mut field)?;
        Ok(field)
    }

    /// How long the field's name is, and the `!`, `:` or `}` behind it. In brackets everything belongs to it.
    fn name_end(&self) -> Result<(usize, char), ValueFault> {
        let mut bracket = false;
        for (at, c) in self.rest.char_indices() {
            match c {
                ']' if bracket => bracket = false,
                _ if bracket => {}
                '[' => bracket = true,
                '{' => return Err(ValueFault::value("unexpected '{' in field name")),
                '}' | ':' | '!' => return Ok((at, c)),
                _ => {}
            }
        }
        Err(ValueFault::value("expected '}' before end of string"))
    }

    /// The specifier up to the brace that closes the field.
    fn spec(&mut self, field: &mut Field<'a>) -> Result<(), ValueFault> {
        let mut open = 1;
        for (at, c) in self.rest.char_indices() {
            match c {
                '{' => {
                    field.is_nested = true;
                    open += 1;
                }
                '}' => open -= 1,
                _ => {}
            }
            if open == 0 {
                field.spec = &self.rest[..at];
                self.rest = &self.rest[at + 1..];
                return Ok(());
            }
        }
        Err(ValueFault::value("unmatched '{' in format spec"))
    }

    fn read(&mut self) -> Option<char> {
        let c = self.rest.chars().next()?;
        self.rest = &self.rest[c.len_utf8()..];
        Some(c)
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, ValueFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let piece = self.piece();
        if piece.is_err() {
            self.rest = "";
        }
        Some(piece)
    }
}

/// The argument with which a field's name begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FirstName<'a> {
    /// A positional argument.
    Index(u64),
    /// A keyword argument.
    Key(&'a str),
}

/// Counts the fields without a name; the same for a whole template and the specifiers inside of it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct AutoNumber {
    next: u64,
    /// Whether fields are numbered automatically; unknown before the first one that is numbered.
    automatic: Option<bool>,
}

impl AutoNumber {
    /// The argument that a name begins with, and the way on from it (field_name_split).
    pub fn first<'a>(
        &mut self,
        name: &'a str,
        build: Build,
    ) -> Result<(FirstName<'a>, NameSteps<'a>), ValueFault> {
        let end = name.find(['.', '[']).unwrap_or(name.len());
        let (first, rest) = name.split_at(end);
        let steps = NameSteps { rest, build };
        let index = integer(first, build)?;
        if index.is_none() && !first.is_empty() {
            return Ok((FirstName::Key(first), steps));
        }
        let automatic = first.is_empty();
        if *self.automatic.get_or_insert(automatic) != automatic {
            return Err(ValueFault::value(if automatic {
                "cannot switch from manual field specification to automatic field numbering"
            } else {
                "cannot switch from automatic field numbering to manual field specification"
            }));
        }
        let index = index.unwrap_or_else(|| {
            self.next += 1;
            self.next - 1
        });
        Ok((FirstName::Index(index), steps))
    }
}

/// What an index out of range raises (get_field_object).
pub fn index_out_of_range(index: u64) -> ValueFault {
    let text = format!("Replacement index {index} out of range for positional args tuple");
    ValueFault::new("IndexError", text)
}

/// One step from an object to a part of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NameStep<'a> {
    /// `.name`
    Attribute(&'a str),
    /// `[7]`
    Index(u64),
    /// `[key]`
    Key(&'a str),
}

/// The steps behind the first part of a field's name (FieldNameIterator_next).
#[derive(Debug, Clone)]
pub struct NameSteps<'a> {
    rest: &'a str,
    build: Build,
}

impl<'a> NameSteps<'a> {
    fn step(&mut self) -> Result<NameStep<'a>, ValueFault> {
        if let Some(rest) = self.rest.strip_prefix('.') {
            let end = rest.find(['.', '[']).unwrap_or(rest.len());
            let (name, rest) = rest.split_at(end);
            self.rest = rest;
            return Ok(NameStep::Attribute(not_empty(name)?));
        }
        let Some(rest) = self.rest.strip_prefix('[') else {
            let text = "Only '.' or '[' may follow ']' in format field specifier";
            return Err(ValueFault::value(text));
        };
        let missing = || ValueFault::value("Missing ']' in format string");
        let (key, rest) = rest.split_once(']').ok_or_else(missing)?;
        self.rest = rest;
        let index = integer(key, self.build)?;
        Ok(match index {
            Some(index) => NameStep::Index(index),
            None => NameStep::Key(not_empty(key)?),
        })
    }
}

impl<'a> Iterator for NameSteps<'a> {
    type Item = Result<NameStep<'a>, ValueFault>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.rest.is_empty() {
            return None;
        }
        let step = self.step();
        if step.is_err() {
            self.rest = "";
        }
        Some(step)
    }
}

fn not_empty(name: &str) -> Result<&str, ValueFault> {
    if name.is_empty() {
        return Err(ValueFault::value("Empty attribute in format string"));
    }
    Ok(name)
}

/// A text of nothing but digits as a number.
fn integer(text: &str, build: Build) -> Result<Option<u64>, ValueFault> {
    let (value, len) = leading_integer(text, build)?;
    Ok((len == text.len() && len > 0).then_some(value))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::values::{format_spec, format_value, str_repr, vectors};

    /// As the table's script traces how a value was reached.
    fn traced(
        template: &str,
        count: u64,
        depth: u32,
        numbers: &mut AutoNumber,
        build: Build,
    ) -> Result<String, ValueFault> {
        if depth == 0 {
            return Err(too_deep());
        }
        let mut out = String::new();
        for piece in Pieces::new(template) {
            let Piece { text, field } = piece?;
            out.push_str(text);
            let Some(field) = field else { continue };
            let (first, steps) = numbers.first(field.name, build)?;
            let mut value = match first {
                FirstName::Index(i) if i < count => format!("a{i}"),
                FirstName::Index(i) => return Err(index_out_of_range(i)),
                FirstName::Key("x") => "x".into(),
                FirstName::Key(key) => {
                    return Err(ValueFault::new("KeyError", str_repr::repr(key, build)));
                }
            };
            for step in steps {
                value += &match step? {
                    NameStep::Attribute(name) => format!(".{name}"),
                    NameStep::Index(i) => format!("[{i}]"),
                    NameStep::Key(key) => format!("[{}]", str_repr::repr(key, build)),
                };
            }
            let conversion = field.conversion()?;
            let spec = if field.is_nested {
                traced(field.spec, count, depth - 1, numbers, build)?
            } else {
                field.spec.to_string()
            };
            out += &match conversion {
                None => format!("<{value}|{spec}>"),
                Some(FieldConversion::Str) => padded(&format!("str({value})"), &spec, build)?,
                Some(FieldConversion::Repr) => padded(&format!("repr({value})"), &spec, build)?,
                Some(FieldConversion::Ascii) => {
                    let shown = str_repr::ascii_of_repr(&format!("repr({value})"));
                    padded(&shown, &spec, build)?
                }
            };
        }
        Ok(out)
    }

    fn padded(text: &str, spec: &str, build: Build) -> Result<String, ValueFault> {
        let kind = format_spec::FormatKind::Str;
        let spec = format_spec::FormatSpec::parse(spec, kind, "str", build)?;
        format_value::str(text, &spec, "str")
    }

    #[test]
    fn as_cpython_does() {
        let table = include_str!("../../../tests/values/str_format.tsv");
        vectors::check(table, |_, args, build| {
            let count = args[1].parse().expect("a count");
            traced(args[0], count, MAX_DEPTH, &mut AutoNumber::default(), build)
        });
    }
}
