//! What the builder changed, to be taken back and made again. What was typed in between stays; where both touch the
//! same place, nothing is offered.

use std::rc::Rc;

/// As many changes can be taken back.
const MOST: usize = 100;

/// What the builder changed, oldest first.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct History {
    done: Vec<Change>,
    undone: Vec<Change>,
}

#[derive(Debug, Clone, PartialEq)]
struct Change {
    before: Rc<str>,
    after: Rc<str>,
}

impl History {
    /// With one change more; what was taken back before it cannot be made again.
    pub fn with(&self, before: &Rc<str>, after: &Rc<str>) -> Self {
        let skipped = (self.done.len() + 1).saturating_sub(MOST);
        let mut done = self.done.get(skipped..).unwrap_or_default().to_vec();
        done.push(Change {
            before: before.clone(),
            after: after.clone(),
        });
        Self {
            done,
            undone: Vec::new(),
        }
    }

    /// The program without the last change, and what is left; none where it does not fit the program any more.
    pub fn undo(&self, source: &Rc<str>) -> Option<(Rc<str>, Self)> {
        let mut rest = self.clone();
        let change = rest.done.pop()?;
        let before: Rc<str> = merged(&change.after, &change.before, source)?.into();
        rest.undone.push(Change {
            before: before.clone(),
            after: source.clone(),
        });
        Some((before, rest))
    }

    /// The program with the change that was taken back last, and what is left; none where it does not fit any more.
    pub fn redo(&self, source: &Rc<str>) -> Option<(Rc<str>, Self)> {
        let mut rest = self.clone();
        let change = rest.undone.pop()?;
        let after: Rc<str> = merged(&change.before, &change.after, source)?.into();
        rest.done.push(Change {
            before: source.clone(),
            after: after.clone(),
        });
        Some((after, rest))
    }
}

/// What became of a text in two ways at once; none where they are about the same place.
fn merged(text: &str, one: &str, other: &str) -> Option<String> {
    if text == other {
        return Some(one.to_string());
    }
    let (one, other) = (Piece::new(text, one), Piece::new(text, other));
    let (first, second) = if one.start <= other.start {
        (one, other)
    } else {
        (other, one)
    };
    if first.end >= second.start {
        return None;
    }
    Some(
        [
            text.get(..first.start)?,
            first.text,
            text.get(first.end..second.start)?,
            second.text,
            text.get(second.end..)?,
        ]
        .concat(),
    )
}

/// The one piece of a text that was replaced, in bytes, and by what.
struct Piece<'t> {
    start: usize,
    end: usize,
    text: &'t str,
}

impl<'t> Piece<'t> {
    fn new(old: &str, new: &'t str) -> Self {
        let start = common(old.chars().zip(new.chars()));
        let (old_rest, new_rest) = (
            old.get(start..).unwrap_or_default(),
            new.get(start..).unwrap_or_default(),
        );
        let kept = common(old_rest.chars().rev().zip(new_rest.chars().rev()));
        Self {
            start,
            end: old.len() - kept,
            text: new.get(start..new.len() - kept).unwrap_or_default(),
        }
    }
}

/// The bytes of the characters that are the same until the first that is not.
fn common(pairs: impl Iterator<Item = (char, char)>) -> usize {
    let same = pairs.take_while(|(old, new)| old == new);
    same.map(|(same, _)| same.len_utf8()).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, one: &str, other: &str, expected: Option<&str>) {
        assert_eq!(merged(text, one, other).as_deref(), expected);
    }

    #[test]
    fn two_changes_of_one_text() {
        check("a b c", "a c", "a b c", Some("a c"));
        check("a b c", "x b c", "a b z", Some("x b z"));
        check("a b c", "a b z", "x b c", Some("x b z"));
        check("a b c", "a x c", "a y c", None);
        check("ab", "xab", "yab", None);
        check("ä ö ü", "ä o ü", "ä ö üß", Some("ä o üß"));
        check("ä", "ö", "ü", None);
        check("", "a", "b", None);
    }

    #[test]
    fn changes_go_back_and_forth() {
        let texts: Vec<Rc<str>> = ["0", "0 1", "0 1 2"].map(Rc::from).to_vec();
        let history = History::default().with(&texts[0], &texts[1]);
        let history = history.with(&texts[1], &texts[2]);
        let (one, history) = history.undo(&texts[2]).expect("it fits");
        assert_eq!(one, texts[1]);
        let (none, history) = history.undo(&one).expect("it fits");
        assert_eq!(none, texts[0]);
        assert_eq!(history.undo(&none), None);
        let (one, history) = history.redo(&none).expect("it fits");
        let (two, history) = history.redo(&one).expect("it fits");
        assert_eq!(two, texts[2]);
        assert_eq!(history.redo(&two), None);
        assert_eq!(history.undo(&"another program".into()), None);
    }

    #[test]
    fn the_oldest_changes_are_forgotten() {
        let mut history = History::default();
        for _ in 0..MOST + 5 {
            history = history.with(&"a".into(), &"b".into());
        }
        assert_eq!(history.done.len(), MOST);
    }
}
