//! `list.sort` and `sorted`: keys, the order of comparisons, and what is left when one fails.

use super::function::Args;
use super::list::List;
use super::object::{Kind, Value};
use super::symbol::{Sym, sym};
use super::values::sorting;
use super::{Machine, Res};

impl Machine {
    /// `list.sort(*, key, reverse)`: the list is empty meanwhile.
    pub(super) fn list_sort_method(&mut self, args: &Args) -> Res {
        let given = args.pos.len() - 1;
        if given + args.kw.len() > 2 {
            let keyword = if given == 0 { "keyword " } else { "" };
            let given = given + args.kw.len();
            let text = format!("sort() takes at most 2 {keyword}arguments ({given} given)");
            return self.type_error(text);
        }
        if given > 0 {
            return self.type_error("sort() takes no positional arguments");
        }
        let Kind::List(cell) = &args.pos[0].kind else {
            return Ok(self.none());
        };
        let items = std::mem::take(&mut *cell.borrow_mut());
        let List { items, allocated } = items;
        let (sorted, result) = self.sort_partly(items, args);
        let changed = !cell.borrow().items.is_empty();
        *cell.borrow_mut() = List {
            items: sorted,
            allocated,
        };
        result?;
        if changed {
            return self.value_error("list modified during sort");
        }
        Ok(self.none())
    }

    /// Sorts by `key` and `reverse`, stably.
    pub(super) fn sort_values(&mut self, items: Vec<Value>, args: &Args) -> Res<Vec<Value>> {
        let (items, result) = self.sort_partly(items, args);
        result.map(|()| items)
    }

    /// The same; where that fails, the items are in the order in which they were by then (list_sort_impl).
    fn sort_partly(&mut self, items: Vec<Value>, args: &Args) -> (Vec<Value>, Res<()>) {
        let (keys, reverse) = match self.sort_keys(&items, args) {
            Ok(found) => found,
            Err(stop) => return (items, Err(stop)),
        };
        let places = (0..items.len()).collect();
        let (places, result) = sorting::sort(places, reverse, self.build, |a: usize, b: usize| {
            self.less(&keys[a], &keys[b])
        });
        let items = places.into_iter().map(|at| items[at].clone()).collect();
        (items, result)
    }

    /// What is compared, and whether in reverse.
    fn sort_keys(&mut self, items: &[Value], args: &Args) -> Res<(Vec<Value>, bool)> {
        let given = |name: Sym| args.named(name);
        let unknown = |(name, _): &&(Sym, Value)| *name != sym::KEY && *name != sym::REVERSE;
        if let Some((name, _)) = args.kw.iter().find(unknown) {
            let name = self.symbols.text(*name);
            let text = if self.build.at_least(13) {
                format!("sort() got an unexpected keyword argument '{name}'")
            } else {
                format!("'{name}' is an invalid keyword argument for sort()")
            };
            return self.type_error(text);
        }
        let reverse = match given(sym::REVERSE) {
            Some(reverse) if self.build.at_least(12) => self.truth(reverse)?,
            Some(reverse) => self.c_int(reverse)? != 0,
            None => false,
        };
        let Some(key) = given(sym::KEY).filter(|key| !self.is_none(key)) else {
            return Ok((items.to_vec(), reverse));
        };
        let mut keys = Vec::with_capacity(items.len());
        for item in items {
            keys.push(self.call(key, std::slice::from_ref(item), &[])?);
        }
        Ok((keys, reverse))
    }
}
