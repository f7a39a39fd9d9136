//! Two layouts that cannot be one, word by word, and the ways out: each a click that changes the program.

use super::core::{Core, CoreProp};
use super::pauses::{self, Next, Pieces, use_pieces};
use super::quoted::quoted;
use super::state::Action;
use crate::report::{Build, Conflict, ConflictRow, Layout, Options, Way, WayOut, Word};
use std::rc::Rc;
use yew::prelude::*;

/// Milliseconds without a change after which ways out are looked for.
const PAUSE: u32 = 300;

/// Properties of [`ConflictView`].
#[derive(Properties, PartialEq)]
pub struct ConflictViewProps {
    /// The conflict.
    pub conflict: Rc<Conflict>,
    /// The program.
    pub source: Rc<str>,
    /// The interpreter.
    pub build: Build,
    /// What is done to programs.
    pub core: CoreProp,
    /// Told of a way that was chosen, and which line is to be shown.
    pub act: Callback<Action>,
}

/// The program and the interpreter.
type Job = (Rc<str>, Build);

/// Looks for the next way.
fn look(core: Core, (source, build): &Job, piece: usize, found: &mut Rc<Vec<WayOut>>) -> Next {
    let way = Way::ALL.get(piece);
    let more = way.and_then(|&way| (core.way_out)(source, &Options::new(*build), way));
    Rc::make_mut(found).extend(more);
    if piece + 1 < Way::ALL.len() {
        return Next::More;
    }
    // A half-written line must not make the ways vanish and come back.
    match found.is_empty() && !(core.analyze)(source, &Options::new(*build)).ran {
        true => Next::Vain,
        false => Next::Done,
    }
}

/// A conflict and its ways out.
#[component]
pub fn ConflictView(props: &ConflictViewProps) -> Html {
    let job: Job = (props.source.clone(), props.build);
    let Pieces {
        waits,
        found,
        go_on,
    } = use_pieces(job.clone(), props.core, PAUSE, look);
    html! {
        <article class="class-card conflict" aria-labelledby="conflict">
            {layouts(&props.conflict, &props.act)}
            if waits {
                {pauses::ask("Look for ways out", go_on)}
            } else if let Some(found) = found {
                {ways(&found.1, found.0 == job, &props.act)}
            } else {
                <p class="quiet">{"Looking for ways out…"}</p>
            }
        </article>
    }
}

/// The layouts side by side.
pub fn layouts(conflict: &Conflict, act: &Callback<Action>) -> Html {
    let go = conflict.line.map(|line| {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(Action::GoTo(line)))
    });
    html! {
        <>
            <header class="object-head">
                <h3 id="conflict" tabindex="-1">
                    <span class="object-name">{&conflict.class}</span>{" cannot be made"}
                </h3>
                if !conflict.ended { <span class="tag">{"the exception was caught"}</span> }
                if let (Some(line), Some(onclick)) = (conflict.line, go) {
                    <button type="button" class="small" {onclick}>{format!("line {line}")}</button>
                }
            </header>
            <p>{quoted(&conflict.why)}</p>
            <table class="conflict-words">
                <caption>{"The two layouts, word by word"}</caption>
                <thead>
                    <tr>
                        <th scope="col" class="figure">{"Offset"}</th>
                        { for conflict.layouts.iter().map(head) }
                        <th scope="col"><span class="unseen">{"Verdict"}</span></th>
                    </tr>
                </thead>
                <tbody>
                    { for conflict.rows.iter().map(row) }
                    if conflict.layouts.iter().any(|layout| layout.itemsize > 0) { {items(conflict)} }
                </tbody>
            </table>
        </>
    }
}

/// A base, and where its layout is from if that is another class.
fn head(layout: &Layout) -> Html {
    html! {
        <th scope="col">
            <code>{&layout.base}</code>
            if layout.solid != layout.base { {", laid out as "}<code>{&layout.solid}</code> }
        </th>
    }
}

fn row(row: &ConflictRow) -> Html {
    let cell = |word: &Option<Word>| match word {
        Some(word) => html! { <td><code>{word.role.label()}</code></td> },
        None => html! { <td class="quiet">{"–"}</td> },
    };
    html! {
        <tr class={row.clashes.then_some("clash")}>
            <th scope="row" class="figure">{row.offset}</th>
            { for row.words.iter().map(cell) }
            <td>{if row.clashes { "clash" } else { "" }}</td>
        </tr>
    }
}

/// What comes behind the words.
fn items(conflict: &Conflict) -> Html {
    let cell = |layout: &Layout| match layout.itemsize {
        0 => html! { <td class="quiet">{"–"}</td> },
        size => {
            html! { <td>{format!("from {} on: items, {size} bytes each", layout.basicsize)}</td> }
        }
    };
    html! {
        <tr>
            <th scope="row" class="figure">{"…"}</th>
            { for conflict.layouts.iter().map(cell) }
            <td></td>
        </tr>
    }
}

/// The ways out; only those of the program as it is now may take its place.
pub fn ways(ways: &[WayOut], fresh: bool, act: &Callback<Action>) -> Html {
    if ways.is_empty() {
        return html! { <p class="quiet">{"No change that was tried lets the class be made."}</p> };
    }
    let way = |way: &WayOut| {
        let onclick = {
            let (act, source) = (act.clone(), Rc::<str>::from(way.source.as_str()));
            Callback::from(move |_: MouseEvent| act.emit(Action::Rewrite(source.clone())))
        };
        html! {
            <li>
                <p>
                    {quoted(&way.says)}
                    if let Some(then) = &way.then {
                        {" The class is made; the program then ends with "}<code>{then}</code>{"."}
                    }
                </p>
                <button type="button" class="small" disabled={!fresh} {onclick}>{label(way.way)}</button>
            </li>
        }
    };
    html! {
        <>
            <h4>{"Ways out, each tried"}</h4>
            <ul class="ways">{ for ways.iter().map(way) }</ul>
        </>
    }
}

fn label(way: Way) -> &'static str {
    match way {
        Way::Empty => "Move the slots",
        Way::Drop => "Drop __slots__",
        Way::Hold => "Hold it instead",
    }
}
