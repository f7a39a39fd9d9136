//! `%` formatting and `str.format`: templates filled with objects.

use super::function::Args;
use super::object::{Kind, Value};
use super::types::tid;
use super::values::percent::{Argument, Operand, Percent, Step};
use super::values::percent_conversion::Conversion;
use super::values::str_format::{
    AutoNumber, Field, FieldConversion, FirstName, NameStep, Pieces, index_out_of_range, too_deep,
};
use super::{Machine, Res};

/// Where `format` finds the values of its fields.
enum Fields<'a> {
    /// Arguments, behind the template.
    Arguments(&'a Args<'a>),
    /// The mapping of `format_map`.
    Mapping(&'a Value),
}

impl Machine {
    /// `template % value`
    pub(super) fn percent_text(&mut self, template: &str, value: &Value) -> Res<String> {
        let operand = match &value.kind {
            Kind::Tuple(items) => Operand::Tuple(items.len()),
            Kind::Str(_) => Operand::Single,
            _ if self.lookup(value.ty(), super::sym::GETITEM).is_some() => Operand::Mapping,
            _ => Operand::Single,
        };
        let name = self.error_name(value.ty());
        let mut plan = Percent::new(template, operand, &name, self.build);
        let mut text = String::new();
        let mut found = self.none();
        loop {
            let step = plan.step();
            let Some(step) = self.fault(step)? else {
                return Ok(text);
            };
            match step {
                Step::Text(part) => text.push_str(&part),
                Step::Key(key) => {
                    let key = self.new_str(key)?;
                    found = self.get_item(value, &key)?;
                }
                Step::Star(argument) => {
                    let star = percent_argument(argument, value, &found);
                    let result = match &star.kind {
                        Kind::Int(n) => plan.star(Ok(&n.big())),
                        _ => {
                            let name = self.error_name(star.ty());
                            plan.star(Err(&name))
                        }
                    };
                    self.fault(result)?;
                }
                Step::Convert(conversion, argument) => {
                    let argument = percent_argument(argument, value, &found);
                    self.charge(conversion.longest())?;
                    text.push_str(&self.percent_convert(&conversion, &argument)?);
                }
            }
            self.charge(text.len() / 64)?;
        }
    }

    fn percent_convert(&mut self, conversion: &Conversion, value: &Value) -> Res<String> {
        let build = self.build;
        match conversion.code {
            's' => {
                let text = self.str_of(value)?;
                Ok(conversion.text(&text))
            }
            'r' => {
                let text = self.repr(value)?;
                Ok(conversion.text(&text))
            }
            'a' => {
                let text = self.ascii(value)?;
                Ok(conversion.text(&text))
            }
            'c' => {
                let result = match &value.kind {
                    Kind::Str(text) => conversion.character(text.as_str(), build),
                    Kind::Int(n) => conversion.character_of_code(&n.big(), build),
                    _ => {
                        let name = self.error_name(value.ty());
                        Err(conversion.no_character(&name, build))
                    }
                };
                self.fault(result)
            }
            'e' | 'E' | 'f' | 'F' | 'g' | 'G' => {
                let number = matches!(value.kind, Kind::Float(_) | Kind::Int(_))
                    || self.lookup(value.ty(), super::sym::FLOAT).is_some()
                    || self.lookup(value.ty(), super::sym::INDEX).is_some();
                if !number {
                    let name = self.error_name(value.ty());
                    return self.fault(Err(conversion.no_float(&name, build)));
                }
                let x = self.as_float(value)?;
                Ok(conversion.float(x))
            }
            code => {
                let whole = matches!(code, 'o' | 'x' | 'X');
                let number = match &value.kind {
                    Kind::Int(n) => Some(n.big()),
                    Kind::Float(_) if !whole => Some(self.number_to_int(value)?),
                    _ if self.lookup(value.ty(), super::sym::INDEX).is_some() => {
                        Some(self.index(value)?.big())
                    }
                    _ if !whole && self.lookup(value.ty(), super::sym::INT).is_some() => {
                        // Objects/unicodeobject.c, mainformatlong: a TypeError is said in other words.
                        let number = self.number_to_int(value);
                        self.catch(number, tid::TYPE_ERROR)?
                    }
                    _ => None,
                };
                let result = match number {
                    Some(n) => conversion.int(&n, build),
                    None => {
                        let name = self.error_name(value.ty());
                        Err(conversion.no_integer(&name, build))
                    }
                };
                self.fault(result)
            }
        }
    }

