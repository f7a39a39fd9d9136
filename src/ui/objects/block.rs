//! A block of memory to scale: a row a word, its offset, what it is for, what is in it, who brought it.

use super::role::{family, kind, title};
use super::{Marked, block_element_id};
use crate::report::units::grouped;
use crate::report::{Block, BlockId, Role, Word, WordValue};
use crate::ui::browser::reveal;
use crate::ui::state::Action;
use yew::prelude::*;

/// Properties of [`BlockView`].
#[derive(Properties, PartialEq)]
pub struct BlockViewProps {
    /// The memory.
    pub block: Block,
    /// Bytes of a pointer.
    pub word: u32,
    /// Whether it is the object itself, whose title is the card's.
    pub first: bool,
    /// Whether it is pointed at.
    pub lit: bool,
    /// Told what is pointed at.
    pub act: Callback<Action>,
}

/// Characters of a name that fit beside the value.
const LONG: usize = 14;

/// Characters of an owner's name that are shown.
const OWNER: usize = 40;

/// A block of memory.
#[component]
pub fn BlockView(props: &BlockViewProps) -> Html {
    let block = &props.block;
    let owned = block.words.iter().any(|word| word.owner.is_some());
    let changes = use_context::<Marked>().and_then(|Marked(changes)| changes);
    let new = changes
        .as_ref()
        .is_some_and(|changes| changes.blocks.contains(&block.id));
    let changed = |word: &Word| {
        let mark = (block.id, word.offset);
        changes
            .as_ref()
            .is_some_and(|changes| changes.words.contains(&mark))
    };
    let class = classes!(
        "block",
        new.then_some("new"),
        props.lit.then_some("lit"),
        block.shared.then_some("shared")
    );
    html! {
        <div {class} id={block_element_id(block.id)} tabindex="-1">
            <table class={if props.word == 8 { "words wide-words" } else { "words narrow-words" }}>
                <caption class={props.first.then_some("unseen")}>
                    <span class="block-title">{&block.title}</span>
                    <span>{size(block)}</span>
                    if new { <span class="tag new">{"new"}</span> }
                    if block.shared { <span class="tag">{"kept once, by the class"}</span> }
                    <code class="address">{format!("{:#x}", block.address)}</code>
                </caption>
                <thead>
                    <tr>
                        <th scope="col">{"Offset"}</th><th scope="col">{"Word"}</th>
                        <th scope="col">{"Value"}</th>
                        if owned { <th scope="col">{"Owner"}</th> }
                    </tr>
                </thead>
                <tbody>
                    { for block.words.iter().enumerate().map(|(at, word)| row(at, word, owned, changed(word), props)) }
                </tbody>
            </table>
        </div>
    }
}

fn size(block: &Block) -> String {
    if block.requested == block.allocated {
        format!("{} bytes", grouped(block.requested))
    } else {
        format!(
            "{} bytes, {} handed out",
            grouped(block.requested),
            grouped(block.allocated)
        )
    }
}

fn row(at: usize, word: &Word, owned: bool, changed: bool, props: &BlockViewProps) -> Html {
    let (name, is_attribute) = title(&word.role);
    let is_origin = word.offset == 0 && props.first;
    let words = word.size.div_ceil(props.word).max(1);
    let class = classes!(
        "word",
        family(&word.role),
        tall(words),
        changed.then_some("changed"),
        (word.offset == 0).then_some("origin"),
        (word.size < props.word).then_some("part"),
        (name.chars().count() > LONG).then_some("long"),
    );
    html! {
        <tr key={word.offset} {class}>
            <th scope="row" class="offset">
                if is_origin { <span class="here" aria-hidden="true">{"→ "}</span> }
                if changed { <span class="unseen">{"changed: "}</span> }
                {signed(word.offset)}
            </th>
            <td class="role" title={name.clone()}>
                <span class={if is_attribute { "attribute" } else { "role-name" }}>{name}</span>
                if let Some(kind) = kind(&word.role) { {" "}<span class="role-kind">{kind}</span> }
            </td>
            <td class={classes!("value", noted(word).is_some().then_some("noted"))} title={hover(word)}>{value(word, props)}</td>
            if let (true, Some(rows)) = (owned, owned_rows(&props.block.words, at)) {
                <td class={classes!("owner", word.owner.is_none().then_some("nobody"))}
                    title={word.owner.clone()} rowspan={rows.to_string()}>
                    { for word.owner.iter().map(|owner| breakable(owner)) }
                </td>
            }
        </tr>
    }
}

/// More about a word: its note, or why nobody can use it.
fn noted(word: &Word) -> Option<&str> {
    match &word.role {
        Role::Dead(reason) => Some(reason),
        _ => word.note.as_deref(),
    }
}

