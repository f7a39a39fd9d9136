//! What many instances of one class cost: the class as written, and its twins.

use super::series::{Trouble, Why, copied_values, own_total, series, why, with_values};
use super::twins::twins;
use crate::machine::{Held, Kind, Machine, Making, Program, TypeId, Value, sym, tid};
use crate::report::memory::Steps;
use crate::report::{Curve, MemoryReport, Options, Series, Twin};
use crate::text::{Lines, Span};
use std::rc::Rc;

/// Classes that are tried until one can be measured.
const TRIED: usize = 6;
/// The longest call that is quoted, in characters.
const QUOTED: usize = 60;

/// One class, measured as written.
struct Measured {
    class: Option<TypeId>,
    name: String,
    how: String,
    series: Series,
    /// Attributes of the first instance in the order of setting; none where twins would keep less.
    attributes: Result<Vec<Rc<str>>, Why>,
    /// What each instance holds besides itself, as far as it counts.
    values: Held,
}

/// Measures the chosen class of a program that has run in `machine`.
pub(super) fn memory(
    program: &Program<'_>,
    machine: &mut Machine,
    options: &Options,
) -> MemoryReport {
    let classes: Vec<TypeId> = machine
        .program_classes()
        .into_iter()
        .filter(|&id| !machine.is_subtype(id, tid::TYPE))
        .collect();
    let choices: Vec<String> = classes
        .iter()
        .map(|&id| machine.type_qualname(id))
        .collect();
    let wanted = options.measured.as_ref();
    let wanted = wanted.and_then(|name| choices.iter().position(|choice| choice == name));
    let wanted = wanted.map(|index| classes[index]);

    let by_make = by_make(program, machine);
    match by_make {
        Some(Ok(measured)) if wanted.is_none() || measured.class == wanted => {
            return report(program.build, measured, choices);
        }
        Some(Err(why)) if wanted.is_none() => {
            return MemoryReport {
                choices,
                how: HOW_MAKE.into(),
                unmeasured: Some(why),
                ..MemoryReport::default()
            };
        }
        _ => {}
    }
    let tried: Vec<TypeId> = match wanted {
        Some(class) => vec![class],
        None => {
            let (made, not): (Vec<TypeId>, Vec<TypeId>) = classes
                .iter()
                .partition(|&&id| machine.first_made(id).is_some());
            made.into_iter().chain(not).take(TRIED).collect()
        }
    };
    let mut refused = None;
    for class in tried {
        match by_call(program, machine, class, options) {
            Ok(measured) => return report(program.build, measured, choices),
            Err(why) => {
                refused.get_or_insert((machine.type_qualname(class), why));
            }
        }
    }
    let (class, unmeasured) = match refused {
        Some((class, why)) => (Some(class), why),
        None => (None, "The program has no class to measure.".to_string()),
    };
    MemoryReport {
        class,
        choices,
        unmeasured: Some(unmeasured),
        ..MemoryReport::default()
    }
}

fn report(build: crate::cpython::Build, measured: Measured, choices: Vec<String>) -> MemoryReport {
    let mut curves = vec![Curve {
        twin: Twin::AsWritten,
        label: "as written".into(),
        code: String::new(),
        series: Some(measured.series),
        unmeasured: None,
    }];
    let mut how = measured.how;
    match &measured.attributes {
        Ok(names) => {
            let twins = twins(build, &measured.name, names);
            curves.extend(twins.into_iter().map(|curve| {
                Curve {
                    series: curve
                        .series
                        .map(|series| with_values(&series, measured.values)),
                    ..curve
                }
            }));
        }
        Err(why) => how = format!("{how} {why}"),
    }
    MemoryReport {
        class: measured.class.map(|_| measured.name),
        choices,
        how,
        curves,
        unmeasured: None,
    }
}

const HOW_MAKE: &str = "Made by the program's make(i); all that a result alone keeps alive counts.";