    /// `template.format(*args, **kwargs)`; the template itself is the first positional argument.
    pub(super) fn str_format_text(&mut self, template: &str, args: &Args) -> Res<String> {
        let mut numbers = AutoNumber::default();
        self.format_pieces(template, &Fields::Arguments(args), &mut numbers, 0)
    }

    /// `template.format_map(mapping)`
    pub(super) fn str_format_map(&mut self, template: &str, mapping: &Value) -> Res {
        let mut numbers = AutoNumber::default();
        let text = self.format_pieces(template, &Fields::Mapping(mapping), &mut numbers, 0)?;
        self.new_str(text)
    }

    fn format_pieces(
        &mut self,
        template: &str,
        fields: &Fields,
        numbers: &mut AutoNumber,
        depth: u32,
    ) -> Res<String> {
        if depth >= super::values::str_format::MAX_DEPTH {
            return self.fault(Err(too_deep()));
        }
        let mut text = String::new();
        for piece in Pieces::new(template) {
            let piece = self.fault(piece)?;
            text.push_str(piece.text);
            if let Some(field) = piece.field {
                text.push_str(&self.format_field(&field, fields, numbers, depth)?);
            }
            self.charge(text.len() / 64)?;
        }
        Ok(text)
    }

    fn format_field(
        &mut self,
        field: &Field,
        fields: &Fields,
        numbers: &mut AutoNumber,
        depth: u32,
    ) -> Res<String> {
        let first = numbers.first(field.name, self.build);
        let (first, steps) = self.fault(first)?;
        let mut value = match (first, fields) {
            (FirstName::Index(_), Fields::Mapping(_)) => {
                return self.value_error("Format string contains positional fields");
            }
            (FirstName::Index(i), Fields::Arguments(args)) => match usize::try_from(i)
                .ok()
                .and_then(|i| args.pos.get(i.checked_add(1)?))
            {
                Some(value) => value.clone(),
                None => return self.fault(Err(index_out_of_range(i))),
            },
            (FirstName::Key(name), Fields::Mapping(mapping)) => {
                let key = self.str(name);
                self.get_item(mapping, &key)?
            }
            (FirstName::Key(name), Fields::Arguments(args)) => {
                let sym = self.sym(name);
                match args.named(sym) {
                    Some(value) => value.clone(),
                    None => {
                        let key = self.str(name);
                        return self.key_error(&key);
                    }
                }
            }
        };
        for step in steps {
            value = match self.fault(step)? {
                NameStep::Attribute(name) => {
                    let name = self.sym(name);
                    self.get_attr(&value, name)?
                }
                NameStep::Index(i) => {
                    let key = self.int(i as i64);
                    self.get_item(&value, &key)?
                }
                NameStep::Key(key) => {
                    let key = self.str(key);
                    self.get_item(&value, &key)?
                }
            };
        }
        let conversion = field.conversion();
        let value = match self.fault(conversion)? {
            None => value,
            Some(conversion) => {
                let text = match conversion {
                    FieldConversion::Repr => self.repr(&value)?,
                    FieldConversion::Str => self.str_of(&value)?,
                    FieldConversion::Ascii => self.ascii(&value)?,
                };
                self.new_str(text)?
            }
        };
        let spec = if field.is_nested {
            self.format_pieces(field.spec, fields, numbers, depth + 1)?
        } else {
            field.spec.to_string()
        };
        let spec = self.str(&spec);
        let result = self.format(&value, Some(&spec))?;
        self.str_of(&result)
    }
}

fn percent_argument(argument: Argument, value: &Value, found: &Value) -> Value {
    match (argument, &value.kind) {
        (Argument::Item(i), Kind::Tuple(items)) => items.get(i).unwrap_or(value).clone(),
        (Argument::Found, _) => found.clone(),
        _ => value.clone(),
    }
}
