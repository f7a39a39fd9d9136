//! What takes its time is worked out in pauses, so that typing never waits: at once, or piece by piece.

use super::browser::{in_browser, now};
use super::core::{Core, CoreProp};
use gloo::timers::callback::Timeout;
use std::rc::Rc;
use yew::prelude::*;

/// Milliseconds that the first piece may take, or the others are made only when the learner wants it.
const SLOW: f64 = 40.0;

/// The last job that was done, and what came of it. A job is done when it has not changed for `pause` milliseconds;
/// what was made last stays until then, so that nothing flickers while typing.
#[hook]
pub fn use_in_pause<J, T>(
    job: J,
    core: CoreProp,
    pause: u32,
    work: fn(Core, &J) -> T,
) -> UseStateHandle<Option<(J, T)>>
where
    J: Clone + PartialEq + 'static,
    T: 'static,
{
    let made = use_state(|| None::<(J, T)>);
    let waits = in_browser() && made.as_ref().is_none_or(|(of, _)| *of != job);
    let setter = made.setter();
    use_effect_with((job, waits), move |(job, waits)| {
        let job = job.clone();
        let timeout = waits.then(|| {
            Timeout::new(pause, move || {
                let result = work(core.0, &job);
                setter.set(Some((job, result)));
            })
        });
        move || drop(timeout)
    });
    made
}

/// What comes after a piece.
pub enum Next {
    /// Another one.
    More,
    /// Nothing: all is made.
    Done,
    /// Nothing, and what an earlier job has made is better than this.
    Vain,
}

/// Makes the piece of this number and adds it to what was made.
pub type Work<J, T> = fn(Core, &J, usize, &mut T) -> Next;

/// How far a job is that is done piece by piece.
struct Progress<J, T> {
    job: Option<J>,
    pieces: usize,
    ended: bool,
    slow: bool,
    made: T,
    found: Option<Rc<(J, T)>>,
}

impl<J: Clone + PartialEq, T: Default> Progress<J, T> {
    fn go_on(&mut self, job: &J, core: Core, work: Work<J, T>) {
        if self.job.as_ref() != Some(job) {
            self.job = Some(job.clone());
            self.made = T::default();
            self.pieces = 0;
        }
        let start = now();
        let next = work(core, job, self.pieces, &mut self.made);
        self.slow = self.pieces == 0 && now() - start > SLOW;
        self.pieces += 1;
        self.ended = !matches!(next, Next::More);
        if matches!(next, Next::Done) || self.ended && self.found.is_none() {
            self.found = Some(Rc::new((job.clone(), std::mem::take(&mut self.made))));
        }
    }
}

/// What is known of a job that is done piece by piece.
pub struct Pieces<J, T> {
    /// Whether the first piece took so long that the learner is asked.
    pub waits: bool,
    /// The last job that was done wholly, and what came of it.
    pub found: Option<Rc<(J, T)>>,
    /// The learner wants the other pieces.
    pub go_on: Callback<MouseEvent>,
}

/// Does a job piece by piece, when it has not changed for `pause` milliseconds.
#[hook]
pub fn use_pieces<J, T>(job: J, core: CoreProp, pause: u32, work: Work<J, T>) -> Pieces<J, T>
where
    J: Clone + PartialEq + 'static,
    T: Default + 'static,
{
    let progress = use_mut_ref(|| Progress::<J, T> {
        job: None,
        pieces: 0,
        ended: false,
        slow: false,
        made: T::default(),
        found: None,
    });
    let update = use_force_update();
    let (pieces, ends, waits, found) = {
        let progress = progress.borrow();
        let found = progress.found.clone();
        match progress.job.as_ref() == Some(&job) {
            true => (progress.pieces, progress.ended, progress.slow, found),
            false => (0, false, false, found),
        }
    };
    {
        let (progress, update) = (progress.clone(), update.clone());
        use_effect_with((job, pieces, ends || waits), move |(job, pieces, stops)| {
            let pause = if *pieces == 0 { pause } else { 1 };
            let job = job.clone();
            let timeout = (in_browser() && !stops).then(|| {
                Timeout::new(pause, move || {
                    progress.borrow_mut().go_on(&job, core.0, work);
                    update.force_update();
                })
            });
            move || drop(timeout)
        });
    }
    let go_on = Callback::from(move |_: MouseEvent| {
        progress.borrow_mut().slow = false;
        update.force_update();
    });
    Pieces {
        waits: waits && !ends,
        found,
        go_on,
    }
}

/// Asks whether the other pieces are wanted.
pub fn ask(label: &'static str, go_on: Callback<MouseEvent>) -> Html {
    html! {
        <p class="notice">
            {"The program takes its time. "}
            <button type="button" class="small" onclick={go_on}>{label}</button>
        </p>
    }
}
