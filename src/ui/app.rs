//! The page as a whole: which panel stands where, and what is kept for the next visit.

use super::access::AccessPanel;
use super::browser::{set_root_attribute, store, stored, use_later, use_media, when_usable};
use super::builder::BuilderPanel;
use super::classes::ClassesPanel;
use super::core::{Core, CoreProp};
use super::editor::{Editor, Mark, marks};
use super::header::Header;
use super::layout::{Edge, Layout, Place};
use super::memory::MemoryPanel;
use super::memory::graphs::Graphs;
use super::objects::{Marked, Names, ObjectsPanel};
use super::output::OutputPanel;
use super::panel::Panel;
use super::pickle::PicklePanel;
use super::splitter::Splitter;
use super::state::{Action, OPENING, Scheme, State, Tab, opening_build};
use super::tabs::Tabs;
use super::timeline::TimelineBar;
use super::versions::VersionsPanel;
use crate::report::Build;
use std::rc::Rc;
use yew::prelude::*;

const DRAFT: &str = "slotscope.draft";
const BUILD: &str = "slotscope.build";
const SCHEME: &str = "slotscope.scheme";
const LAYOUT: &str = "slotscope.layout";
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
    let unseen = !wide || state.layout.front(state.layout.place(Tab::Output)) != Some(Tab::Output);
    let raised = unseen && state.report.output.error.is_some();
    let alert = raised.then_some((Tab::Output, "an exception"));
    let page = Page {
        state: &state,
        wide,
        marks,
        core,
        act: act.clone(),
    };
    let tabs = |tabs: Vec<Tab>, chosen: Tab, place: Option<Place>, label: &'static str| {
        html! {
            <Tabs {tabs} {chosen} {place} {label} {alert} act={act.clone()} />
        }
    };
    // A place of a wide page: its tabs, and its panels after each other, so that what moves within a side is not made anew.
    let place = |place: Place, label: &'static str| {
        let layout = &state.layout;
        let Some(front) = layout.front(place).filter(|_| wide) else {
            return html! { { for layout.tabs(place).iter().map(|tab| page.panel(*tab)) } };
        };
        html! {
            <>
                {tabs(layout.tabs(place).to_vec(), front, Some(place), label)}
                { for layout.tabs(place).iter().map(|tab| page.panel(*tab)) }
            </>
        }
    };
    let splitter = |edge: Edge, between: bool| {
        html! {
            if wide && between {
                <Splitter {edge} share={state.layout.share(edge)} act={act.clone()} />
            }
        }
    };
    let holds = |place: Place| !state.layout.tabs(place).is_empty();
    html! {
        <>
            <a class="skip" href="#main">{"Skip to the program"}</a>
            <Header build={state.options.build} scheme={state.scheme}
                layout={wide.then(|| state.layout.clone())} act={act.clone()} />
            <main id="main" class={if wide { "panes wide" } else { "panes narrow" }} tabindex="-1" style={state.layout.style()}>
                <div class="column">
                    if !wide {
                        {tabs(Tab::ALL.to_vec(), state.tab, None, "Panels")}
                    }
                    {place(Place::Write, "Ways to write")}
                    // Its room is kept until its code has come.
                    if !state.usable {
                        <div class="timeline" />
                    } else {
                        <TimelineBar source={state.source.clone()} options={state.options.clone()}
                            stepped={state.stepped.clone()} {core} act={act.clone()} />
                    }
                    {splitter(Edge::LeftBelow, holds(Place::LeftBelow))}
                    {place(Place::LeftBelow, "Left, below")}
                </div>
                {splitter(Edge::Sides, true)}
                <div class="column">
                    {place(Place::Right, "Right")}
                    {splitter(Edge::RightBelow, holds(Place::RightBelow))}
                    {place(Place::RightBelow, "Right, below")}
                </div>
            </main>
        </>
    }
}

/// What every panel is drawn from.
struct Page<'a> {
    state: &'a State,
    wide: bool,
    marks: Rc<Vec<Mark>>,
    core: CoreProp,
    act: Callback<Action>,
}

