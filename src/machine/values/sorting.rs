//! `list.sort` and `sorted`, comparison by comparison, in CPython's order.
//!
//! Whether one item is less than another only the caller knows, and finding out may run a program. So a
//! sort is a coroutine: it asks, and goes on when it is answered.

use super::sort_runs::MergeSort;
use crate::cpython::Build;
use std::cell::Cell;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// A list being sorted. Items are references of some kind; a sort with a key function has pairs of key and item.
pub struct Sort<T> {
    algorithm: Pin<Box<dyn Future<Output = Vec<T>>>>,
    compare: Comparator<T>,
    reverse: bool,
}

/// What a sort needs next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SortStep<T> {
    /// Find out whether `first < second` and say it to [`Sort::go_on`], or [`Sort::abandon`] the sort.
    IsLess(T, T),
    /// The items in their final order.
    Done(Vec<T>),
}

impl<T: Copy + 'static> Sort<T> {
    /// Begins to sort; with `reverse`, from the largest to the smallest, equal ones in their order.
    pub fn new(mut items: Vec<T>, reverse: bool, build: Build) -> Self {
        if reverse {
            items.reverse();
        }
        let compare = Comparator {
            exchange: Rc::default(),
        };
        let sort = MergeSort::new(items, compare.clone(), build);
        Self {
            algorithm: Box::pin(sort.run()),
            compare,
            reverse,
        }
    }

    /// Goes on to the first or the next comparison: `answer` is that to the last one, none at the beginning.
    pub fn go_on(&mut self, answer: Option<bool>) -> SortStep<T> {
        let exchange = &self.compare.exchange;
        exchange.answer.set(answer.map(Ok));
        let polled = self
            .algorithm
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()));
        match (polled, exchange.question.take()) {
            (Poll::Pending, Some((first, second))) => SortStep::IsLess(first, second),
            (Poll::Pending, None) => SortStep::Done(Vec::new()),
            (Poll::Ready(items), _) => SortStep::Done(self.in_order(items)),
        }
    }

    /// Gives up, because a comparison raised an exception: the items in the order in which they are by now.
    pub fn abandon(mut self) -> Vec<T> {
        self.compare.exchange.answer.set(Some(Err(Abandoned)));
        let polled = self
            .algorithm
            .as_mut()
            .poll(&mut Context::from_waker(Waker::noop()));
        match polled {
            Poll::Ready(items) => self.in_order(items),
            Poll::Pending => Vec::new(),
        }
    }

    fn in_order(&self, mut items: Vec<T>) -> Vec<T> {
        if self.reverse {
            items.reverse();
        }
        items
    }
}

/// Sorts with a comparison that can be answered at once. Answers the items even where it failed.
pub fn sort<T: Copy + 'static, E>(
    items: Vec<T>,
    reverse: bool,
    build: Build,
    mut is_less: impl FnMut(T, T) -> Result<bool, E>,
) -> (Vec<T>, Result<(), E>) {
    let mut sort = Sort::new(items, reverse, build);
    let mut answer = None;
    loop {
        match sort.go_on(answer) {
            SortStep::Done(items) => return (items, Ok(())),
            SortStep::IsLess(first, second) => match is_less(first, second) {
                Ok(less) => answer = Some(less),
                Err(error) => return (sort.abandon(), Err(error)),
            },
        }
    }
}

/// The sort was given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Abandoned;

/// How the algorithm asks.
pub(super) struct Comparator<T> {
    exchange: Rc<Exchange<T>>,
}

struct Exchange<T> {
    question: Cell<Option<(T, T)>>,
    answer: Cell<Option<Result<bool, Abandoned>>>,
}

impl<T> Default for Exchange<T> {
    fn default() -> Self {
        Self {
            question: Cell::new(None),
            answer: Cell::new(None),
        }
    }
}

impl<T> Clone for Comparator<T> {
    fn clone(&self) -> Self {
        Self {
            exchange: Rc::clone(&self.exchange),
        }
    }
}

impl<T: Copy> Comparator<T> {
    /// Whether `first < second`.
    pub(super) async fn less(&self, first: T, second: T) -> Result<bool, Abandoned> {
        self.exchange.question.set(Some((first, second)));
        poll_fn(|_| match self.exchange.answer.take() {
            Some(answer) => Poll::Ready(answer),
            None => Poll::Pending,
        })
        .await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::machine::values::vectors;

    /// The numbers of `record.py`'s generator.
    fn numbers(seed: u64) -> impl Iterator<Item = u64> {
        std::iter::successors(Some(seed), |seed| {
            let next = seed.wrapping_mul(6_364_136_223_846_793_005);
            Some(next.wrapping_add(1_442_695_040_888_963_407))
        })
        .skip(1)
        .map(|state| state >> 11)
    }

    /// A list as the table describes it: kind, length and span of its values.
    fn list(kind: &str, len: usize, span: u64) -> Vec<u64> {
        let random: Vec<u64> = numbers(span)
            .map(|number| number % span)
            .take(len)
            .collect();
        match kind {
            "random" => random,
            "sawtooth" => (0..len as u64).map(|i| i % span).collect(),
            "falling" => (0..len as u64).rev().map(|i| i / span).collect(),
            "nearly" => (0..len).map(|i| i as u64 + random[i] % 5 * 7).collect(),
            "halves" => (0..len as u64).map(|i| i * 2 % (len as u64 | 1)).collect(),
            _ => panic!("{kind}"),
        }
    }

    fn digest(text: &str) -> u64 {
        text.bytes().fold(0xcbf2_9ce4_8422_2325, |x, byte| {
            (x ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
        })
    }

    #[test]
    fn as_cpython_does() {
        let table = include_str!("../../../tests/values/sorting.tsv");
        vectors::check(table, |_, args, build| {
            let number = |i: usize| args[i].parse::<usize>().expect("a number");
            let values = list(args[0], number(1), number(2) as u64);
            let items: Vec<(u64, usize)> = values.into_iter().zip(0..).collect();
            let most = number(4);
            let mut log = String::new();
            let mut count = 0;
            let (items, result) = sort(items, args[3] == "1", build, |a, b| {
                if count == most {
                    return Err(());
                }
                count += 1;
                log.push_str(&format!("{}<{};", a.1, b.1));
                Ok(a.0 < b.0)
            });
            let places: Vec<String> = items.iter().map(|item| item.1.to_string()).collect();
            let end = if result.is_ok() { "sorted" } else { "failed" };
            let order = digest(&places.join(" "));
            Ok(format!("{end} {count} {:x} {order:x}", digest(&log)))
        });
    }

    /// Only that it ends and loses nothing.
    #[test]
    fn survives_any_comparison() {
        let build = crate::cpython::build::BUILDS[6];
        for seed in 0..200 {
            let mut answers = numbers(seed);
            let items: Vec<u64> = (0..300 + seed).collect();
            let (mut sorted, _) = sort(items.clone(), false, build, |_, _| {
                Ok::<bool, ()>(answers.next().is_some_and(|number| number & 1 == 1))
            });
            sorted.sort_unstable();
            assert_eq!(sorted, items);
        }
    }
}
