//! What the page knows, and the one function that changes it. Pure: no browser, no clock.

use super::builder::history::History;
use super::core::Core;
use super::layout::{Edge, Layout, Place};
use super::shared::Shared;
use crate::charts::View;
use crate::report::axis::Scale;
use crate::report::memory::{MOST_INSTANCES, Measure};
use crate::report::{BUILDS, BlockId, Build, Changes, Options, Report};
use std::rc::Rc;
use yew::Reducible;

/// The program that the page opens with.
pub const OPENING: &str = include_str!("opening.py");

/// The interpreter that the page opens with.
pub fn opening_build() -> Build {
    Build::from_id("cpython-3.13-64").unwrap_or(BUILDS[0])
}

/// A page has one core, so that two of them need not be told apart.
#[derive(Clone, Copy)]
struct Runs(Core);

impl PartialEq for Runs {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

/// The program at a step of its run.
#[derive(Clone, PartialEq)]
pub struct Stepped {
    /// So many statements have begun.
    pub at: usize,
    /// The line of the last one.
    pub line: Option<u32>,
    /// What it did, in one sentence.
    pub says: Rc<str>,
    /// What lives now, and what was printed until now.
    pub report: Shared<Report>,
    /// What is other than one step before.
    pub changes: Shared<Changes>,
}

/// What the page shows.
#[derive(Clone, PartialEq)]
pub struct State {
    core: Runs,
    /// The program.
    pub source: Rc<str>,
    /// Grows whenever the program changed elsewhere than in the editor, which then takes it over.
    pub revision: u32,
    /// What was asked for beside the program.
    pub options: Options,
    /// The answer to program and options.
    pub report: Shared<Report>,
    /// The last answer to a program that ran: what is drawn while the program cannot be read.
    pub picture: Shared<Report>,
    /// The step that is shown; none while the end of the program is.
    pub stepped: Option<Stepped>,
    /// The panel that a narrow page shows.
    pub tab: Tab,
    /// Where the panels of a wide page are.
    pub layout: Layout,
    /// What of the memory chart is looked at.
    pub view: View,
    /// The number of instances that is pointed at in the chart.
    pub marked: Option<u64>,
    /// The block of memory that is pointed at.
    pub lit: Option<BlockId>,
    /// The line that the learner asked to see, until the next change of the program.
    pub line: Option<u32>,
    /// The program before "start over", until the next change.
    pub replaced: Option<Rc<str>>,
    /// What the builder changed.
    pub built: Rc<History>,
    /// Light or dark.
    pub scheme: Scheme,
    /// Whether all of the page's code has come.
    pub usable: bool,
}

/// The panels of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tab {
    /// The program as text.
    Code,
    /// The program's classes as cards.
    Builder,
    /// What it printed and how it ended.
    Output,
    /// Its objects, word by word.
    Objects,
    /// Its classes, and what each brings to an instance.
    Classes,
    /// One attribute access, step by step.
    Access,
    /// What pickle and copy make of an object.
    Pickle,
    /// What many instances cost.
    Memory,
    /// The same program on every build.
    Versions,
}

/// Light or dark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// As the system has it.
    System,
    /// Dark on light.
    Light,
    /// Light on dark.
    Dark,
}

impl Scheme {
    /// Its name in storage and in the style sheet.
    pub fn key(self) -> &'static str {
        match self {
            Scheme::System => "system",
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        }
    }

    /// The scheme of this name; as the system has it for any other.
    pub fn from_key(key: &str) -> Self {
        match key {
            "light" => Scheme::Light,
            "dark" => Scheme::Dark,
            _ => Scheme::System,
        }
    }
}

