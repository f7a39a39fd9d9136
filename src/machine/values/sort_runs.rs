//! Which runs a list is sorted in and which of them are merged when, with exactly CPython's comparisons
//! (Objects/listobject.c, list_sort_impl; the reasons are in Objects/listsort.txt).

use super::sort_merge::MIN_GALLOP;
use super::sorting::{Abandoned, Comparator};
use crate::cpython::Build;

/// A sorted part that waits to be merged with its neighbour.
#[derive(Debug, Clone, Copy)]
struct Run {
    start: usize,
    len: usize,
    /// Depth of the node between this run and the next in the tree of merges (3.11+).
    power: u32,
}

/// A list and what is known of it.
pub(super) struct MergeSort<T> {
    pub(super) items: Vec<T>,
    pub(super) compare: Comparator<T>,
    pending: Vec<Run>,
    /// From how many wins in a row on a merge leaps; adapts to the list.
    pub(super) min_gallop: usize,
    build: Build,
}

impl<T: Copy> MergeSort<T> {
    pub(super) fn new(items: Vec<T>, compare: Comparator<T>, build: Build) -> Self {
        Self {
            items,
            compare,
            pending: Vec::new(),
            min_gallop: MIN_GALLOP,
            build,
        }
    }

    /// The items, sorted; or, if the sort was abandoned, in the order they have by then.
    pub(super) async fn run(mut self) -> Vec<T> {
        // Why it ended makes no difference here: nothing is lost either way.
        let _ = self.sort().await;
        self.items
    }

    async fn sort(&mut self) -> Result<(), Abandoned> {
        let total = self.items.len();
        let mut min_runs = MinRuns::new(total, self.build);
        let mut start = 0;
        while start < total && total > 1 {
            let mut len = self.count_run(start).await?;
            let min_run = min_runs.next();
            if len < min_run {
                let forced = min_run.min(total - start);
                self.binary_insertion(start, len, forced).await?;
                len = forced;
            }
            self.push_run(start, len).await?;
            start += len;
        }
        while self.pending.len() > 1 {
            let at = self.pending.len() - 2;
            let is_shorter = at > 0 && self.pending[at - 1].len < self.pending[at + 1].len;
            self.merge_at(at - usize::from(is_shorter)).await?;
        }
        Ok(())
    }

    async fn less(&self, first: usize, second: usize) -> Result<bool, Abandoned> {
        self.compare
            .less(self.items[first], self.items[second])
            .await
    }

    /// How many items from `start` on are in ascending order; a descending run is turned around.
    async fn count_run(&mut self, start: usize) -> Result<usize, Abandoned> {
        let end = self.items.len();
        let mut at = start + 1;
        if !self.build.at_least(13) {
            let mut descending = false;
            while at < end {
                let less = self.less(at, at - 1).await?;
                if at == start + 1 {
                    descending = less;
                }
                if less != descending {
                    break;
                }
                at += 1;
            }
            if descending {
                self.items[start..at].reverse();
            }
            return Ok(at - start);
        }
        while at < end && !self.less(at, at - 1).await? {
            at += 1;
        }
        if at == end {
            return Ok(at - start);
        }
        // A descending run may have equal items in it since 3.13: they are turned around twice.
        if at > start + 1 {
            if self.less(start, at - 1).await? {
                return Ok(at - start);
            }
            self.items[start..at].reverse();
        }
        at += 1;
        let mut equal = 0;
        while at < end {
            if self.less(at, at - 1).await? {
                self.reverse_equal(at, equal);
                equal = 0;
            } else if self.less(at - 1, at).await? {
                break;
            } else {
                equal += 1;
            }
            at += 1;
        }
        self.reverse_equal(at, equal);
        self.items[start..at].reverse();
        while at < end && !self.less(at, at - 1).await? {
            at += 1;
        }
        Ok(at - start)
    }

    /// Turns around the items before `end` that are equal to the last `equal` of them.
    fn reverse_equal(&mut self, end: usize, equal: usize) {
        if equal > 0 {
            self.items[end - equal - 1..end].reverse();
        }
    }

