//! ruff's tree → our tree, for numbers, strings and f-strings.

use super::super::code::{Const, Conversion};
use super::super::tree::*;
use super::{Lower, span};
use num_bigint::BigInt;
use ruff_python_ast::{self as ast, InterpolatedStringElement as Element};
use ruff_text_size::{Ranged, TextRange};
use std::rc::Rc;

/// `sys.int_info.default_max_str_digits`: more decimal digits are a SyntaxError.
const MAX_DECIMAL_DIGITS: usize = 4300;

impl Lower<'_> {
    pub(super) fn number(&mut self, literal: &ast::ExprNumberLiteral) -> Const {
        match &literal.value {
            ast::Number::Float(value) => Const::Float(*value),
            ast::Number::Complex { imag, .. } => Const::Imaginary(*imag),
            ast::Number::Int(value) => match value.as_u64() {
                Some(small) => Const::Int(small.into()),
                None => Const::Int(self.long_integer(literal.range)),
            },
        }
    }

    fn long_integer(&mut self, range: TextRange) -> BigInt {
        let text = self.source[range].replace('_', "").to_ascii_lowercase();
        let (digits, radix) = match text.get(..2) {
            Some("0x") => (&text[2..], 16),
            Some("0o") => (&text[2..], 8),
            Some("0b") => (&text[2..], 2),
            _ => (&text[..], 10),
        };
        if radix == 10 && digits.len() > MAX_DECIMAL_DIGITS {
            self.syntax("an integer literal has more than 4300 digits", range);
            return BigInt::default();
        }
        BigInt::parse_bytes(digits.as_bytes(), radix).unwrap_or_default()
    }

    pub(super) fn string(&mut self, literal: &ast::ExprStringLiteral) -> Rc<str> {
        match literal.value.as_slice() {
            [part] => self.string_part(part).into(),
            parts => {
                let parts: Vec<String> = parts.iter().map(|p| self.string_part(p)).collect();
                parts.concat().into()
            }
        }
    }

    fn string_part(&mut self, part: &ast::StringLiteral) -> String {
        self.text(&part.value, part.range, part.flags.prefix().is_raw())
    }

    /// What a stretch of literal text means, given what ruff made of it: its stand-in for the names
    /// of characters answers U+FFFD for every one, and so does its decoder for surrogates.
    fn text(&mut self, value: &str, range: TextRange, raw: bool) -> String {
        let source = &self.source[range];
        let mut value = value.to_string();
        if source.contains('\r') {
            // CPython reads every line end as `\n` before anything else, ruff leaves them alone.
            if !raw && source.contains("\\r") {
                self.unsupported("\\r in a string with carriage returns", range);
            }
            value = value.replace("\r\n", "\n").replace('\r', "\n");
        }
        if raw || !source.contains('\\') || !value.contains(char::REPLACEMENT_CHARACTER) {
            return value;
        }
        let mut replacements = Vec::new();
        let mut rest = source.chars();
        while let Some(c) = rest.next() {
            if c == char::REPLACEMENT_CHARACTER {
                replacements.push(c);
            }
            if c != '\\' {
                continue;
            }
            match rest.next() {
                Some('N') => {
                    let name = rest.as_str().trim_start_matches('{');
                    let name = name.split('}').next().unwrap_or_default();
                    replacements.push(character(name).unwrap_or_else(|| {
                        self.unsupported("\\N{…} with a name that is not in our table", range);
                        char::REPLACEMENT_CHARACTER
                    }));
                }
                Some(c @ ('u' | 'U')) => {
                    let digits = rest.as_str().get(..if c == 'u' { 4 } else { 8 });
                    let code = digits.and_then(|digits| u32::from_str_radix(digits, 16).ok());
                    match code {
                        Some(0xD800..=0xDFFF) => {
                            self.unsupported("lone surrogates in a string", range);
                            return value;
                        }
                        Some(0xFFFD) => replacements.push(char::REPLACEMENT_CHARACTER),
                        _ => {}
                    }
                }
                _ => {}
            }
        }
        let mut replacements = replacements.into_iter();
        let replace = |c| match c {
            char::REPLACEMENT_CHARACTER => replacements.next().unwrap_or(c),
            c => c,
        };
        value.chars().map(replace).collect()
    }

    pub(super) fn f_string(&mut self, literal: &ast::ExprFString) -> Vec<Piece> {
        let mut pieces = Pieces::default();
        for part in literal.value.as_slice() {
            match part {
                ast::FStringPart::Literal(part) => {
                    pieces.text += &self.string_part(part);
                }
                ast::FStringPart::FString(part) => {
                    let raw = part.flags.prefix().is_raw();
                    self.elements(&part.elements, raw, 0, &mut pieces);
                }
            }
        }
        pieces.finish()
    }

    fn elements(
        &mut self,
        elements: &ast::InterpolatedStringElements,
        raw: bool,
        depth: usize,
        pieces: &mut Pieces,
    ) {
        for element in elements {
            match element {
                Element::Literal(part) => {
                    pieces.text += &self.text(&part.value, part.range, raw);
                }
                Element::Interpolation(field) => {
                    if depth > 2 {
                        self.syntax("f-string: expressions nested too deeply", field.range);
                    }
                    self.field(field, raw, depth, pieces);
                }
            }
        }
    }

    fn field(
        &mut self,
        field: &ast::InterpolatedElement,
        raw: bool,
        depth: usize,
        pieces: &mut Pieces,
    ) {
        let mut conversion = match field.conversion {
            ast::ConversionFlag::None => Conversion::None,
            ast::ConversionFlag::Str => Conversion::Str,
            ast::ConversionFlag::Repr => Conversion::Repr,
            ast::ConversionFlag::Ascii => Conversion::Ascii,
        };
        if let Some(debug) = &field.debug_text {
            pieces.text += debug.as_str();
            if conversion == Conversion::None && field.format_spec.is_none() {
                conversion = Conversion::Repr;
            }
        }
        let value = self.expr(&field.expression);
        let spec = field.format_spec.as_ref().map(|spec| {
            let mut pieces = Pieces::default();
            self.elements(&spec.elements, raw, depth + 1, &mut pieces);
            pieces.finish()
        });
        pieces.field(Field {
            span: span(field.range()),
            value,
            conversion,
            spec,
        });
    }
}

