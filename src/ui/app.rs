//! The page as a whole: which panel stands where, and what is kept for the next visit.

use super::browser::{set_root_attribute, store, stored, use_later, use_media};
use super::builder::BuilderPanel;
use super::editor::{Editor, marks};
use super::header::Header;
use super::memory::MemoryPanel;
use super::objects::{Names, ObjectsPanel};
use super::output::OutputPanel;
use super::panel::Panel;
use super::pickle::Copies;
use super::state::{Action, Analyze, OPENING, Scheme, State, Tab, opening_build};
use super::tabs::Tabs;
use crate::report::{Build, ClassCard, Problem};
use std::rc::Rc;
use yew::prelude::*;

const DRAFT: &str = "slotscope.draft";
const BUILD: &str = "slotscope.build";
const SCHEME: &str = "slotscope.scheme";
/// Milliseconds without a change after which the draft is kept: a keystroke does not wait for the disk.
const PAUSE: u32 = 300;

/// Properties of [`App`].
#[derive(Properties, PartialEq)]
pub struct AppProps {
    /// What is done to programs.
    pub core: CoreProp,
}

/// The changed text of a program, or what stands against the change.
pub type Changed = Result<String, Vec<Problem>>;

/// What is done to programs; parameters, so that the page can be tested by itself.
#[derive(Clone, Copy)]
pub struct Core {
    /// How a program becomes a report.
    pub analyze: Analyze,
    /// The program with one card changed: the card's number, and what shall be on it.
    pub rewrite: fn(&str, Build, usize, &ClassCard) -> Changed,
    /// The program with one more class.
    pub new_class: fn(&str, Build, &ClassCard) -> Changed,
    /// What pickle, copy and their like make of an object of the program.
    pub copies: Copies,
}

/// The core as a property; a page has one, so that two of them need not be told apart.
#[derive(Clone, Copy)]
pub struct CoreProp(pub Core);

impl PartialEq for CoreProp {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let analyze = props.core.0.analyze;
    let state = use_reducer_eq(|| restored(analyze));
    let act = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };
    use_kept(&state);
    let wide = use_media("(min-width: 1000px)", true);
    let marks = {
        let (source, report) = (state.source.clone(), state.report.clone());
        use_memo(report, move |report| {
            marks(&source, &report.problems, report.output.error.as_ref())
        })
    };
    let placed = Placed {
        wide,
        tab: state.tab,
    };
    let alert = state
        .report
        .output
        .error
        .is_some()
        .then_some((Tab::Output, "an exception"));
    html! {
        <>
            <a class="skip" href="#main">{"Skip to the program"}</a>
            <Header build={state.options.build} scheme={state.scheme} act={act.clone()} />
            <main id="main" class={if wide { "panes wide" } else { "panes narrow" }} tabindex="-1">
                <div class="column">
                <Tabs tabs={placed.tabs()} chosen={placed.chosen()} label="Panels" {alert} act={act.clone()} />
                <Panel tab={Tab::Code} place={placed.place(Tab::Code)} tools={code_tools(&state, &act)}>
                    <Editor source={state.source.clone()} revision={state.revision} {marks}
                        line={state.line} act={act.clone()} />
                </Panel>
                <Panel tab={Tab::Builder} place={placed.place(Tab::Builder)}>
                    if placed.shows(Tab::Builder) {
                        <BuilderPanel source={state.source.clone()} report={state.report.clone()}
                            last={state.picture.clone()} build={state.options.build} core={props.core} act={act.clone()} />
                    }
                </Panel>
                <Panel tab={Tab::Output} place={placed.place(Tab::Output)}>
                    if placed.shows(Tab::Output) {
                        <OutputPanel source={state.source.clone()} report={state.report.clone()}
                            last={state.picture.clone()} act={act.clone()} />
                    }
                </Panel>
                </div>
                <div class="column">
                <Panel tab={Tab::Objects} place={placed.place(Tab::Objects)} older={state.older()}
                    tools={html! { <Names report={state.picture.clone()} /> }}>
                    if placed.shows(Tab::Objects) {
                        <ObjectsPanel report={state.picture.clone()} lit={state.lit} act={act.clone()} />
                    }
                </Panel>
                <Panel tab={Tab::Memory} place={placed.place(Tab::Memory)} older={state.older()}>
                    if placed.shows(Tab::Memory) {
                        <MemoryPanel memory={state.picture.memory.clone()} view={state.view}
                            marked={state.marked} count_values={state.options.count_values}
                            scheme={state.scheme} act={act.clone()} />
                    }
                </Panel>
                </div>
            </main>
        </>
    }
}

/// Which panels are shown, and how.
#[derive(Clone, Copy)]
struct Placed {
    wide: bool,
    tab: Tab,
}

/// How a panel stands on the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// By itself.
    Alone,
    /// Chosen by its tab.
    Chosen,
    /// Behind another tab.
    Behind,
}

impl Placed {
    /// Wide: only the two ways to write the program are tabs. Narrow: everything is.
    fn tabs(self) -> &'static [Tab] {
        if self.wide {
            &[Tab::Code, Tab::Builder]
        } else {
            &Tab::ALL
        }
    }

    fn chosen(self) -> Tab {
        if self.tabs().contains(&self.tab) {
            self.tab
        } else {
            Tab::Code
        }
    }

    /// Whether a panel is seen. What is not is not drawn; but the editor stays, and with it what can be undone.
    fn shows(self, tab: Tab) -> bool {
        self.place(tab) != Place::Behind
    }

    fn place(self, tab: Tab) -> Place {
        if !self.tabs().contains(&tab) {
            Place::Alone
        } else if self.chosen() == tab {
            Place::Chosen
        } else {
            Place::Behind
        }
    }
}

/// The page as it was left, or as it first opens.
fn restored(analyze: Analyze) -> State {
    let source = stored(DRAFT).unwrap_or_else(|| OPENING.to_string());
    let build = stored(BUILD)
        .and_then(|id| Build::from_id(&id))
        .unwrap_or_else(opening_build);
    let state = State::new(analyze, &source, build);
    match stored(SCHEME) {
        Some(scheme) => state.after(Action::Scheme(Scheme::from_key(&scheme))),
        None => state,
    }
}

/// Keeps what the next visit should find.
#[hook]
fn use_kept(state: &State) {
    use_later(state.source.clone(), PAUSE, |source: &Rc<str>| {
        store(DRAFT, (**source != *OPENING).then_some(source));
    });
    use_effect_with(state.options.build, |build| store(BUILD, Some(&build.id())));
    use_effect_with(state.scheme, |&scheme| {
        let chosen = (scheme != Scheme::System).then(|| scheme.key());
        store(SCHEME, chosen);
        set_root_attribute("data-scheme", chosen);
    });
}

/// Start over, and back again.
fn code_tools(state: &State, act: &Callback<Action>) -> Html {
    let does = |action: Action| {
        let act = act.clone();
        Callback::from(move |_: MouseEvent| act.emit(action.clone()))
    };
    html! {
        if state.replaced.is_some() {
            <span class="notice" role="status">{"Your program was put aside."}</span>
            <button type="button" class="small" onclick={does(Action::TakeBack)}>{"Bring it back"}</button>
        } else if *state.source != *OPENING {
            <button type="button" class="small" onclick={does(Action::StartOver)}>{"Start over"}</button>
        }
    }
}
