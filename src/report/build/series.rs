//! Total bytes of 1, 2, 3 … instances, until each further one is found to cost the same.

use crate::machine::{FastHash, Held, Kind, Machine, Stop, Value};
use crate::report::Series;
use crate::report::memory::Steps;
use std::collections::HashSet;
use std::rc::Rc;

/// Instances that are made in any case: shared keys stop shrinking after 30.
const LEAST: usize = 64;
/// So many in a row must cost the same.
const WINDOW: usize = 24;
/// Instances after which the cost is called unsteady.
const MOST: usize = 256;

/// Why something could not be measured: one sentence.
pub(super) type Why = String;

/// Why a series could not be made.
pub(super) enum Trouble {
    /// The cost does not become steady, after so many instances.
    Unsteady(usize),
    /// An instance could not be made.
    Failed(Why),
    /// The program itself keeps results, so that they are not measured alone.
    Kept,
}

impl Trouble {
    /// In one sentence.
    pub(super) fn why(self) -> Why {
        match self {
            Self::Unsteady(made) => {
                format!("The cost of another one is still changing after {made} of them.")
            }
            Self::Failed(why) => why,
            Self::Kept => "The program keeps what is made.".into(),
        }
    }
}

/// Makes instances with `make(machine, i)` and takes the total of all with `total` after each.
pub(super) fn series(
    machine: &mut Machine,
    mut make: impl FnMut(&mut Machine, usize) -> Result<Value, Why>,
    mut total: impl FnMut(&mut Machine, &[Value]) -> Held,
) -> Result<(Series, Vec<Value>), Trouble> {
    let mut made = Vec::with_capacity(LEAST);
    let mut totals: Vec<Held> = Vec::with_capacity(LEAST);
    while made.len() < MOST {
        let next = make(machine, made.len()).map_err(Trouble::Failed)?;
        made.push(next);
        totals.push(total(machine, &made));
        if made.len() >= LEAST && is_steady(&totals) {
            let series = Series {
                requested: steps(totals.iter().map(|held| held.requested)),
                allocated: steps(totals.iter().map(|held| held.allocated)),
            };
            return Ok((series, made));
        }
    }
    Err(Trouble::Unsteady(MOST))
}

fn is_steady(totals: &[Held]) -> bool {
    let last = &totals[totals.len() - WINDOW - 1..];
    let step = |pair: &[Held]| {
        (
            pair[1].requested.checked_sub(pair[0].requested),
            pair[1].allocated.checked_sub(pair[0].allocated),
        )
    };
    let first = step(last);
    first.0.is_some() && first.1.is_some() && last.windows(2).all(|pair| step(pair) == first)
}

/// The totals without those that the steady cost already tells.
fn steps(totals: impl Iterator<Item = u64>) -> Steps {
    let mut first: Vec<u64> = totals.collect();
    let steady = match first[..] {
        [.., before, last] => last.saturating_sub(before),
        _ => 0,
    };
    while let [.., before, last] = first[..]
        && before.checked_add(steady) == Some(last)
    {
        first.pop();
    }
    if first == [steady] {
        first.clear();
    }
    Steps { first, steady }
}

/// Bytes of these objects alone, with what belongs to each (items, values, `__dict__`, its table),
/// but without the objects that attributes and items lead to. Shared keys that a class no longer
/// keeps count once.
pub(super) fn own_total(machine: &Machine, made: &[Value]) -> Held {
    let mut held = Held::default();
    let mut seen: HashSet<usize, FastHash> = HashSet::default();
    for value in made {
        add_own(machine, value, &mut seen, &mut held);
        let dict = value.extra.borrow().as_ref().and_then(|extra| {
            let materialised = extra.materialised;
            extra.dict.clone().filter(|_| materialised)
        });
        if let Some(dict) = dict {
            add_own(machine, &dict, &mut seen, &mut held);
            let Kind::Dict(table) = &dict.kind else {
                continue;
            };
            let table = table.borrow();
            let class = machine.ty(value.ty()).shared_keys.as_ref();
            if let Some(keys) = table.table.shared_keys()
                && !class.is_some_and(|class| Rc::ptr_eq(class, keys))
                && !keys.borrow().made_with_class()
                && seen.insert(Rc::as_ptr(keys) as usize)
            {
                held.add(machine.build, keys.borrow().bytes(machine.build));
            }
        }
    }
    held
}