/// The parts of an f-string, with neighbouring text made one.
#[derive(Default)]
struct Pieces {
    done: Vec<Piece>,
    text: String,
}

impl Pieces {
    fn field(&mut self, field: Field) {
        self.flush();
        self.done.push(Piece::Field(Box::new(field)));
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            let text = std::mem::take(&mut self.text);
            self.done.push(Piece::Text(text.into()));
        }
    }

    fn finish(mut self) -> Vec<Piece> {
        self.flush();
        self.done
    }
}

/// The characters whose names are common in examples.
fn character(name: &str) -> Option<char> {
    const NAMES: [(&str, char); 28] = [
        ("ALMOST EQUAL TO", '≈'),
        ("BLACK STAR", '★'),
        ("BULLET", '•'),
        ("CHECK MARK", '✓'),
        ("COPYRIGHT SIGN", '©'),
        ("DEGREE SIGN", '°'),
        ("EM DASH", '—'),
        ("EN DASH", '–'),
        ("EURO SIGN", '€'),
        ("GREEK CAPITAL LETTER DELTA", 'Δ'),
        ("GREEK CAPITAL LETTER OMEGA", 'Ω'),
        ("GREEK SMALL LETTER ALPHA", 'α'),
        ("GREEK SMALL LETTER BETA", 'β'),
        ("GREEK SMALL LETTER MU", 'μ'),
        ("GREEK SMALL LETTER PI", 'π'),
        ("GRINNING FACE", '😀'),
        ("HORIZONTAL ELLIPSIS", '…'),
        ("INFINITY", '∞'),
        ("LATIN SMALL LETTER E WITH ACUTE", 'é'),
        ("LATIN SMALL LETTER SHARP S", 'ß'),
        ("LEFTWARDS ARROW", '←'),
        ("MICRO SIGN", 'µ'),
        ("MULTIPLICATION SIGN", '×'),
        ("NO-BREAK SPACE", '\u{a0}'),
        ("RIGHTWARDS ARROW", '→'),
        ("SNAKE", '🐍'),
        ("SNOWMAN", '☃'),
        ("SPACE", ' '),
    ];
    let name = name.to_ascii_uppercase();
    let found = NAMES
        .binary_search_by(|(known, _)| (*known).cmp(&name))
        .ok()?;
    Some(NAMES[found].1)
}