/// What the learner did.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Typed in the editor: the whole new text.
    Edit(Rc<str>),
    /// Changed the program elsewhere than in the editor: the whole new text.
    Rewrite(Rc<str>),
    /// Changed the program in the builder, which can take it back: the whole new text.
    Built(Rc<str>),
    /// Took back what the builder changed last.
    Unbuild,
    /// Made the builder's change again that was taken back last.
    Rebuild,
    /// Went back to the opening program.
    StartOver,
    /// Took "start over" back.
    TakeBack,
    /// Chose an interpreter.
    Build(Build),
    /// Chose the class whose memory is measured.
    Measured(Rc<str>),
    /// Chose whether the values count.
    CountValues(bool),
    /// Chose a panel.
    Tab(Tab),
    /// Moved a panel to another place.
    Arrange(Tab, Place),
    /// Gave places another share of the room, in per cent; the usual one with none.
    Share(Edge, Option<u8>),
    /// Put all panels where they are on a new page, or were on the last visit.
    Layout(Layout),
    /// Moved the slider of instances.
    Most(u64),
    /// Chose how the chart's axes are spread.
    Scale(Scale),
    /// Chose which bytes the chart means.
    Measure(Measure),
    /// Pointed at a number of instances in the chart.
    Mark(Option<u64>),
    /// Pointed at a block of memory.
    Light(Option<BlockId>),
    /// Asked to see a line.
    GoTo(u32),
    /// Went to a step of the program; to its end with none.
    Step(Option<usize>),
    /// Chose light or dark.
    Scheme(Scheme),
    /// Did nothing: the rest of the program has come.
    Usable,
}

impl State {
    /// The page as it opens on a first visit.
    pub fn opening(core: Core) -> Self {
        Self::new(core, OPENING, opening_build())
    }

    /// The page as it opens on this program.
    pub fn new(core: Core, source: &str, build: Build) -> Self {
        let source: Rc<str> = lines_end_alike(source).into();
        let options = Options::new(build);
        let report = Shared(Rc::new((core.analyze)(&source, &options)));
        let picture = report.clone();
        Self {
            core: Runs(core),
            source,
            revision: 0,
            options,
            report,
            picture,
            stepped: None,
            tab: Tab::Code,
            layout: Layout::default(),
            view: View {
                most: 1_000_000,
                scale: Scale::Linear,
                measure: Measure::Allocated,
            },
            marked: None,
            lit: None,
            line: None,
            replaced: None,
            built: Rc::default(),
            scheme: Scheme::System,
            usable: false,
        }
    }

    fn analyzed(mut self) -> Self {
        let report = (self.core.0.analyze)(&self.source, &self.options);
        self.stepped = None;
        // Most keystrokes in a comment or a half-written line change nothing: then nothing is drawn again.
        if report != *self.report.0 {
            self.report = Shared(Rc::new(report));
        }
        // A half-written line must not make the pictures vanish and come back.
        if self.report.ran && self.picture != self.report {
            self.picture = self.report.clone();
            self.lit = None;
        }
        self
    }

    fn with_source(mut self, source: Rc<str>) -> Self {
        self.source = source;
        self.line = None;
        self.replaced = None;
        self.analyzed()
    }

    /// What the pictures show: a step, or the end of the last program that ran.
    pub fn shown(&self) -> &Shared<Report> {
        self.stepped
            .as_ref()
            .map_or(&self.picture, |stepped| &stepped.report)
    }

    /// What the output shows: a step, or the end of the program as it is.
    pub fn ending(&self) -> &Shared<Report> {
        self.stepped
            .as_ref()
            .map_or(&self.report, |stepped| &stepped.report)
    }

    /// The interpreter on which was measured what is shown.
    pub fn measured_on(&self) -> Build {
        Build::from_id(&self.picture.build.id).unwrap_or(self.options.build)
    }

    /// What the step that is shown has changed.
    pub fn changes(&self) -> Option<Shared<Changes>> {
        self.stepped.as_ref().map(|stepped| stepped.changes.clone())
    }

    fn at_step(&self, at: usize) -> Stepped {
        let step = (self.core.0.at_step)(&self.source, &self.options, at);
        Stepped {
            at,
            line: step.line,
            says: step.says.into(),
            report: Shared(Rc::new(step.report)),
            changes: Shared(Rc::new(step.changes)),
        }
    }