    /// Sorts `len` items of which the first `sorted` are so already.
    async fn binary_insertion(
        &mut self,
        start: usize,
        sorted: usize,
        len: usize,
    ) -> Result<(), Abandoned> {
        for at in start + sorted..start + len {
            let (mut low, mut high) = (start, at);
            while low < high {
                let middle = low + (high - low) / 2;
                if self.less(at, middle).await? {
                    high = middle;
                } else {
                    low = middle + 1;
                }
            }
            self.items[low..=at].rotate_right(1);
        }
        Ok(())
    }

    /// Puts a run behind those that wait, and merges what is due: by the lengths (merge_collapse) or, since 3.11, by the
    /// place in an almost balanced tree (found_new_run).
    async fn push_run(&mut self, start: usize, len: usize) -> Result<(), Abandoned> {
        if !self.build.at_least(11) {
            self.pending.push(Run {
                start,
                len,
                power: 0,
            });
            return self.collapse().await;
        }
        if let Some(last) = self.pending.last() {
            let power = power(last.start, last.len, len, self.items.len());
            while let [.., run, _] = self.pending[..]
                && run.power > power
            {
                self.merge_at(self.pending.len() - 2).await?;
            }
            if let Some(last) = self.pending.last_mut() {
                last.power = power;
            }
        }
        self.pending.push(Run {
            start,
            len,
            power: 0,
        });
        Ok(())
    }

    async fn collapse(&mut self) -> Result<(), Abandoned> {
        while self.pending.len() > 1 {
            let at = self.pending.len() - 2;
            let len = |i: usize| self.pending[i].len;
            let unbalanced = (at > 0 && len(at - 1) <= len(at) + len(at + 1))
                || (at > 1 && len(at - 2) <= len(at - 1) + len(at));
            if unbalanced {
                let is_shorter = len(at - 1) < len(at + 1);
                self.merge_at(at - usize::from(is_shorter)).await?;
            } else if len(at) <= len(at + 1) {
                self.merge_at(at).await?;
            } else {
                break;
            }
        }
        Ok(())
    }

    /// Merges a run that waits with the next one.
    async fn merge_at(&mut self, at: usize) -> Result<(), Abandoned> {
        let (one, two) = (self.pending[at], self.pending.remove(at + 1));
        self.pending[at].len = one.len + two.len;
        self.merge(one.start, one.len, two.len).await
    }
}

/// How long a run has to be at least; shorter ones are made longer by insertion.
struct MinRuns {
    total: usize,
    /// The list is halved so often.
    halvings: u32,
    /// What was rounded off so far, in units of 1 / 2^halvings (3.15+).
    rest: usize,
    varies: bool,
}

impl MinRuns {
    fn new(total: usize, build: Build) -> Self {
        let halvings = (0..).find(|&e| total >> e < 64).unwrap_or(0);
        Self {
            total,
            halvings,
            rest: 0,
            varies: build.at_least(15),
        }
    }

    /// The length for the next run: always the same, rounded up (merge_compute_minrun); since 3.15 rounded so that the
    /// lengths add up to the whole (minrun_next).
    fn next(&mut self) -> usize {
        let mask = (1 << self.halvings) - 1;
        if !self.varies {
            return (self.total >> self.halvings) + usize::from(self.total & mask != 0);
        }
        let sum = self.rest + self.total;
        self.rest = sum & mask;
        sum >> self.halvings
    }
}

/// The first bit in which the middles of two neighbouring runs differ, as fractions of the list (powerloop).
fn power(start: usize, len: usize, next_len: usize, total: usize) -> u32 {
    let mut one = 2 * start + len;
    let mut two = one + len + next_len;
    let mut bits = 1;
    while one >= total || two < total {
        if one >= total {
            one -= total;
            two -= total;
        }
        one *= 2;
        two *= 2;
        bits += 1;
    }
    bits
}
