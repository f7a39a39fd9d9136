//! The notes that 3.14+ adds to an exception while it comes out of pickle: where in the object it was.

use super::dump::{Pickler, Task};
use crate::machine::exception::Stop;
use crate::machine::object::Value;
use crate::machine::{Machine, Res};

/// Which part of an object is being written.
pub(super) enum Note {
    /// An item of a list or tuple.
    Item(Value, usize),
    /// The value of a key.
    Pair(Value, Value),
    /// An element of a set.
    Element(Value),
    /// Something that the reduced object told: `object`, `class`, `state` …
    Part(Value, &'static str),
}

impl Machine {
    /// Adds the notes of everything that is open (Modules/_pickle.c, _PyErr_FormatNote).
    pub(super) fn add_notes(&mut self, pickler: &mut Pickler, stop: &Stop) -> Res<()> {
        let Stop::Raise(error) = stop else {
            return Ok(());
        };
        let error = error.clone();
        while let Some(task) = pickler.tasks.pop() {
            if let Task::Within(note) = task
                && self.build.at_least(14)
            {
                let text = self.note_text(&note)?;
                self.add_note(&error, format!("when serializing {text}"))?;
            }
        }
        Ok(())
    }

    fn note_text(&mut self, note: &Note) -> Res<String> {
        let (Note::Item(obj, _) | Note::Pair(obj, _) | Note::Element(obj) | Note::Part(obj, _)) =
            note;
        let class = self.type_full_name(obj.ty())?;
        Ok(match note {
            Note::Item(_, index) => format!("{class} item {index}"),
            Note::Pair(_, key) => format!("{class} item {}", self.repr(key)?),
            Note::Element(_) => format!("{class} element"),
            Note::Part(_, part) => format!("{class} {part}"),
        })
    }
}
