//! `format()`, f-strings, `%` and `str.format`.

use super::function::Args;
use super::object::{Kind, Value};
use super::symbol::sym;
use super::types::tid;
use super::values::format_spec::{FormatKind, FormatSpec};
use super::values::{ValueFault, format_value};
use super::{Machine, Res};

impl Machine {
    /// Raises what an algorithm answers instead of a value.
    pub(super) fn fault<T>(&mut self, result: Result<T, ValueFault>) -> Res<T> {
        match result {
            Ok(value) => Ok(value),
            Err(fault) => match self.builtin_exception(fault.kind) {
                Some(ty) => self.raise(ty, fault.text),
                None => self.unsupported(fault.text),
            },
        }
    }

    /// The builtin exception class of a name.
    pub(super) fn builtin_exception(&self, name: &str) -> Option<super::TypeId> {
        let at = tid::BUILTIN
            .iter()
            .position(|(builtin, ..)| *builtin == name)?;
        Some(super::TypeId(at as u32))
    }

    /// `format(value, spec)`
    pub fn format(&mut self, value: &Value, spec: Option<&Value>) -> Res {
        let plain =
            spec.is_none_or(|spec| matches!(&spec.kind, Kind::Str(text) if text.is_empty()));
        if plain && (value.ty() == tid::STR || value.ty() == tid::INT) {
            return self.str_value(value);
        }
        let spec = spec.cloned().unwrap_or_else(|| self.str(""));
        let Some(result) = self.call_special(value, sym::FORMAT, &[spec])? else {
            return self.unsupported("an object without __format__");
        };
        if !self.is_instance(&result, tid::STR) {
            let text = format!(
                "__format__ must return a str, not {}",
                self.error_name(result.ty())
            );
            return self.type_error(text);
        }
        Ok(result)
    }

    /// What `__format__` of str, int and float answers.
    pub(super) fn builtin_format(&mut self, value: &Value, given: &Value) -> Res {
        let Kind::Str(spec) = &given.kind else {
            let text = format!(
                "__format__() argument must be str, not {}",
                self.argument_name(given)
            );
            return self.type_error(text);
        };
        if spec.is_empty() {
            return self.str_value(value);
        }
        let spec = spec.shared();
        let build = self.build;
        let name = self.error_name(value.ty());
        let kind = match &value.kind {
            Kind::Str(_) => FormatKind::Str,
            Kind::Float(_) => FormatKind::Float,
            _ => FormatKind::Int,
        };
        let parsed = FormatSpec::parse(&spec, kind, &name, build);
        let parsed = self.fault(parsed)?;
        self.charge(parsed.longest())?;
        let result = match &value.kind {
            Kind::Str(text) => format_value::str(text.as_str(), &parsed, &name),
            Kind::Float(x) => format_value::float(*x, &parsed, &name),
            Kind::Int(int) => format_value::int(&int.big(), &parsed, &name, build),
            _ => return self.unsupported("this format"),
        };
        let text = self.fault(result)?;
        self.new_str(text)
    }

    /// `template % value`
    #[inline(never)]
    pub(super) fn percent(&mut self, template: &Value, value: &Value) -> Res {
        let Kind::Str(text) = &template.kind else {
            return self.unsupported("% of something else");
        };
        let text = text.shared();
        self.work(super::native::CALL_STEPS)?;
        let text = self.percent_text(&text, value)?;
        self.new_str(text)
    }

    /// `template.format(*args, **kwargs)`
    pub(super) fn str_format(&mut self, template: &str, args: &Args) -> Res {
        let text = self.str_format_text(template, args)?;
        self.new_str(text)
    }
}
