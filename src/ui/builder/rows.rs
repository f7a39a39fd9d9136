//! Members of a class, a row each: a name, perhaps an annotation, and an expression, all of which can be typed over.

use super::naming::refusal;
use crate::ui::browser::reveal;
use web_sys::HtmlInputElement;
use yew::prelude::*;

/// What the rows are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Fields of a dataclass: `name: annotation = default`.
    Field,
    /// Class variables: `name = value`.
    Variable,
    /// Read-only properties: what they return.
    Property,
}

impl Kind {
    /// What one is called.
    pub const fn noun(self) -> &'static str {
        match self {
            Kind::Field => "field",
            Kind::Variable => "class variable",
            Kind::Property => "property",
        }
    }

    const fn legend(self) -> &'static str {
        match self {
            Kind::Field => "Fields",
            Kind::Variable => "Class variables",
            Kind::Property => "Read-only properties",
        }
    }

    const fn value(self) -> &'static str {
        match self {
            Kind::Field => "Default",
            Kind::Variable => "Value",
            Kind::Property => "Expression",
        }
    }

    const fn sign(self) -> &'static str {
        match self {
            Kind::Property => "→",
            _ => "=",
        }
    }
}

/// One member.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Row {
    /// The name.
    pub name: String,
    /// The annotation.
    pub annotation: Option<String>,
    /// The value, the default, or what is returned.
    pub value: Option<String>,
    /// Whether only the code can change it.
    pub fixed: bool,
}

/// A part of a row.
#[derive(Clone, Copy, PartialEq)]
enum Part {
    Name,
    Annotation,
    Value,
}

impl Row {
    /// One line, as a field shows it: browsers leave out line ends.
    fn part(&self, part: Part) -> String {
        let text = match part {
            Part::Name => Some(&self.name),
            Part::Annotation => self.annotation.as_ref(),
            Part::Value => self.value.as_ref(),
        };
        text.map_or(String::new(), |text| text.replace(['\n', '\r'], ""))
    }

    fn set(&mut self, part: Part, text: &str) {
        let text = text.trim().to_string();
        let some = Some(text.clone()).filter(|text| !text.is_empty());
        match part {
            Part::Name => self.name = text,
            Part::Annotation => self.annotation = some,
            Part::Value => self.value = some,
        }
    }

    /// What stands against it beside `others`.
    fn objection(&self, kind: Kind, others: &[String]) -> Option<String> {
        if let Some(reason) = refusal(&self.name) {
            return Some(reason);
        }
        let noun = kind.noun();
        let bare = self.value.is_none() && self.annotation.is_none();
        match kind {
            _ if others.contains(&self.name) => Some(format!("“{}” is there already.", self.name)),
            Kind::Field if self.annotation.is_none() => {
                Some(format!("A {noun} needs an annotation: int, or object."))
            }
            Kind::Variable if bare => Some(format!("A {noun} needs a value.")),
            Kind::Property if bare => Some(format!("A {noun} needs an expression.")),
            _ => None,
        }
    }
}

/// Properties of [`Rows`].
#[derive(Properties, PartialEq)]
pub struct RowsProps {
    /// What they are.
    pub kind: Kind,
    /// Unique on the page.
    pub id: String,
    /// The members, in order.
    pub rows: Vec<Row>,
    /// Told a new one.
    pub add: Callback<Row>,
    /// Told which one is other.
    pub set: Callback<(usize, Row)>,
    /// Told which one is to go.
    pub remove: Callback<usize>,
}

/// Members of a class, a row each, and one for a new one.
#[component]
pub fn Rows(props: &RowsProps) -> Html {
    let kind = props.kind;
    let new_id = format!("{}-new", props.id);
    let remove = {
        let (remove, new_id) = (props.remove.clone(), new_id.clone());
        Callback::from(move |at: usize| {
            // The button is about to vanish; whoever goes by keyboard goes on from here.
            reveal(&new_id);
            remove.emit(at);
        })
    };
    let names: Vec<String> = props.rows.iter().map(|row| row.name.clone()).collect();
    let row = |(at, row): (usize, &Row)| {
        let mut others = names.clone();
        others.remove(at);
        html! {
            <MemberRow key={at} {kind} {at} row={row.clone()} {others} set={props.set.clone()} remove={remove.clone()} />
        }
    };
    html! {
        <div class="rows" role="group" aria-label={kind.legend()}>
            <span class="field-label">{kind.legend()}</span>
            if !props.rows.is_empty() {
                <ul class="row-list">{ for props.rows.iter().enumerate().map(row) }</ul>
            }
            <NewRow {kind} id={new_id} others={names.clone()} add={props.add.clone()} />
        </div>
    }
}

#[derive(Properties, PartialEq)]
struct MemberRowProps {
    kind: Kind,
    at: usize,
    row: Row,
    others: Vec<String>,
    set: Callback<(usize, Row)>,
    remove: Callback<usize>,
}