/// By the program's own `make(i)`, if it has one that works with a number.
#[inline(never)]
fn by_make(program: &Program<'_>, machine: &mut Machine) -> Option<Result<Measured, Why>> {
    let make = machine.global_named("make")?;
    let Kind::Function(function) = &make.kind else {
        return None;
    };
    if function.code.borrow().code.params.positional == 0 {
        return None;
    }
    match make_series(machine, &make, false) {
        Ok((series, made)) => measured_by_make(machine, series, &made).map(Ok),
        Err(Trouble::Failed(_)) => None,
        Err(unsteady @ Trouble::Unsteady(_)) => Some(Err(unsteady.why())),
        // What the program itself keeps is found only by looking at everything again each time.
        Err(Trouble::Kept) => {
            let (mut again, _) = Machine::run(program);
            let make = again.global_named("make")?;
            match make_series(&mut again, &make, true) {
                Ok((series, made)) => measured_by_make(&mut again, series, &made).map(Ok),
                Err(trouble) => Some(Err(trouble.why())),
            }
        }
    }
}

fn measured_by_make(machine: &mut Machine, series: Series, made: &[Value]) -> Option<Measured> {
    let first = made.first()?;
    let is_instance = machine.is_program_class(first.ty());
    let own = match made {
        [.., before, last] => own_total(machine, &[before.clone(), last.clone()])
            .minus(own_total(machine, std::slice::from_ref(before))),
        _ => Held::default(),
    };
    let steady = Held {
        requested: series.requested.steady,
        allocated: series.allocated.steady,
    };
    Some(Measured {
        class: is_instance.then(|| first.ty()),
        name: machine.type_qualname(first.ty()),
        how: HOW_MAKE.to_string(),
        attributes: if is_instance {
            attributes(machine, first)
        } else {
            Err("It does not make an instance of a class of the program.".into())
        },
        values: steady.minus(own),
        series,
    })
}

fn make_series(
    machine: &mut Machine,
    make: &Value,
    thorough: bool,
) -> Result<(Series, Vec<Value>), Trouble> {
    // The numbers exist beforehand and do not count.
    let numbers: Vec<Value> = (0..1024).map(|i| machine.int(i)).collect();
    let before = machine.living(&numbers);
    let total = |machine: &mut Machine, made: &[Value]| {
        if thorough {
            let now = machine.living(&numbers);
            machine.held_results(&before, &now, made)
        } else {
            machine.held_results(&before, &before, made)
        }
    };
    let (series, made) = series(
        machine,
        |machine, i| {
            let number = numbers.get(i).cloned().unwrap_or_else(|| machine.none());
            machine
                .call(make, &[number], &[])
                .map_err(|stop| why(machine, "make(i)", stop))
        },
        total,
    )?;
    let after = machine.living(&numbers);
    if !thorough
        && machine.held_results(&before, &after, &made)
            != machine.held_results(&before, &before, &made)
    {
        return Err(Trouble::Kept);
    }
    Ok((series, made))
}

/// As the program made its first instance, or with None for each required parameter.
fn by_call(
    program: &Program<'_>,
    machine: &mut Machine,
    class: TypeId,
    options: &Options,
) -> Result<Measured, Why> {
    let name = machine.type_qualname(class);
    let again = machine.first_made(class).and_then(|span| {
        let again = Machine::run_to_first(program, class);
        again.map(|(machine, making)| (machine, making, span))
    });
    match again {
        Some((mut machine, making, span)) => {
            let how = made_at(program.source, &name, span);
            called(&mut machine, class, &name, &making, how, options)
        }
        None => {
            let making = required(machine, class);
            let how = format!(
                "The program makes none; measured as {name}({}).",
                arguments(machine, &making)
            );
            called(machine, class, &name, &making, how, options)
        }
    }
}

fn called(
    machine: &mut Machine,
    class: TypeId,
    name: &str,
    making: &Making,
    mut how: String,
    options: &Options,
) -> Result<Measured, Why> {
    let callee = machine.ty(class).object.clone();
    let (mut series, made) = series(
        machine,
        |machine, _| {
            let made = machine.call(&callee, &making.pos, &making.kw);
            made.map_err(|stop| {
                let call = format!("{name}({})", arguments(machine, making));
                why(machine, &call, stop)
            })
        },
        |machine, made| own_total(machine, made),
    )
    .map_err(Trouble::why)?;
    let Some(first) = made.first() else {
        return Err("Nothing was made.".into());
    };
    if machine.ty(class).layout.managed_dict
        && let Some(shrinking) = shrinking(&series.allocated)
    {
        how += &shrinking;
    }
    let mut values = Held::default();
    if options.count_values {
        values = copied_values(machine, first);
        series = with_values(&series, values);
        how += " Each has its own copy of the values.";
    } else {
        how += " The values are shared and not counted.";
    }
    Ok(Measured {
        class: Some(class),
        name: name.to_string(),
        how,
        attributes: attributes(machine, first),
        series,
        values,
    })
}

