//! `%` formatting and `str.format`: templates filled with objects.

use super::function::Args;
use super::object::Value;
use super::{Machine, Res};

/// `template % value`
pub(super) fn format(machine: &mut Machine, _template: &str, _value: &Value) -> Res {
    machine.unsupported("% formatting")
}

/// `template.format(…)`
pub(super) fn str_format(machine: &mut Machine, _template: &str, _args: &Args) -> Res {
    machine.unsupported("str.format()")
}