fn add_own(machine: &Machine, value: &Value, seen: &mut HashSet<usize, FastHash>, held: &mut Held) {
    if seen.insert(value.key()) {
        for block in machine.blocks(value) {
            held.add(machine.build, block.requested);
        }
    }
}

/// Bytes of a copy of everything that an object's attributes and items lead to. What exists once
/// and for all (None, small ints, short strings, classes, functions, modules) has no copies.
pub(super) fn copied_values(machine: &mut Machine, object: &Value) -> Held {
    let mut held = Held::default();
    let mut seen: HashSet<usize, FastHash> = HashSet::default();
    seen.insert(object.key());
    let names_of = |machine: &Machine, value: &Value, waiting: &mut Vec<Value>| {
        // The names of attributes are interned; only what they lead to is copied.
        let extra = value.extra.borrow();
        let Some(extra) = extra.as_ref() else {
            return machine.referents(value, waiting);
        };
        let is_dict = |value: &Value| extra.dict.as_ref().is_some_and(|dict| value.is(dict));
        let mut all = Vec::new();
        machine.referents(value, &mut all);
        let names: Vec<usize> = machine
            .own_attributes(extra)
            .iter()
            .map(|(name, _)| name.key())
            .collect();
        waiting.extend(
            all.into_iter()
                .filter(|value| !is_dict(value) && !names.contains(&value.key())),
        );
        waiting.extend(
            machine
                .own_attributes(extra)
                .into_iter()
                .map(|(_, value)| value),
        );
    };
    let mut waiting = Vec::new();
    names_of(machine, object, &mut waiting);
    while let Some(value) = waiting.pop() {
        if is_single(machine, &value) || !seen.insert(value.key()) {
            continue;
        }
        for block in machine.blocks(&value) {
            held.add(machine.build, block.requested);
        }
        names_of(machine, &value, &mut waiting);
    }
    held
}

/// Whether there is only one of this object, so that it has no copies.
fn is_single(machine: &Machine, value: &Value) -> bool {
    if machine.ty(value.ty()).layout.user_class() {
        return false;
    }
    match &value.kind {
        Kind::Int(int) => match int {
            crate::machine::Int::Small(n) => value.is(&machine.int(*n)) || (0..=1).contains(n),
            crate::machine::Int::Big(_) => false,
        },
        Kind::Str(text) => text.len() <= 1 && text.as_str().chars().all(|char| char < '\u{100}'),
        Kind::Tuple(items) => items.is_empty(),
        Kind::Bytes(bytes) => bytes.len() <= 1,
        Kind::Float(_)
        | Kind::Complex(..)
        | Kind::ByteArray(_)
        | Kind::List(_)
        | Kind::Dict(_)
        | Kind::Set(_)
        | Kind::Range(_)
        | Kind::Slice(_) => false,
        _ => true,
    }
}

/// The same series with so many more bytes for each instance.
pub(super) fn with_values(series: &Series, values: Held) -> Series {
    Series {
        requested: raised(&series.requested, values.requested),
        allocated: raised(&series.allocated, values.allocated),
    }
}

fn raised(steps: &Steps, more: u64) -> Steps {
    let first = steps.first.iter().zip(1..);
    Steps {
        first: first.map(|(bytes, n)| bytes + n * more).collect(),
        steady: steps.steady + more,
    }
}

/// Why a call did not come to its end, in one sentence.
pub(super) fn why(machine: &mut Machine, what: &str, stop: Stop) -> Why {
    match stop {
        Stop::Halt(problem) => format!("{what} could not be followed: {}.", problem.message),
        Stop::Raise(error) => {
            let name = machine.type_name_of(&error).to_string();
            match machine.str_of(&error) {
                Ok(text) if !text.is_empty() => format!("{what} raises {name}: {text}"),
                _ => format!("{what} raises {name}."),
            }
        }
    }
}