/// Why the first instances take more than those to come (Objects/dictobject.c, `_PyObject_InitInlineValues`
/// and `init_inline_values`, 3.11+: each instance made takes one from the free places of the shared keys).
fn shrinking(allocated: &Steps) -> Option<String> {
    let first = *allocated.first.first()?;
    let each: Vec<u64> = std::iter::once(first)
        .chain(allocated.first.windows(2).map(|two| two[1] - two[0]))
        .collect();
    let last = each.iter().rposition(|&bytes| bytes > allocated.steady)?;
    if !each.is_sorted_by(|one, next| one >= next) {
        return None;
    }
    Some(format!(
        " The first takes {first} bytes: the class keeps room free for attributes to come, and less with each \
         instance; from number {} on, one takes {steady}.",
        last + 2,
        steady = allocated.steady
    ))
}

/// None for each required parameter of `__init__`, or of `__new__` where only that is the program's.
#[inline(never)]
fn required(machine: &mut Machine, class: TypeId) -> Making {
    let mut making = Making {
        pos: Vec::new(),
        kw: Vec::new(),
    };
    let none = machine.none();
    let found = [sym::INIT, sym::NEW].into_iter().find_map(|name| {
        let value = machine.lookup(class, name)?;
        let value = match &value.kind {
            Kind::StaticMethod(inner) => inner.borrow().clone(),
            _ => value,
        };
        matches!(value.kind, Kind::Function(_)).then_some(value)
    });
    let Some(found) = found else { return making };
    let Kind::Function(function) = &found.kind else {
        return making;
    };
    let code = Rc::clone(&function.code.borrow());
    let parts = function.parts.borrow();
    let positional = usize::from(code.code.params.positional);
    let needed = positional
        .saturating_sub(1)
        .saturating_sub(parts.defaults.len());
    making.pos = vec![none.clone(); needed];
    let keyword_only = positional..positional + usize::from(code.code.params.keyword_only);
    for name in code.locals.get(keyword_only).unwrap_or_default() {
        let given = parts.kwdefaults.as_ref();
        if given.is_none_or(|dict| machine.dict_get_sym(dict, *name).is_none()) {
            making.kw.push((*name, none.clone()));
        }
    }
    making
}

/// The arguments of a call, in short.
fn arguments(machine: &mut Machine, making: &Making) -> String {
    let mut texts: Vec<String> = Vec::new();
    for value in &making.pos {
        texts.push(super::walk::short(machine, value));
    }
    for (name, value) in &making.kw {
        let value = super::walk::short(machine, value);
        texts.push(format!("{}={value}", machine.symbols.text(*name)));
    }
    texts.join(", ")
}

fn made_at(source: &str, name: &str, span: Option<Span>) -> String {
    let Some(span) = span else {
        return format!("Made as the program makes its first {name}.");
    };
    let line = Lines::new(source).line(span.start);
    match source.get(span.range()) {
        Some(call) if call.chars().count() <= QUOTED && !call.contains('\n') => {
            format!("Made as on line {line}, `{call}`.")
        }
        _ => format!("Made as on line {line}."),
    }
}

/// The names that an instance has values under, in the order of setting; slots by their words.
fn attributes(machine: &Machine, object: &Value) -> Result<Vec<Rc<str>>, Why> {
    let ty = machine.ty(object.ty());
    if ty.layout.payload != "object" {
        return Err(format!(
            "There are no twins: much of an instance is the {} that it is.",
            ty.layout.payload
        ));
    }
    let mut names: Vec<Rc<str>> = Vec::new();
    let extra = object.extra.borrow();
    let Some(extra) = extra.as_ref() else {
        return Ok(names);
    };
    let chain: Vec<TypeId> =
        std::iter::successors(Some(object.ty()), |&id| machine.ty(id).base).collect();
    let slots = chain.iter().rev().flat_map(|&id| &machine.ty(id).slots);
    for ((name, _), value) in slots.zip(&extra.slots) {
        let name = machine.symbols.text(*name);
        if value.is_some() && !names.iter().any(|known| &**known == name) {
            names.push(name.into());
        }
    }
    for (name, _) in machine.own_attributes(extra) {
        if let Kind::Str(text) = &name.kind
            && !names.iter().any(|known| **known == *text.as_str())
        {
            names.push(text.shared());
        }
    }
    Ok(names)
}