    /// What the pictures are of, where they are older than the program.
    pub fn older(&self) -> Option<String> {
        if self.picture == self.report {
            return None;
        }
        let (old, new) = (&self.picture.build, &self.report.build);
        Some(if old == new {
            "from before the problem".to_string()
        } else {
            format!("from before the problem, on Python {}", old.version)
        })
    }

    /// Another program that does not come from the editor.
    fn rewritten(self, source: Rc<str>) -> Self {
        let mut next = self.with_source(source);
        next.revision += 1;
        next
    }

    /// The program and what is left to be taken back; as it is where nothing fits.
    fn taken_back(mut self, found: Option<(Rc<str>, History)>) -> Self {
        let Some((source, built)) = found else {
            return self;
        };
        self.built = Rc::new(built);
        self.rewritten(source)
    }

    fn with_options(mut self, change: impl FnOnce(&mut Options)) -> Self {
        change(&mut self.options);
        self.analyzed()
    }

    fn turn_to(&mut self, tab: Tab) {
        self.tab = tab;
        self.layout.turn_to(tab);
    }

    /// The next state; equal to this one where the action changes nothing.
    pub fn after(&self, action: Action) -> Self {
        let mut next = self.clone();
        match action {
            Action::Edit(source) if source == self.source => {}
            Action::Rewrite(source) if source == self.source => {}
            Action::Edit(source) => return next.with_source(source),
            Action::Rewrite(source) => return next.rewritten(source),
            Action::Built(source) if source == self.source => {}
            Action::Built(source) => {
                next.built = Rc::new(self.built.with(&self.source, &source));
                return next.rewritten(source);
            }
            Action::Unbuild => return next.taken_back(self.built.undo(&self.source)),
            Action::Rebuild => return next.taken_back(self.built.redo(&self.source)),
            Action::StartOver if *self.source == *OPENING => {}
            Action::StartOver => {
                let mut next = next.rewritten(OPENING.into());
                next.replaced = Some(self.source.clone());
                return next;
            }
            Action::TakeBack => {
                if let Some(source) = &self.replaced {
                    return next.rewritten(source.clone());
                }
            }
            Action::Build(build) => return next.with_options(|options| options.build = build),
            Action::Measured(class) => {
                return next.with_options(|options| options.measured = Some(class.to_string()));
            }
            Action::CountValues(count) => {
                return next.with_options(|options| options.count_values = count);
            }
            Action::Tab(tab) => next.turn_to(tab),
            Action::Arrange(tab, place) => {
                next.layout.arrange(tab, place);
                next.tab = tab;
            }
            Action::Share(edge, share) => next.layout.set_share(edge, share),
            Action::Layout(layout) => next.layout = layout,
            Action::Most(most) => {
                next.view.most = most.clamp(1, MOST_INSTANCES);
                next.marked = None;
            }
            Action::Scale(scale) => next.view.scale = scale,
            Action::Measure(measure) => next.view.measure = measure,
            Action::Mark(marked) => {
                next.marked = marked.map(|at| at.clamp(1, self.view.most.max(2)));
            }
            Action::Light(lit) => next.lit = lit,
            Action::GoTo(line) => {
                next.line = Some(line);
                next.turn_to(Tab::Code);
            }
            Action::Step(at) => {
                next.stepped = at.map(|at| self.at_step(at));
                next.lit = None;
                next.line = None;
            }
            Action::Scheme(scheme) => next.scheme = scheme,
            Action::Usable => next.usable = true,
        }
        next
    }
}

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        let next = self.after(action);
        // The same counted reference tells Yew that there is nothing to draw.
        if next == *self { self } else { Rc::new(next) }
    }
}

