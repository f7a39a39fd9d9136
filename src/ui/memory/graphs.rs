//! More charts of the memory panel, one at a time: nothing of them is worked out before it is asked for.

use crate::report::graph::Graph;
use crate::report::graphs::{
    ATTRIBUTES, Each, across_builds, by_attributes, each, first_instances, parts,
};
use crate::report::memory::Measure;
use crate::report::{BUILDS, Build, Options, Report};
use crate::ui::core::{Core, CoreProp};
use crate::ui::folded::use_open;
use crate::ui::graph::GraphFigure;
use crate::ui::pauses::{Next, Pieces, ask, use_pieces};
use crate::ui::shared::Shared;
use crate::ui::state::Scheme;
use std::rc::Rc;
use yew::prelude::*;

/// Milliseconds without a change after which other builds, or more attributes, are measured.
const PAUSE: u32 = 400;

/// Which of the charts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// What an instance is made of.
    Parts,
    /// The first instances, one by one.
    First,
    /// Bytes of an instance on every build.
    Builds,
    /// Bytes of an instance by number of attributes.
    Attributes,
}

impl Which {
    const ALL: [(Which, &'static str); 4] = [
        (Which::Parts, "what one is made of"),
        (Which::First, "the first 40"),
        (Which::Builds, "on every build"),
        (Which::Attributes, "by attributes"),
    ];

    /// Its name in those of files.
    fn key(self) -> &'static str {
        match self {
            Which::Parts => "parts",
            Which::First => "first",
            Which::Builds => "builds",
            Which::Attributes => "attributes",
        }
    }
}

/// Properties of [`Graphs`].
#[derive(Properties, PartialEq, Clone)]
pub struct GraphsProps {
    /// The program.
    pub source: Rc<str>,
    /// What happened in it.
    pub report: Shared<Report>,
    /// The interpreter that it happened on.
    pub build: Build,
    /// The class whose memory is measured, if one was chosen.
    pub measured: Option<String>,
    /// Which bytes are meant.
    pub measure: Measure,
    /// The largest number of instances that is looked at.
    pub most: u64,
    /// Light or dark.
    pub scheme: Scheme,
    /// How a program becomes a report.
    pub core: CoreProp,
}

/// More charts of the memory panel, folded away.
#[component]
pub fn Graphs(props: &GraphsProps) -> Html {
    let (open, ontoggle) = use_open();
    html! {
        <details class="graphs" {ontoggle}>
            <summary>{"More charts: one instance, the first 40, every build, more attributes"}</summary>
            if open { <OneGraph ..props.clone() /> }
        </details>
    }
}

/// The chart that is chosen among them.
#[component]
pub fn OneGraph(props: &GraphsProps) -> Html {
    let chosen = use_state_eq(|| Which::Parts);
    let choice = Which::ALL.map(|(which, label)| {
        let set = chosen.setter();
        let onchange = Callback::from(move |_: Event| set.set(which));
        html! {
            <label>
                <input type="radio" name="graph" checked={*chosen == which} {onchange} />
                <span>{label}</span>
            </label>
        }
    });
    html! {
        <>
            <fieldset class="choice"><legend>{"Chart"}</legend>{ for choice }</fieldset>
            { match *chosen {
                Which::Parts => figure(props, *chosen, parts(&props.report.objects, props.most, props.build)),
                Which::First => figure(props, *chosen, first_instances(&props.report.memory, props.measure, props.build)),
                Which::Builds => html! { <OnBuilds ..props.clone() /> },
                Which::Attributes => html! { <ByAttributes ..props.clone() /> },
            } }
        </>
    }
}

fn figure(props: &GraphsProps, which: Which, graph: Option<Graph>) -> Html {
    let Some(graph) = graph else {
        return html! { <p class="quiet">{"There is nothing to measure for this chart."}</p> };
    };
    let class = props.report.memory.class.as_deref().unwrap_or("memory");
    html! {
        <GraphFigure key={which.key()} graph={Rc::new(graph)} name={format!("{class}-{}", which.key())}
            scheme={props.scheme} />
    }
}

/// A program and its measured class.
type Job = (Rc<str>, Option<String>);

/// Bytes of an instance on every build: one build after the other.
#[component]
pub fn OnBuilds(props: &GraphsProps) -> Html {
    let job: Job = (props.source.clone(), props.measured.clone());
    let builds = use_pieces(job, props.core, PAUSE, on_next_build);
    let graph = builds.found.as_ref().map(|found| {
        let class = props.report.memory.class.as_deref().unwrap_or("result");
        across_builds(&found.1, class, props.measure)
    });
    pieces(props, Which::Builds, &builds, graph)
}

fn on_next_build(core: Core, job: &Job, piece: usize, made: &mut Vec<(Build, Vec<Each>)>) -> Next {
    let Some(&build) = BUILDS.get(piece) else {
        return Next::Done;
    };
    let options = Options {
        measured: job.1.clone(),
        ..Options::new(build)
    };
    made.push((build, each(&(core.analyze)(&job.0, &options).memory)));
    match made.len() < BUILDS.len() {
        true => Next::More,
        false => Next::Done,
    }
}

/// Bytes of an instance by number of attributes: one number after the other.
#[component]
pub fn ByAttributes(props: &GraphsProps) -> Html {
    let counts = use_pieces(props.build, props.core, PAUSE, with_next_attribute);
    let graph = counts
        .found
        .as_ref()
        .map(|found| by_attributes(&found.1, props.measure, found.0));
    pieces(props, Which::Attributes, &counts, graph)
}

fn with_next_attribute(core: Core, build: &Build, piece: usize, made: &mut Vec<Vec<Each>>) -> Next {
    made.push((core.with_attributes)(*build, piece + 1));
    match made.len() < ATTRIBUTES {
        true => Next::More,
        false => Next::Done,
    }
}

/// The chart of all that was measured; until then what was shown before.
fn pieces<J, T>(
    props: &GraphsProps,
    which: Which,
    pieces: &Pieces<J, T>,
    graph: Option<Option<Graph>>,
) -> Html {
    html! {
        <>
            if pieces.waits { {ask("Measure it", pieces.go_on.clone())} }
            { match graph {
                Some(graph) => figure(props, which, graph),
                None => html! { <p class="quiet" role="status">{"Measuring …"}</p> },
            } }
        </>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_build_and_every_count_is_asked() {
        fn none(_: &str, options: &Options) -> Report {
            Report::empty(options.build)
        }
        let core = Core {
            analyze: none,
            with_attributes: |_, _| Vec::new(),
            ..Core::REAL
        };
        let (mut builds, mut counts) = (Vec::new(), Vec::new());
        let job: Job = ("".into(), None);
        let asked = (0..).take_while(|&piece| {
            matches!(on_next_build(core, &job, piece, &mut builds), Next::More)
        });
        assert_eq!(
            (asked.count() + 1, builds.len()),
            (BUILDS.len(), BUILDS.len())
        );
        let asked = (0..).take_while(|&piece| {
            matches!(
                with_next_attribute(core, &BUILDS[0], piece, &mut counts),
                Next::More
            )
        });
        assert_eq!((asked.count() + 1, counts.len()), (ATTRIBUTES, ATTRIBUTES));
    }
}
