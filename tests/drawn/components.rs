//! Components as HTML text, compared with snapshots.

use crate::sample;
use slotscope::charts::View;
use slotscope::report::axis::Scale;
use slotscope::report::graph::Form;
use slotscope::report::memory::Measure;
use slotscope::report::versions::{Answer, Group};
use slotscope::report::{
    Attribute, BUILDS, Build, Changes, ClassCard, ErrorReport, Options, Output, Problem, Report,
    Slots, Span, Variable, Way,
};
use slotscope::ui::builder::card::{ClassCardView, ClassCardViewProps};
use slotscope::ui::classes::{ClassesPanel, ClassesPanelProps};
use slotscope::ui::conflict;
use slotscope::ui::graph::{GraphFigure, GraphFigureProps};
use slotscope::ui::memory::tables::{self, AtManyProps};
use slotscope::ui::memory::{MemoryPanel, MemoryPanelProps};
use slotscope::ui::objects::card::{ObjectCard, ObjectCardProps};
use slotscope::ui::objects::{Marked, counts, twin};
use slotscope::ui::output::{OutputPanel, OutputPanelProps};
use slotscope::ui::pickle::{self, Matrix, MatrixProps};
use slotscope::ui::shared::Shared;
use slotscope::ui::state::Scheme;
use slotscope::ui::versions::{Strip, StripProps};
use slotscope::ui::{App, AppProps, Core, CoreProp};
use std::future::Future;
use std::pin::pin;
use std::rc::Rc;
use std::sync::Arc;
use std::task::{Context, Poll, Wake, Waker};
use std::thread::Thread;
use yew::{BaseComponent, Callback, ContextProvider, Html, ServerRenderer, component, html};

/// Renders a component, a line for each element.
fn html<C: BaseComponent>(props: impl FnOnce() -> C::Properties + Send + 'static) -> String {
    let text = wait(
        ServerRenderer::<C>::with_props(props)
            .hydratable(false)
            .render(),
    );
    text.replace("><", ">\n<") + "\n"
}

struct Unpark(Thread);

impl Wake for Unpark {
    fn wake(self: Arc<Self>) {
        self.0.unpark();
    }
}

fn wait<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    let waker = Waker::from(Arc::new(Unpark(std::thread::current())));
    let mut context = Context::from_waker(&waker);
    loop {
        match future.as_mut().poll(&mut context) {
            Poll::Ready(value) => return value,
            Poll::Pending => std::thread::park(),
        }
    }
}

fn failed() -> Report {
    Report {
        ran: true,
        problems: vec![
            Problem::unsupported("async functions", Some(Span::new(6, 7)))
                .with_hint("Leave it out."),
            Problem {
                excerpt: Some("    b\n    ^\n".into()),
                ..Problem::refused("SyntaxError", "invalid syntax", Some(Span::new(6, 7)))
            },
        ],
        output: Rc::new(Output {
            text: "<1>\n".into(),
            error: Some(ErrorReport {
                kind: "AttributeError".into(),
                message: "'A' object has no attribute 'z'".into(),
                line: 2,
                span: None,
                traceback: "Traceback (most recent call last):\n  …\n".into(),
                plain: Some("It has no room.".into()),
                fix: Some("Make room.".into()),
            }),
        }),
        ..Report::empty(BUILDS[4])
    }
}

#[test]
fn an_object_word_by_word() {
    let text = html::<ObjectCard>(|| ObjectCardProps {
        object: Rc::new(sample::object()),
        word: 8,
        lit: Some(2),
        act: Callback::noop(),
    });
    sample::check("object.html", &text);
}

#[test]
fn what_was_printed_and_raised() {
    let text = html::<OutputPanel>(|| OutputPanelProps {
        source: "a = 1\nb\n".into(),
        report: Shared(Rc::new(failed())),
        last: Shared(Rc::new(failed())),
        act: Callback::noop(),
    });
    sample::check("output.html", &text);
}

#[test]
fn a_class_as_a_card() {
    let name = |name: &str, value: &str, plain| Attribute {
        name: name.into(),
        value: value.into(),
        plain,
        ..Attribute::default()
    };
    let class = ClassCard {
        name: "Point".into(),
        bases: vec!["Base".into(), "list".into()],
        slots: Slots::Names(vec!["x".into(), "__dict__".into()]),
        attributes: vec![name("x", "x", true), name("y", "0", false)],
        variables: vec![Variable {
            name: "unit".into(),
            value: Some("'cm'".into()),
            plain: true,
            ..Variable::default()
        }],
        ..ClassCard::default()
    };
    let text = html::<ClassCardView>(|| ClassCardViewProps {
        at: 1,
        class,
        above: vec!["Base".into(), "Other".into()],
        said: vec!["ValueError: …".into()],
        build: BUILDS[1],
        frozen: false,
        change: Callback::noop(),
    });
    sample::check("card.html", &text);
}

#[test]
fn memory_and_its_tables() {
    let text = html::<MemoryPanel>(|| MemoryPanelProps {
        memory: Rc::new(sample::memory()),
        view: View {
            most: 1000,
            scale: Scale::Linear,
            measure: Measure::Allocated,
        },
        marked: None,
        count_values: false,
        scheme: Scheme::System,
        build: BUILDS[4],
        usable: true,
        act: Callback::noop(),
    });
    sample::check("memory.html", &text);
}

#[test]
fn builds_that_answer_alike_stand_together() {
    let answer = |error: Option<&str>, bytes: u64| Answer {
        text: "1\n".into(),
        error: error.map(str::to_string),
        problem: None,
        each: Some(("Point".into(), bytes)),
    };
    let group = |builds: &[Build], answer: Answer| Group {
        builds: builds.to_vec(),
        answer,
    };
    let groups = vec![
        group(&BUILDS[..2], answer(None, 152)),
        group(&BUILDS[2..7], answer(Some("TypeError: no"), 96)),
        group(&BUILDS[7..], answer(None, 72)),
    ];
    let text = html::<Strip>(|| StripProps {
        groups,
        build: BUILDS[4],
        act: Callback::noop(),
    });
    sample::check("versions.html", &text);
}

