//! The class variables: names and the expressions that they are bound to.

use super::chips::{Chip, Chips};
use super::naming::refusal;
use crate::report::Variable;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// Properties of [`Variables`].
#[derive(Properties, PartialEq)]
pub struct VariablesProps {
    /// The variables, in order.
    pub variables: Vec<Variable>,
    /// Told the new ones.
    pub change: Callback<Vec<Variable>>,
}

/// The class variables.
#[component]
pub fn Variables(props: &VariablesProps) -> Html {
    let typed = use_state(|| (String::new(), String::new()));
    let refused = use_state_eq(|| None::<String>);
    let set = |part: fn(&mut (String, String), String)| {
        let (typed, refused) = (typed.clone(), refused.clone());
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let mut next = (*typed).clone();
            part(&mut next, input.value());
            typed.set(next);
            refused.set(None);
        })
    };
    let onsubmit = {
        let (variables, change) = (props.variables.clone(), props.change.clone());
        let (typed, refused) = (typed.clone(), refused.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let (name, value) = (typed.0.trim(), typed.1.trim());
            let reason = if value.is_empty() {
                Some("A class variable needs a value.".to_string())
            } else if variables.iter().any(|variable| variable.name == name) {
                Some(format!("“{name}” is there already."))
            } else {
                refusal(name)
            };
            if reason.is_none() {
                let mut variables = variables.clone();
                variables.push(Variable {
                    name: name.to_string(),
                    value: Some(value.to_string()),
                    plain: true,
                    ..Variable::default()
                });
                typed.set((String::new(), String::new()));
                change.emit(variables);
            }
            refused.set(reason);
        })
    };
    let remove = {
        let (variables, change) = (props.variables.clone(), props.change.clone());
        Callback::from(move |at: usize| {
            let mut variables = variables.clone();
            variables.remove(at);
            change.emit(variables);
        })
    };
    let chips: Vec<Chip> = props.variables.iter().map(chip).collect();
    html! {
        <form class="names-field" {onsubmit}>
            <span class="field-label">{"Class variables"}</span>
            <Chips legend="Class variables" noun="class variable" {chips} {remove} />
            <span class="name-new">
                <input type="text" size="6" autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-label="Name of a new class variable" value={typed.0.clone()}
                    oninput={set(|typed, name| typed.0 = name)} />
                {"="}
                <input type="text" size="6" autocomplete="off" autocapitalize="off" spellcheck="false"
                    aria-label="Value of a new class variable" value={typed.1.clone()}
                    oninput={set(|typed, value| typed.1 = value)} />
                <button type="submit" class="small">{"Add"}</button>
            </span>
            if let Some(reason) = refused.as_ref() {
                <p class="refused" role="alert">{reason}</p>
            }
        </form>
    }
}

/// `name: annotation = value`, as far as it is there.
fn chip(variable: &Variable) -> Chip {
    let mut text = variable.name.clone();
    if let Some(annotation) = &variable.annotation {
        text += &format!(": {annotation}");
    }
    if let Some(value) = &variable.value {
        text += &format!(" = {value}");
    }
    Chip {
        name: variable.name.clone(),
        text,
        fixed: !variable.plain,
    }
}