/// A class's name that may be broken where a word of it begins; shortened where it is very long.
fn breakable(name: &str) -> Html {
    let mut parts: Vec<String> = vec![String::new()];
    let mut last = ' ';
    for character in name.chars().take(OWNER) {
        if last == '_' || last == '.' || (last.is_lowercase() && character.is_uppercase()) {
            parts.push(String::new());
        }
        if let Some(part) = parts.last_mut() {
            part.push(character);
        }
        last = character;
    }
    let cut = name.chars().count() > OWNER;
    html! {
        <>
            { for parts.into_iter().map(|part| html! { <>{part}<wbr /></> }) }
            if cut { {"…"} }
        </>
    }
}

/// How many rows from this one on have the same owner; none where the row above has it already.
fn owned_rows(words: &[Word], at: usize) -> Option<usize> {
    let owner = &words.get(at)?.owner;
    let continued = at > 0 && words.get(at - 1).is_some_and(|above| above.owner == *owner);
    (!continued).then(|| {
        words[at..]
            .iter()
            .take_while(|word| word.owner == *owner)
            .count()
    })
}

/// Value and note in full, for those who point at a row that is too narrow for them.
fn hover(word: &Word) -> String {
    match (noted(word), word.value.text()) {
        (Some(note), text) if text.is_empty() => note.to_string(),
        (Some(note), text) => format!("{text} ({note})"),
        (None, text) => text,
    }
}

/// The class that makes a row as high as its words; from some size on the row is drawn broken.
fn tall(words: u32) -> Option<&'static str> {
    match words {
        0 | 1 => None,
        2 => Some("tall-2"),
        3 => Some("tall-3"),
        4 => Some("tall-4"),
        _ => Some("broken"),
    }
}

fn signed(offset: i64) -> String {
    if offset < 0 {
        format!("\u{2212}{}", offset.unsigned_abs())
    } else {
        offset.to_string()
    }
}

fn value(word: &Word, props: &BlockViewProps) -> Html {
    let note = noted(word).map(|note| html! { <span class="note">{note.to_string()}</span> });
    if matches!(word.role, Role::Dead(_)) {
        return note.unwrap_or_default();
    }
    let shown = match &word.value {
        WordValue::Null => html! { <span class="null">{"NULL"}</span> },
        WordValue::Pointer {
            to: Some(to),
            label,
        } => html! {
            <Pointer to={*to} label={label.clone()} act={props.act.clone()} />
        },
        WordValue::Pointer { to: None, label } => html! {
            <span class="pointer"><span aria-hidden="true">{"→ "}</span>
                // Beside "ob_type" it goes without saying that this is a class.
                {label.strip_prefix("class ").unwrap_or(label)}
            </span>
        },
        WordValue::Number(number) => html! { <span class="number">{number}</span> },
        // A note says what the bytes mean; then they are for those who look closer.
        WordValue::Bytes(_) if word.note.is_some() => Html::default(),
        WordValue::Bytes(_) => html! { <code class="bytes">{word.value.text()}</code> },
        WordValue::Nothing if word.note.is_some() || matches!(word.role, Role::Left(_)) => {
            Html::default()
        }
        WordValue::Nothing => html! { <span class="nothing">{size_of(word, props.word)}</span> },
    };
    html! { <>{shown}{note}</> }
}

/// The size of what holds nothing, where it is not just one word.
fn size_of(word: &Word, pointer: u32) -> String {
    if word.size == pointer {
        String::new()
    } else {
        format!("{} bytes", grouped(word.size.into()))
    }
}

#[derive(Properties, PartialEq)]
struct PointerProps {
    to: BlockId,
    label: String,
    act: Callback<Action>,
}

/// A pointer to a drawn block: lights it while pointed at, leads to it when pressed.
#[component]
fn Pointer(props: &PointerProps) -> Html {
    let light = |on: bool| {
        let (act, to) = (props.act.clone(), props.to);
        move || act.emit(Action::Light(on.then_some(to)))
    };
    let (enter, leave, focus, blur) = (light(true), light(false), light(true), light(false));
    let id = block_element_id(props.to);
    html! {
        <button type="button" class="pointer drawn" data-to={props.to.to_string()}
            onclick={Callback::from(move |_: MouseEvent| reveal(&id))}
            onmouseenter={Callback::from(move |_: MouseEvent| enter())}
            onmouseleave={Callback::from(move |_: MouseEvent| leave())}
            onfocus={Callback::from(move |_: FocusEvent| focus())}
            onblur={Callback::from(move |_: FocusEvent| blur())}>
            <span aria-hidden="true">{"→ "}</span>{&props.label}
        </button>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_owner_is_named_once_a_run() {
        let word = |owner: Option<&str>| Word {
            offset: 0,
            size: 8,
            role: Role::Refcount,
            owner: owner.map(str::to_string),
            value: WordValue::Null,
            note: None,
        };
        let words = [
            word(Some("A")),
            word(Some("object")),
            word(Some("object")),
            word(None),
        ];
        let found: Vec<Option<usize>> = (0..4).map(|at| owned_rows(&words, at)).collect();
        assert_eq!(found, [Some(1), Some(2), None, Some(1)]);
    }
}