/// A base with a dict, and below it slots: one declared again, two not in the order of their names.
const CLASSES: &str = "class Base:
    __slots__ = ('x',)
class Open(Base):
    pass
class Below(Open, metaclass=type):
    __slots__ = ('y', 'x')
";

#[test]
fn classes_and_what_they_bring() {
    let text = html::<ClassesPanel>(|| classes_of(CLASSES));
    sample::check("classes.html", &text);
}

fn classes_of(source: &str) -> ClassesPanelProps {
    let report = slotscope::analyze(source, &Options::new(BUILDS[4]));
    let report = Shared(Rc::new(report));
    ClassesPanelProps {
        whole: report.clone(),
        report,
        source: source.into(),
        build: BUILDS[4],
        core: CoreProp(Core::REAL),
        act: Callback::noop(),
    }
}

const CONFLICT: &str = "class A:
    __slots__ = ('x',)
class B:
    __slots__ = ('y', 'z')
class Below(B):
    pass
class Both(A, Below):
    pass
";

#[component]
fn Ways() -> Html {
    let options = Options::new(BUILDS[4]);
    let ways = Way::ALL.map(|way| slotscope::way_out(CONFLICT, &options, way));
    let mut ways: Vec<_> = ways.into_iter().flatten().collect();
    ways[2].then = Some("TypeError: no".into());
    html! { <>{conflict::ways(&ways, true, &Callback::noop())}{conflict::ways(&[], true, &Callback::noop())}</> }
}

#[test]
fn layouts_that_cannot_be_one() {
    let panel = html::<ClassesPanel>(|| classes_of(CONFLICT));
    let conflict = panel.split("</article>").next().unwrap_or_default();
    let ways = html::<Ways>(|| ());
    sample::check("conflict.html", &format!("{conflict}{ways}"));
}

/// Each comes from the one before, and no global name leads to one.
const NAMESAKES: &str = "def made():
    A = int
    for i in range(30):
        class A(A):
            __slots__ = ()
    return A
kept = [made()]
";

#[test]
fn namesakes_are_told_apart() {
    let text = html::<ClassesPanel>(|| classes_of(NAMESAKES));
    for at in 0..30 {
        let id = format!("id=\"class-{at}\"");
        assert_eq!(text.matches(&id).count(), 1, "{at}");
    }
    // Deeper chains than twenty are not drawn as a tree.
    assert_eq!(text.matches("class=\"link\"").count(), 21);
}

#[component]
fn Stepped() -> Html {
    let changes = Changes {
        blocks: vec![2],
        words: vec![(1, 16)],
        ..Changes::default()
    };
    html! {
        <ContextProvider<Marked> context={Marked(Some(Shared(Rc::new(changes))))}>
            <ObjectCard object={Rc::new(sample::object())} word={8} lit={None::<u32>} act={Callback::noop()} />
        </ContextProvider<Marked>>
    }
}

#[test]
fn what_a_step_has_changed_is_marked() {
    sample::check("stepped.html", &html::<Stepped>(|| ()));
}

#[component]
fn Opened() -> Html {
    let (object, memory) = (sample::object(), Rc::new(sample::memory()));
    let view = View {
        most: 1000,
        scale: Scale::Linear,
        measure: Measure::Allocated,
    };
    let crossovers = memory.crossovers(view.measure);
    html! {
        <>
            {counts::opened(&object)}
            {twin::opened(&object)}
            {tables::opened_crossings(&memory, &crossovers)}
            {tables::opened(&AtManyProps { memory, view })}
        </>
    }
}

#[test]
fn what_is_folded_away() {
    sample::check("opened.html", &html::<Opened>(|| ()));
}

#[component]
fn OpenedAttempts() -> Html {
    let report = sample::copies();
    html! { { for report.rows.iter().map(|row| pickle::opened(row, true, &Callback::noop())) } }
}

#[test]
fn what_pickle_and_copy_make_of_an_object() {
    let table = html::<Matrix>(|| MatrixProps {
        report: Rc::new(sample::copies()),
        fresh: true,
        choose: Callback::noop(),
        act: Callback::noop(),
    });
    let opened = html::<OpenedAttempts>(|| ());
    sample::check("pickle.html", &(table + &opened));
}

#[test]
fn the_page_has_no_inline_style_and_every_id_once() {
    fn analyze(_: &str, options: &Options) -> Report {
        Report {
            objects: vec![Rc::new(sample::object())],
            memory: Rc::new(sample::memory()),
            build: options.build.into(),
            ..failed()
        }
    }
    let text = html::<App>(|| AppProps {
        core: CoreProp(Core {
            analyze,
            rewrite: |source, _, _, _| Ok(source.to_string()),
            new_class: |source, _, _| Ok(source.to_string()),
            ..Core::REAL
        }),
    });
    assert!(
        !text.contains("style="),
        "the page's policy forbids inline styles"
    );
    let mut ids: Vec<&str> = text
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all);
    for panel in ["Code", "Output", "Objects", "Memory"] {
        assert!(text.contains(&format!(">{panel}</h2>")), "{panel}");
    }
}

#[test]
fn a_graph_with_its_legend() {
    let text = html::<GraphFigure>(|| GraphFigureProps {
        graph: Rc::new(sample::graph(Form::Lines)),
        name: "Point-builds".into(),
        scheme: Scheme::Light,
    });
    sample::check("graph.html", &text);
}
