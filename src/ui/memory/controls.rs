//! What moves the memory chart: class, number of instances, axes, bytes.

use super::words::{step_at, stops};
use crate::charts::View;
use crate::report::MemoryReport;
use crate::report::axis::Scale;
use crate::report::memory::Measure;
use crate::report::units::short_count;
use crate::ui::state::Action;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Properties of [`Controls`].
#[derive(Properties, PartialEq)]
pub struct ControlsProps {
    /// The measurement.
    pub memory: Rc<MemoryReport>,
    /// What of it is looked at.
    pub view: View,
    /// Told what was chosen.
    pub act: Callback<Action>,
}

/// What moves the memory chart.
#[component]
pub fn Controls(props: &ControlsProps) -> Html {
    let most = props.view.most;
    let act = &props.act;
    let stops = use_memo((), |()| stops());
    let last = stops.len().saturating_sub(1);
    let slide = {
        let (act, stops) = (act.clone(), stops.clone());
        Callback::from(move |event: InputEvent| {
            let input: HtmlInputElement = event.target_unchecked_into();
            let step = input.value_as_number().max(0.0) as usize;
            if let Some(&most) = stops.get(step) {
                act.emit(Action::Most(most));
            }
        })
    };
    html! {
        <div class="controls">
            {classes_to_choose(props)}
            <label class="field slider">
                <span class="field-label">{"Instances"}</span>
                <input type="range" id="instances" min="0" max={last.to_string()} step="1"
                    value={step_at(&stops, most).to_string()} aria-valuetext={short_count(most)} oninput={slide} />
                <output for="instances">{short_count(most)}</output>
            </label>
        </div>
    }
}

/// Properties of [`Choices`].
#[derive(Properties, PartialEq)]
pub struct ChoicesProps {
    /// What of the measurement is looked at.
    pub view: View,
    /// Whether the values count.
    pub count_values: bool,
    /// Told what was chosen.
    pub act: Callback<Action>,
}

/// Which bytes are meant, and how the axes are spread.
#[component]
pub fn Choices(props: &ChoicesProps) -> Html {
    let View { scale, measure, .. } = props.view;
    let act = &props.act;
    let count = {
        let act = act.clone();
        Callback::from(move |event: Event| {
            let input: HtmlInputElement = event.target_unchecked_into();
            act.emit(Action::CountValues(input.checked()));
        })
    };
    html! {
        <div class="controls">
            {choice("Bytes", usize::from(measure == Measure::Allocated), [
                ("requested", Action::Measure(Measure::Requested)),
                ("allocated", Action::Measure(Measure::Allocated)),
            ], act)}
            {choice("Axes", usize::from(scale == Scale::Log), [
                ("linear", Action::Scale(Scale::Linear)),
                ("logarithmic", Action::Scale(Scale::Log)),
            ], act)}
            <label class="field check">
                <input type="checkbox" checked={props.count_values} onchange={count} />
                <span>{"Count the values too"}</span>
            </label>
        </div>
    }
}

fn classes_to_choose(props: &ControlsProps) -> Html {
    let memory = &props.memory;
    if memory.choices.len() < 2 {
        return Html::default();
    }
    let act = props.act.clone();
    let onchange = Callback::from(move |event: Event| {
        let select: HtmlSelectElement = event.target_unchecked_into();
        act.emit(Action::Measured(select.value().into()));
    });
    html! {
        <label class="field">
            <span class="field-label">{"Class"}</span>
            <select id="measured" {onchange}>
                { for memory.choices.iter().map(|choice| html! {
                    <option key={choice.clone()} value={choice.clone()}
                        selected={memory.class.as_ref() == Some(choice)}>{choice}</option>
                }) }
            </select>
        </label>
    }
}

/// Two ways to see it, as radio buttons.
fn choice(
    legend: &'static str,
    chosen: usize,
    ways: [(&'static str, Action); 2],
    act: &Callback<Action>,
) -> Html {
    let radio = |(at, (name, action)): (usize, (&'static str, Action))| {
        let act = act.clone();
        let onchange = Callback::from(move |_: Event| act.emit(action.clone()));
        html! {
            <label>
                <input type="radio" name={legend} checked={chosen == at} {onchange} />
                <span>{name}</span>
            </label>
        }
    };
    html! {
        <fieldset class="choice">
            <legend>{legend}</legend>
            { for ways.into_iter().enumerate().map(radio) }
        </fieldset>
    }
}