/// The editor counts every line end as one character; so must every offset that it is given.
fn lines_end_alike(source: &str) -> String {
    source.replace("\r\n", "\n").replace('\r', "\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{BuildReport, Output};

    fn echo(source: &str, options: &Options) -> Report {
        Report {
            build: BuildReport::from(options.build),
            ran: !source.contains("???"),
            output: Rc::new(Output {
                text: source.to_string(),
                error: None,
            }),
            ..Report::empty(options.build)
        }
    }

    fn page() -> State {
        let core = Core {
            analyze: echo,
            ..Core::REAL
        };
        State::new(core, "a = 1\r\n", BUILDS[4])
    }

    fn shown(state: &State) -> &str {
        &state.report.output.text
    }

    #[test]
    fn typing_is_analysed_and_not_sent_back_to_the_editor() {
        let page = page();
        assert_eq!(&*page.source, "a = 1\n");
        let next = page.after(Action::Edit("b = 2".into()));
        assert_eq!(shown(&next), "b = 2");
        assert_eq!(next.revision, page.revision);
    }

    #[test]
    fn what_changes_nothing_draws_nothing() {
        let page = Rc::new(page());
        for action in [
            Action::Edit("a = 1\n".into()),
            Action::Tab(Tab::Code),
            Action::TakeBack,
            Action::Mark(None),
        ] {
            let next = Rc::clone(&page).reduce(action);
            assert!(Rc::ptr_eq(&page, &next));
        }
    }

    #[test]
    fn starting_over_can_be_taken_back() {
        let page = page();
        let over = page.after(Action::StartOver);
        assert_eq!(&*over.source, OPENING);
        assert_eq!(over.revision, 1);
        let back = over.after(Action::TakeBack);
        assert_eq!(back.source, page.source);
        assert_eq!(back.revision, 2);
        let typed = over.after(Action::Edit("c".into()));
        assert_eq!(typed.replaced, None);
    }

    #[test]
    fn what_was_built_can_be_taken_back_and_made_again() {
        let built = page().after(Action::Built("a = 1\nb = 2\n".into()));
        assert_eq!(built.revision, 1);
        let typed = built.after(Action::Edit("# c\na = 1\nb = 2\n".into()));
        let back = typed.after(Action::Unbuild);
        assert_eq!(&*back.source, "# c\na = 1\n");
        assert_eq!(back.revision, 2);
        assert!(back.after(Action::Unbuild) == back);
        assert_eq!(back.after(Action::Rebuild).source, typed.source);
    }

    #[test]
    fn a_program_that_cannot_be_read_keeps_the_last_picture() {
        let page = page();
        assert_eq!(page.older(), None);
        let broken = page.after(Action::Edit("???".into()));
        assert_eq!(broken.picture, page.picture);
        assert!(broken.older().is_some());
        let elsewhere = broken.after(Action::Build(BUILDS[0]));
        assert!(elsewhere.older().is_some_and(|text| text.contains("3.1")));
        let mended = broken.after(Action::Edit("b".into()));
        assert_eq!(mended.picture, mended.report);
        assert_eq!(mended.older(), None);
    }

    #[test]
    fn another_build_is_another_report() {
        let next = page().after(Action::Build(BUILDS[0]));
        assert_eq!(next.report.build.id, "cpython-3.9-64");
        assert_eq!(shown(&next), "a = 1\n");
    }

    #[test]
    fn numbers_of_instances_stay_in_range() {
        let page = page();
        assert_eq!(page.after(Action::Most(0)).view.most, 1);
        assert_eq!(page.after(Action::Most(u64::MAX)).view.most, MOST_INSTANCES);
        let few = page.after(Action::Most(10));
        assert_eq!(few.after(Action::Mark(Some(50))).marked, Some(10));
    }

    #[test]
    fn a_line_is_shown_in_the_code_until_the_next_change() {
        let mut page = page();
        page.tab = Tab::Output;
        let seen = page.after(Action::GoTo(3));
        assert_eq!((seen.tab, seen.line), (Tab::Code, Some(3)));
        assert_eq!(seen.after(Action::Edit("x".into())).line, None);
    }
}
