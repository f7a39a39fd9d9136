//! Whether a class is a dataclass, and its options as check boxes.

use crate::report::{Build, DATACLASS_OPTIONS, Dataclass, DataclassOption};
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`Decorator`].
#[derive(Properties, PartialEq)]
pub struct DecoratorProps {
    /// The decorator of the class.
    pub dataclass: Option<Dataclass>,
    /// The chosen interpreter, which may lack an option.
    pub build: Build,
    /// Told the new decorator.
    pub change: Callback<Option<Dataclass>>,
}

/// Whether a class is a dataclass, and its options.
#[component]
pub fn Decorator(props: &DecoratorProps) -> Html {
    let turn = {
        let change = props.change.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            change.emit(input.checked().then(Dataclass::default));
        })
    };
    let fixed = props.dataclass.as_ref().and_then(|it| it.fixed.as_ref());
    html! {
        <div class="decorator">
            <label class="check">
                <input type="checkbox" checked={props.dataclass.is_some()} disabled={fixed.is_some()} onchange={turn} />
                <code>{"@dataclass"}</code>
            </label>
            if let Some(text) = fixed {
                <p class="quiet"><code>{text}</code>{" is computed: change it in the code."}</p>
            } else if let Some(dataclass) = &props.dataclass {
                <fieldset class="choice options">
                    <legend>{"Options"}</legend>
                    { for DATACLASS_OPTIONS.iter().map(|option| switch(props, dataclass, option)) }
                    { for dataclass.options.iter().filter(|(name, _)| !is_option(name)).map(other) }
                </fieldset>
            }
        </div>
    }
}

fn is_option(name: &str) -> bool {
    DATACLASS_OPTIONS.iter().any(|option| option.name == name)
}

/// What is no option of any version is left to the code.
fn other((name, value): &(String, String)) -> Html {
    html! { <code class="quiet">{format!("{name}={value}")}</code> }
}

/// One option. What the build lacks cannot be switched on; where the code says it, it can be switched off.
fn switch(props: &DecoratorProps, dataclass: &Dataclass, option: &DataclassOption) -> Html {
    let DataclassOption {
        name,
        default,
        since,
    } = *option;
    let written = dataclass.options.iter().find(|(found, _)| found == name);
    let value = written.map(|(_, value)| value.as_str());
    let on = match value {
        None => Some(default),
        Some("True" | "1") => Some(true),
        Some("False" | "0") => Some(false),
        Some(_) => None,
    };
    let known = option.is_known(props.build);
    let onchange = {
        let (dataclass, change) = (dataclass.clone(), props.change.clone());
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let mut dataclass = dataclass.clone();
            set(&mut dataclass.options, name, input.checked(), default);
            change.emit(Some(dataclass));
        })
    };
    let lacks = !known && value.is_none();
    html! {
        <label class={classes!(lacks.then_some("quiet"))}>
            <input type="checkbox" checked={on.unwrap_or(false)} disabled={lacks || on.is_none()} {onchange} />
            if let (None, Some(value)) = (on, value) {
                <code>{format!("{name}={value}")}</code>{" (computed)"}
            } else {
                <code>{name}</code>
            }
            if !known {
                {format!(" since 3.{since}")}
            }
        </label>
    }
}

/// What is so anyway is not written.
fn set(options: &mut Vec<(String, String)>, name: &str, on: bool, default: bool) {
    let text = if on { "True" } else { "False" };
    let place = options.iter().position(|(found, _)| found == name);
    match place {
        Some(at) if on == default => drop(options.remove(at)),
        Some(at) => options[at].1 = text.into(),
        None if on == default => {}
        None => options.push((name.into(), text.into())),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_not_so_anyway_is_written() {
        let mut options = Vec::new();
        let mut check = |name, on, default, expected: &[(&str, &str)]| {
            set(&mut options, name, on, default);
            let found: Vec<(&str, &str)> = options.iter().map(|(n, v)| (&**n, &**v)).collect();
            assert_eq!(found, expected);
        };
        check("eq", true, true, &[]);
        check("eq", false, true, &[("eq", "False")]);
        check("slots", true, false, &[("eq", "False"), ("slots", "True")]);
        check("eq", true, true, &[("slots", "True")]);
        check("slots", false, false, &[]);
    }
}
