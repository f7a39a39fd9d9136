//! The page as a whole: which panel stands where, and what is kept for the next visit.

use super::access::AccessPanel;
use super::browser::{set_root_attribute, store, stored, use_later, use_media, when_usable};
use super::builder::BuilderPanel;
use super::classes::ClassesPanel;
use super::core::{Core, CoreProp};
use super::editor::{Editor, marks};
use super::header::Header;
use super::memory::MemoryPanel;
use super::memory::graphs::Graphs;
use super::objects::{Marked, Names, ObjectsPanel};
use super::output::OutputPanel;
use super::panel::Panel;
use super::pickle::PicklePanel;
use super::state::{Action, GROUPS, OPENING, Scheme, State, Tab, opening_build};
use super::tabs::Tabs;
use super::timeline::TimelineBar;
use super::versions::VersionsPanel;
use crate::report::Build;
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

/// The page.
#[component]
pub fn App(props: &AppProps) -> Html {
    let core = props.core;
    let state = use_reducer_eq(|| restored(core.0));
    let act = {
        let dispatcher = state.dispatcher();
        use_callback((), move |action: Action, ()| dispatcher.dispatch(action))
    };
    use_kept(&state);
    let wide = use_media("(min-width: 1000px)", true);
    {
        let act = act.clone();
        use_effect_with((), move |()| {
            let listener = when_usable(Callback::from(move |()| act.emit(Action::Usable)));
            move || drop(listener)
        });
    }
    let marks = {
        let (source, report) = (state.source.clone(), state.report.clone());
        use_memo(report, move |report| {
            marks(&source, &report.problems, report.output.error.as_ref())
        })
    };
    let alert = state
        .report
        .output
        .error
        .is_some()
        .then_some((Tab::Output, "an exception"));
    let placed = Placed {
        wide,
        tab: state.tab,
        front: state.front,
    };
    let tabs = |tabs: &'static [Tab], chosen: Tab, label: &'static str| {
        html! {
            <Tabs {tabs} {chosen} {label} {alert} act={act.clone()} />
        }
    };
    html! {
        <>
            <a class="skip" href="#main">{"Skip to the program"}</a>
            <Header build={state.options.build} scheme={state.scheme} act={act.clone()} />
            <main id="main" class={if wide { "panes wide" } else { "panes narrow" }} tabindex="-1">
                <div class="column">
                if wide {
                    {tabs(GROUPS[0], state.front[0], "Ways to write")}
                } else {
                    {tabs(&Tab::ALL, state.tab, "Panels")}
                }
                { panel(placed, Tab::Code, None, code_tools(&state, &act), html! {
                    <Editor source={state.source.clone()} revision={state.revision} {marks}
                        line={state.line} step={state.stepped.as_ref().and_then(|stepped| stepped.line)} act={act.clone()} />
                }) }
                { panel(placed, Tab::Builder, None, Html::default(), html! {
                    if placed.shows(Tab::Builder) {
                        <BuilderPanel source={state.source.clone()} report={state.report.clone()}
                            last={state.picture.clone()} build={state.options.build} core={props.core} act={act.clone()} />
                    }
                }) }
                // Its room is kept until its code has come.
                if !state.usable {
                    <div class="timeline" />
                } else {
                    <TimelineBar source={state.source.clone()} options={state.options.clone()}
                        stepped={state.stepped.clone()} {core} act={act.clone()} />
                }
                { panel(placed, Tab::Output, None, Html::default(), html! {
                    if placed.shows(Tab::Output) {
                        <OutputPanel source={state.source.clone()} report={state.ending().clone()}
                            last={state.picture.clone()} act={act.clone()} />
                    }
                }) }
                </div>
                <div class="column">
                if wide {
                    {tabs(GROUPS[1], state.front[1], "Ways to look")}
                }
                { panel(placed, Tab::Objects, state.older(), html! { <Names report={state.shown().clone()} /> }, html! {
                    if placed.shows(Tab::Objects) {
                        <ContextProvider<Marked> context={Marked(state.changes())}>
                            <ObjectsPanel report={state.shown().clone()} lit={state.lit} act={act.clone()} />
                        </ContextProvider<Marked>>
                    }
                }) }
                { panel(placed, Tab::Classes, state.older(), Html::default(), html! {
                    if state.usable && placed.shows(Tab::Classes) {
                        <ClassesPanel report={state.shown().clone()} whole={state.picture.clone()}
                            source={state.source.clone()} build={state.options.build} {core} act={act.clone()} />
                    }
                }) }
                { panel(placed, Tab::Access, None, Html::default(), html! {
                    if state.usable && placed.shows(Tab::Access) {
                        <AccessPanel source={state.source.clone()} options={state.options.clone()}
                            report={state.picture.clone()} {core} scheme={state.scheme} />
                    }
                }) }
                { panel(placed, Tab::Pickle, None, Html::default(), html! {
                    if state.usable && placed.shows(Tab::Pickle) {
                        <PicklePanel source={state.source.clone()} build={state.options.build} {core} act={act.clone()} />
                    }
                }) }
                if wide {
                    {tabs(GROUPS[2], state.front[2], "What it comes to")}
                }
                { panel(placed, Tab::Memory, state.older(), Html::default(), html! {
                    if placed.shows(Tab::Memory) {
                        <MemoryPanel memory={state.picture.memory.clone()} view={state.view}
                            marked={state.marked} count_values={state.options.count_values}
                            scheme={state.scheme} build={state.measured_on()} usable={state.usable} act={act.clone()} />
                        if state.usable && !state.picture.memory.curves.is_empty() {
                            <Graphs source={state.source.clone()} report={state.picture.clone()} build={state.measured_on()}
                                measured={state.options.measured.clone()} measure={state.view.measure} most={state.view.most}
                                scheme={state.scheme} {core} />
                        }
                    }
                }) }
                { panel(placed, Tab::Versions, None, Html::default(), html! {
                    if state.usable && placed.shows(Tab::Versions) {
                        <VersionsPanel source={state.source.clone()} measured={state.options.measured.clone()}
                            build={state.options.build} {core} act={act.clone()} />
                    }
                }) }
                </div>
            </main>
        </>
    }
}

/// A panel where it stands; one function for all of them keeps the page small.
#[inline(never)]
fn panel(placed: Placed, tab: Tab, older: Option<String>, tools: Html, children: Html) -> Html {
    html! { <Panel {tab} place={placed.place(tab)} {older} {tools}>{children}</Panel> }
}

/// Which panels are shown, and how.
#[derive(Clone, Copy)]
struct Placed {
    wide: bool,
    tab: Tab,
    front: [Tab; 3],
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
    /// Whether a panel is seen. What is not is not drawn; but the editor stays, and with it what can be undone.
    fn shows(self, tab: Tab) -> bool {
        self.place(tab) != Place::Behind
    }

    /// Wide: panels of a group are tabs. Narrow: everything is a tab.
    fn place(self, tab: Tab) -> Place {
        let alone = self.wide && !GROUPS.iter().any(|group| group.contains(&tab));
        let chosen = if self.wide {
            self.front.contains(&tab)
        } else {
            self.tab == tab
        };
        match (alone, chosen) {
            (true, _) => Place::Alone,
            (false, true) => Place::Chosen,
            (false, false) => Place::Behind,
        }
    }
}

/// The page as it was left, or as it first opens.
fn restored(core: Core) -> State {
    let source = stored(DRAFT).unwrap_or_else(|| OPENING.to_string());
    let build = stored(BUILD)
        .and_then(|id| Build::from_id(&id))
        .unwrap_or_else(opening_build);
    let state = State::new(core, &source, build);
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