impl Page<'_> {
    /// Whether a panel is seen. What is not is not drawn; but the editor stays, and with it what can be undone.
    fn shows(&self, tab: Tab) -> bool {
        if self.wide {
            let layout = &self.state.layout;
            layout.front(layout.place(tab)) == Some(tab)
        } else {
            self.state.tab == tab
        }
    }

    /// A panel where it stands.
    #[inline(never)]
    fn panel(&self, tab: Tab) -> Html {
        let shown = self.shows(tab);
        let place = self.wide.then(|| self.state.layout.place(tab));
        let drawn = tab == Tab::Code || shown && (self.state.usable || FIRST.contains(&tab));
        let (older, tools) = match tab {
            Tab::Code => (None, code_tools(self.state, &self.act)),
            Tab::Objects => (
                self.state.older(),
                html! { <Names report={self.state.shown().clone()} /> },
            ),
            Tab::Classes | Tab::Memory => (self.state.older(), Html::default()),
            _ => (None, Html::default()),
        };
        html! {
            <Panel key={tab.name()} {tab} {place} {shown} {older} {tools}>
                if drawn { {self.content(tab)} }
            </Panel>
        }
    }

    fn content(&self, tab: Tab) -> Html {
        let (state, core) = (self.state, self.core);
        let (source, build, act) = (state.source.clone(), state.options.build, self.act.clone());
        match tab {
            Tab::Code => html! {
                <Editor {source} revision={state.revision} marks={self.marks.clone()} line={state.line}
                    step={state.stepped.as_ref().and_then(|stepped| stepped.line)} {act} />
            },
            Tab::Builder => html! {
                <BuilderPanel {source} report={state.report.clone()} last={state.picture.clone()}
                    built={state.built.clone()} {build} {core} {act} />
            },
            Tab::Output => html! {
                <OutputPanel {source} report={state.ending().clone()} last={state.picture.clone()} {act} />
            },
            Tab::Objects => html! {
                <ContextProvider<Marked> context={Marked(state.changes())}>
                    <ObjectsPanel report={state.shown().clone()} lit={state.lit} {act} />
                </ContextProvider<Marked>>
            },
            Tab::Classes => html! {
                <ClassesPanel report={state.shown().clone()} whole={state.picture.clone()} {source} {build} {core} {act} />
            },
            Tab::Access => html! {
                <AccessPanel {source} options={state.options.clone()} report={state.picture.clone()}
                    scheme={state.scheme} {core} />
            },
            Tab::Pickle => html! { <PicklePanel {source} {build} {core} {act} /> },
            Tab::Memory => self.memory(),
            Tab::Versions => html! {
                <VersionsPanel {source} measured={state.options.measured.clone()} {build} {core} {act} />
            },
        }
    }

    fn memory(&self) -> Html {
        let state = self.state;
        let (memory, build, scheme) = (
            state.picture.memory.clone(),
            state.measured_on(),
            state.scheme,
        );
        let more = state.usable && !memory.curves.is_empty();
        html! {
            <>
                <MemoryPanel {memory} view={state.view} marked={state.marked} count_values={state.options.count_values}
                    {scheme} {build} usable={state.usable} act={self.act.clone()} />
                if more {
                    <Graphs source={state.source.clone()} report={state.picture.clone()} {build}
                        measured={state.options.measured.clone()} measure={state.view.measure} most={state.view.most}
                        {scheme} core={self.core} />
                }
            </>
        }
    }
}

/// Panels that the first result shows; the code of the others comes later.
const FIRST: [Tab; 3] = [Tab::Output, Tab::Objects, Tab::Memory];

/// The page as it was left, or as it first opens.
fn restored(core: Core) -> State {
    let source = stored(DRAFT).unwrap_or_else(|| OPENING.to_string());
    let build = stored(BUILD)
        .and_then(|id| Build::from_id(&id))
        .unwrap_or_else(opening_build);
    let state = State::new(core, &source, build);
    let scheme = stored(SCHEME).map(|key| Action::Scheme(Scheme::from_key(&key)));
    let layout = stored(LAYOUT).and_then(|text| Layout::from_text(&text));
    let chosen = scheme.into_iter().chain(layout.map(Action::Layout));
    chosen.fold(state, |state, action| state.after(action))
}

/// Keeps what the next visit should find.
#[hook]
fn use_kept(state: &State) {
    use_later(state.source.clone(), PAUSE, |source: &Rc<str>| {
        store(DRAFT, (**source != *OPENING).then_some(source));
    });
    use_later(state.layout.clone(), PAUSE, |layout: &Layout| {
        store(LAYOUT, layout.text().as_deref());
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
