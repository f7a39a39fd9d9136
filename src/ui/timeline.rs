//! The timeline: a program statement by statement, both ways, by slider, by keys and by itself.

use super::core::CoreProp;
use super::pauses::use_in_pause;
use super::state::{Action, Stepped};
use crate::report::Options;
use gloo::timers::callback::Interval;
use std::rc::Rc;
use web_sys::{HtmlInputElement, HtmlSelectElement};
use yew::prelude::*;

/// Milliseconds without a change after which the statements are counted.
const PAUSE: u32 = 300;
/// Steps a second.
const SPEEDS: [u32; 4] = [1, 2, 5, 10];

/// Properties of [`TimelineBar`].
#[derive(Properties, PartialEq)]
pub struct TimelineBarProps {
    /// The program.
    pub source: Rc<str>,
    /// What the viewer asked for.
    pub options: Options,
    /// The step that is shown; none for the end.
    pub stepped: Option<Stepped>,
    /// How a program becomes a timeline.
    pub core: CoreProp,
    /// Told where to go.
    pub act: Callback<Action>,
}

/// What the statements were counted of.
type Job = (Rc<str>, Options);

/// The timeline.
#[component]
pub fn TimelineBar(props: &TimelineBarProps) -> Html {
    let speed = use_state(|| SPEEDS[1]);
    let playing = use_state_eq(|| false);
    let job: Job = (props.source.clone(), props.options.clone());
    let counted = use_in_pause(job, props.core, PAUSE, |core, (source, options)| {
        (core.timeline)(source, options)
    });
    let (steps, cut) = match &*counted {
        Some((_, timeline)) => (timeline.steps.len(), timeline.cut),
        None => (0, false),
    };
    let at = props.stepped.as_ref().map_or(steps, |stepped| stepped.at);
    {
        let (act, playing) = (props.act.clone(), playing.clone());
        use_effect_with(
            (*playing, *speed, at, steps),
            move |&(plays, speed, at, steps)| {
                if plays && at >= steps {
                    playing.set(false);
                }
                let next = (plays && at < steps).then(|| {
                    Interval::new(1000 / speed, move || act.emit(Action::Step(Some(at + 1))))
                });
                move || drop(next)
            },
        );
    }
    let go = |to: Option<usize>| {
        let (act, playing) = (props.act.clone(), playing.clone());
        Callback::from(move |_: MouseEvent| {
            playing.set(false);
            if let Some(to) = to {
                act.emit(Action::Step(Some(to)));
            }
        })
    };
    let button = |sign: &'static str, label: &'static str, to: Option<usize>| {
        html! {
            <button type="button" class="step" aria-label={label} title={label}
                disabled={to.is_none() || steps == 0} onclick={go(to)}>{sign}</button>
        }
    };
    let play = {
        let (act, playing) = (props.act.clone(), playing.clone());
        Callback::from(move |_: MouseEvent| {
            if !*playing && at >= steps {
                act.emit(Action::Step(Some(0)));
            }
            playing.set(!*playing);
        })
    };
    let oninput = {
        let (act, playing) = (props.act.clone(), playing.clone());
        Callback::from(move |event: InputEvent| {
            let slider: HtmlInputElement = event.target_unchecked_into();
            playing.set(false);
            if let Ok(to) = slider.value().parse() {
                act.emit(Action::Step(Some(to)));
            }
        })
    };
    let onchange = {
        let speed = speed.clone();
        Callback::from(move |event: Event| {
            let select: HtmlSelectElement = event.target_unchecked_into();
            speed.set(select.value().parse().unwrap_or(SPEEDS[1]));
        })
    };
    let onkeydown = {
        let (act, playing) = (props.act.clone(), playing.clone());
        Callback::from(move |event: KeyboardEvent| {
            if let Some(to) = moved(&event.key(), at, steps) {
                event.prevent_default();
                playing.set(false);
                act.emit(Action::Step(Some(to)));
            }
        })
    };
    let says = match &props.stepped {
        Some(stepped) => stepped.says.to_string(),
        None if steps == 0 => "No statement has run.".to_string(),
        None if cut => format!("The end. Only the first {steps} steps can be gone through."),
        None => "The end of the program.".to_string(),
    };
    html! {
        <div class="timeline" role="group" aria-label="Timeline">
            <div class="timeline-bar">
                <div class="timeline-keys" {onkeydown}>
                {button("«", "First step", (at > 0).then_some(0))}
                {button("‹", "Step back", at.checked_sub(1))}
                <button type="button" class="step" aria-label={if *playing { "Pause" } else { "Play" }}
                    title={if *playing { "Pause" } else { "Play" }} disabled={steps == 0} onclick={play}>
                    {if *playing { "⏸" } else { "▶" }}
                </button>
                {button("›", "Step forward", (at < steps).then_some(at + 1))}
                {button("»", "To the end", (at < steps).then_some(steps))}
                <input type="range" min="0" max={steps.to_string()} value={at.to_string()} disabled={steps == 0}
                    aria-label="Step" aria-valuetext={format!("Step {at} of {steps}")} {oninput} />
                </div>
                <span class="step-count">{format!("step {at} of {steps}")}</span>
                <select aria-label="Speed" title="Speed" {onchange}>
                    { for SPEEDS.map(|each| html! {
                        <option value={each.to_string()} selected={each == *speed}>{format!("{each}/s")}</option>
                    }) }
                </select>
            </div>
            <p class="step-says" aria-live="polite">{says}</p>
        </div>
    }
}

/// Where a key goes; none for other keys.
fn moved(key: &str, at: usize, steps: usize) -> Option<usize> {
    match key {
        "ArrowLeft" | "ArrowDown" => Some(at.saturating_sub(1)),
        "ArrowRight" | "ArrowUp" => Some((at + 1).min(steps)),
        "PageDown" => Some(at.saturating_sub(10)),
        "PageUp" => Some((at + 10).min(steps)),
        "Home" => Some(0),
        "End" => Some(steps),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_go_both_ways() {
        let cases = [
            ("ArrowLeft", 5, Some(4)),
            ("ArrowLeft", 0, Some(0)),
            ("ArrowRight", 9, Some(9)),
            ("PageUp", 2, Some(9)),
            ("Home", 5, Some(0)),
            ("End", 5, Some(9)),
            ("a", 5, None),
        ];
        for (key, at, expected) in cases {
            assert_eq!(moved(key, at, 9), expected, "{key}");
        }
    }
}
