//! Unpacking: `a, b = …` and `a, *b = …`.

use super::object::Value;
use super::{Machine, Res};
use crate::cpython::messages;

impl Machine {
    /// Exactly `n` items, or ValueError (Python/ceval.c, unpack_iterable).
    pub(super) fn unpack_exactly(&mut self, iterable: &Value, n: usize) -> Res<Vec<Value>> {
        let iter = self.unpack_iter(iterable)?;
        let mut items = Vec::with_capacity(n);
        while items.len() < n {
            match self.next(&iter)? {
                Some(value) => items.push(value),
                None => {
                    let text = format!(
                        "not enough values to unpack (expected {n}, got {})",
                        items.len()
                    );
                    return self.value_error(text);
                }
            }
        }
        if self.next(&iter)?.is_some() {
            let known = matches!(
                &iterable.kind,
                super::Kind::Tuple(_) | super::Kind::List(_) | super::Kind::Dict(_)
            );
            let found = if known && self.build.at_least(14) {
                Some(self.len(iterable)?)
            } else {
                None
            };
            let raised = messages::too_many_to_unpack(self.build, n, found);
            return self.raised(raised);
        }
        Ok(items)
    }

    /// `before` items, a list of those in between, `after` items; onto the stack, first on top.
    #[inline(never)]
    pub(super) fn unpack_around(
        &mut self,
        iterable: &Value,
        before: usize,
        after: usize,
    ) -> Res<()> {
        let iter = self.unpack_iter(iterable)?;
        let mut items = Vec::new();
        while let Some(value) = self.next(&iter)? {
            self.charge_item()?;
            items.push(value);
        }
        if items.len() < before + after {
            let text = format!(
                "not enough values to unpack (expected at least {}, got {})",
                before + after,
                items.len()
            );
            return self.value_error(text);
        }
        let tail = items.split_off(items.len() - after);
        let middle = items.split_off(before);
        let allocated = (0..middle.len()).fold(0, |room, n| {
            crate::cpython::lists::resized(self.build, room, n, n + 1)
        });
        let middle = self.list_with(super::list::List {
            items: middle,
            allocated,
        });
        self.frame.stack.extend(tail.into_iter().rev());
        self.push(middle);
        self.frame.stack.extend(items.into_iter().rev());
        Ok(())
    }

    fn unpack_iter(&mut self, iterable: &Value) -> Res {
        if !self.is_iterable(iterable) {
            let text = format!(
                "cannot unpack non-iterable {} object",
                self.error_name(iterable.ty())
            );
            return self.type_error(text);
        }
        self.iter(iterable)
    }
}