/// One member. What is typed is taken over when it is finished: half a name would rename it at every letter.
#[component]
fn MemberRow(props: &MemberRowProps) -> Html {
    let refused = use_state_eq(|| None::<String>);
    let MemberRowProps { kind, at, row, .. } = props;
    let (kind, at) = (*kind, *at);
    let onclick = {
        let remove = props.remove.clone();
        Callback::from(move |_: MouseEvent| remove.emit(at))
    };
    if row.fixed {
        return html! {
            <li class="row"><code>{written(kind, row)}</code><span class="quiet">{"in the code only"}</span></li>
        };
    }
    let input = |part: Part, label: &str| {
        let kept = row.part(part);
        let onchange = {
            let (row, others) = (row.clone(), props.others.clone());
            let (set, refused, kept) = (props.set.clone(), refused.clone(), kept.clone());
            Callback::from(move |event: Event| {
                let input: HtmlInputElement = event.target_unchecked_into();
                let typed = input.value();
                // It shows what the code says; if the code takes what was typed, that comes back.
                input.set_value(&kept);
                if typed.trim() == kept.trim() {
                    return refused.set(None);
                }
                let mut row = row.clone();
                row.set(part, &typed);
                let reason = row.objection(kind, &others);
                if reason.is_none() {
                    set.emit((at, row));
                }
                refused.set(reason);
            })
        };
        html! {
            <input type="text" class={class(part)} autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-label={format!("{label} of {} {}", kind.noun(), row.name)} data-kept={kept.clone()} value={kept.clone()} {onchange} />
        }
    };
    html! {
        <li class="row">
            {input(Part::Name, "Name")}
            if kind == Kind::Field || row.annotation.is_some() {
                {":"}{input(Part::Annotation, "Annotation")}
            }
            {kind.sign()}{input(Part::Value, kind.value())}
            <button type="button" class="row-remove" aria-label={format!("Remove {} {}", kind.noun(), row.name)} {onclick}>{"×"}</button>
            if let Some(reason) = refused.as_ref() {
                <p class="refused" role="alert">{reason}</p>
            }
        </li>
    }
}

fn class(part: Part) -> &'static str {
    match part {
        Part::Name => "part-name",
        Part::Annotation => "part-annotation",
        Part::Value => "part-value",
    }
}

/// `name: annotation = value`, as far as it is there.
fn written(kind: Kind, row: &Row) -> String {
    let mut text = row.name.clone();
    if let Some(annotation) = &row.annotation {
        text += &format!(": {annotation}");
    }
    if let Some(value) = row.value.as_ref().filter(|value| !value.is_empty()) {
        text += &format!(" {} {value}", kind.sign());
    }
    text
}

#[derive(Properties, PartialEq)]
struct NewRowProps {
    kind: Kind,
    id: String,
    others: Vec<String>,
    add: Callback<Row>,
}

/// Fields for a new member.
#[component]
fn NewRow(props: &NewRowProps) -> Html {
    let kind = props.kind;
    let typed = use_state(Row::default);
    let refused = use_state_eq(|| None::<String>);
    let onsubmit = {
        let (others, add) = (props.others.clone(), props.add.clone());
        let (typed, refused) = (typed.clone(), refused.clone());
        Callback::from(move |event: SubmitEvent| {
            event.prevent_default();
            let mut row = Row::default();
            for part in [Part::Name, Part::Annotation, Part::Value] {
                row.set(part, &typed.part(part));
            }
            let reason = row.objection(kind, &others);
            if reason.is_none() {
                typed.set(Row::default());
                add.emit(row);
            }
            refused.set(reason);
        })
    };
    let input = |part: Part, label: &str, id: Option<String>| {
        let oninput = {
            let (typed, refused) = (typed.clone(), refused.clone());
            Callback::from(move |event: InputEvent| {
                let input: HtmlInputElement = event.target_unchecked_into();
                let mut row = (*typed).clone();
                match part {
                    Part::Name => row.name = input.value(),
                    Part::Annotation => row.annotation = Some(input.value()),
                    Part::Value => row.value = Some(input.value()),
                }
                typed.set(row);
                refused.set(None);
            })
        };
        html! {
            <input type="text" {id} class={class(part)} autocomplete="off" autocapitalize="off" spellcheck="false"
                aria-label={format!("{label} of a new {}", kind.noun())} value={typed.part(part)} {oninput} />
        }
    };
    html! {
        <form class="row" {onsubmit}>
            {input(Part::Name, "Name", Some(props.id.clone()))}
            if kind == Kind::Field {
                {":"}{input(Part::Annotation, "Annotation", None)}
            }
            {kind.sign()}{input(Part::Value, kind.value(), None)}
            <button type="submit" class="small">{"Add"}</button>
            if let Some(reason) = refused.as_ref() {
                <p class="refused" role="alert">{reason}</p>
            }
        </form>
    }
}
