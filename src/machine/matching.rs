//! `match`: what patterns ask of a subject (Python/ceval.c, match_keys and match_class).

use super::object::{Kind, Value};
use super::symbol::sym;
use super::types::tid;
use super::{Machine, Res};

impl Machine {
    /// Py_TPFLAGS_SEQUENCE: lists, tuples, ranges and what derives from them; not strings.
    pub(super) fn is_sequence_pattern(&self, value: &Value) -> bool {
        matches!(value.kind, Kind::List(_) | Kind::Tuple(_) | Kind::Range(_))
    }

    /// The values of all keys, or None.
    pub(super) fn match_keys(&mut self, subject: &Value, keys: &Value) -> Res {
        let keys = self.iterate(keys)?;
        let mut values = Vec::new();
        for key in &keys {
            let value = match &subject.kind {
                Kind::Dict(_) => self.dict_get(subject, key)?,
                _ => {
                    let result = self.get_item(subject, key);
                    self.catch(result, tid::KEY_ERROR)?
                }
            };
            match value {
                Some(value) => values.push(value),
                None => return Ok(self.none()),
            }
        }
        Ok(self.tuple(values))
    }

    /// The attributes that the patterns look at, or None.
    pub(super) fn match_class(
        &mut self,
        subject: &Value,
        class: &Value,
        positional: usize,
        names: &Value,
    ) -> Res {
        let Some(id) = Self::as_type(class) else {
            return self.type_error("called match pattern must be a class");
        };
        if subject.ty() == tid::AT_LEAST {
            return self.unsupported("the size of a generator");
        }
        if !self.is_instance(subject, id) {
            return Ok(self.none());
        }
        let mut values = Vec::new();
        if positional > 0 {
            let args = self.try_attr(class, sym::MATCH_ARGS)?;
            let whole = [
                tid::BOOL,
                tid::BYTEARRAY,
                tid::BYTES,
                tid::DICT,
                tid::FLOAT,
                tid::FROZENSET,
                tid::INT,
                tid::LIST,
                tid::SET,
                tid::STR,
                tid::TUPLE,
            ];
            let name = self.type_name(id);
            match args {
                Some(args) => {
                    let Kind::Tuple(args) = &args.kind else {
                        let text = format!(
                            "{name}.__match_args__ must be a tuple (got {})",
                            self.error_name(args.ty())
                        );
                        return self.type_error(text);
                    };
                    if args.len() < positional {
                        let s = if args.len() == 1 { "" } else { "s" };
                        let text = format!(
                            "{name}() accepts {} positional sub-pattern{s} ({positional} given)",
                            args.len()
                        );
                        return self.type_error(text);
                    }
                    for arg in args.iter().take(positional) {
                        let arg = self.sym_of(arg);
                        match self.try_attr(subject, arg)? {
                            Some(value) => values.push(value),
                            None => return Ok(self.none()),
                        }
                    }
                }
                None if whole.iter().any(|ty| self.is_subtype(id, *ty)) && positional == 1 => {
                    values.push(subject.clone())
                }
                None => {
                    let max = usize::from(whole.iter().any(|ty| self.is_subtype(id, *ty)));
                    let s = if max == 1 { "" } else { "s" };
                    let text = format!(
                        "{name}() accepts {max} positional sub-pattern{s} ({positional} given)"
                    );
                    return self.type_error(text);
                }
            }
        }
        for name in self.iterate(names)? {
            let name = self.sym_of(&name);
            match self.try_attr(subject, name)? {
                Some(value) => values.push(value),
                None => return Ok(self.none()),
            }
        }
        Ok(self.tuple(values))
    }
}
