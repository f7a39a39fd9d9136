//! One sort for the short lists of every room: each kind of element would bring a copy of its own to the page.

use std::cmp::Ordering;

/// The items in the order of `compare`; equal ones stay as they are.
pub(crate) fn ordered<T>(items: Vec<T>, compare: impl Fn(&T, &T) -> Ordering) -> Vec<T> {
    let order = places(items.len(), &|a, b| compare(&items[a], &items[b]));
    let mut items: Vec<Option<T>> = items.into_iter().map(Some).collect();
    order
        .into_iter()
        .filter_map(|at| items[at].take())
        .collect()
}

/// The items by their key, smallest first.
pub(crate) fn by_key<T, K: Ord>(items: Vec<T>, key: impl Fn(&T) -> K) -> Vec<T> {
    ordered(items, |a, b| key(a).cmp(&key(b)))
}

fn places(count: usize, compare: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..count).collect();
    places.sort_by(|&a, &b| compare(a, b));
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sorts_and_keeps_what_is_equal() {
        let words = vec!["pear", "fig", "apple", "kiwi", "date", "plum"];
        assert_eq!(
            by_key(words, |word| word.len()),
            ["fig", "pear", "kiwi", "date", "plum", "apple"]
        );
        assert_eq!(ordered(vec![3, 1, 2], |a, b| b.cmp(a)), [3, 2, 1]);
        assert!(by_key(Vec::<u8>::new(), |&item| item).is_empty());
    }
}
