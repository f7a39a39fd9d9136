//! Merging two neighbouring runs, with exactly CPython's comparisons (Objects/listobject.c, merge_at;
//! the reasons are in Objects/listsort.txt).

use super::sort_runs::MergeSort;
use super::sorting::{Abandoned, Comparator};

/// From how many wins in a row on a run is skipped through in leaps, to begin with.
pub(super) const MIN_GALLOP: usize = 7;

/// Two neighbouring runs on their way into one. The shorter one was copied away to make room.
struct Merge<T> {
    moved: Vec<T>,
    /// How many items of each run are left.
    left: usize,
    right: usize,
    /// Where the two runs begin, merging downwards; where they end, merging upwards.
    bound: usize,
}

/// How a merge ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// One run is used up.
    UsedUp,
    /// One item of the run that was copied away is left, and belongs behind (before) all of the other run.
    OneLeft,
}

impl<T: Copy> MergeSort<T> {
    /// Merges the `left` items from `start` on with the `right` items behind them.
    pub(super) async fn merge(
        &mut self,
        start: usize,
        left: usize,
        right: usize,
    ) -> Result<(), Abandoned> {
        // What is before the right run's first item and behind the left run's last one is in place already.
        let middle = start + left;
        let first = self.items[middle];
        let skip = gallop_right(&self.compare, first, &self.items[start..middle], 0).await?;
        let (start, left) = (start + skip, left - skip);
        if left == 0 {
            return Ok(());
        }
        let last = self.items[middle - 1];
        let run = &self.items[middle..middle + right];
        let right = gallop_left(&self.compare, last, run, right - 1).await?;
        if right == 0 {
            return Ok(());
        }
        if left <= right {
            self.merge_low(start, left, right).await
        } else {
            self.merge_high(start, left, right).await
        }
    }

    /// Merges upwards; the left run is the shorter one.
    async fn merge_low(
        &mut self,
        start: usize,
        left: usize,
        right: usize,
    ) -> Result<(), Abandoned> {
        let mut merge = Merge {
            moved: self.items[start..start + left].to_vec(),
            left,
            right,
            bound: start + left + right,
        };
        let end = self.merge_upwards(&mut merge).await;
        if end == Ok(End::OneLeft) {
            let rest = merge.right;
            self.take_right_up(&mut merge, rest);
        }
        let rest = merge.left;
        self.take_left_up(&mut merge, rest);
        end.map(|_| ())
    }

    async fn merge_upwards(&mut self, m: &mut Merge<T>) -> Result<End, Abandoned> {
        self.take_right_up(m, 1);
        if m.right == 0 {
            return Ok(End::UsedUp);
        }
        if m.left == 1 {
            return Ok(End::OneLeft);
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut left_wins, mut right_wins) = (0, 0);
            while left_wins < min_gallop && right_wins < min_gallop {
                let left = m.moved[m.moved.len() - m.left];
                let right = self.items[m.bound - m.right];
                if self.compare.less(right, left).await? {
                    (left_wins, right_wins) = (0, right_wins + 1);
                    self.take_right_up(m, 1);
                    if m.right == 0 {
                        return Ok(End::UsedUp);
                    }
                } else {
                    (left_wins, right_wins) = (left_wins + 1, 0);
                    self.take_left_up(m, 1);
                    if m.left == 1 {
                        return Ok(End::OneLeft);
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let right = self.items[m.bound - m.right];
                let run = &m.moved[m.moved.len() - m.left..];
                left_wins = gallop_right(&self.compare, right, run, 0).await?;
                self.take_left_up(m, left_wins);
                match m.left {
                    0 => return Ok(End::UsedUp),
                    1 => return Ok(End::OneLeft),
                    _ => self.take_right_up(m, 1),
                }
                if m.right == 0 {
                    return Ok(End::UsedUp);
                }
                let left = m.moved[m.moved.len() - m.left];
                let run = &self.items[m.bound - m.right..m.bound];
                right_wins = gallop_left(&self.compare, left, run, 0).await?;
                self.take_right_up(m, right_wins);
                if m.right == 0 {
                    return Ok(End::UsedUp);
                }
                self.take_left_up(m, 1);
                if m.left == 1 {
                    return Ok(End::OneLeft);
                }
                if left_wins < MIN_GALLOP && right_wins < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }

    fn take_left_up(&mut self, m: &mut Merge<T>, count: usize) {
        let from = m.moved.len() - m.left;
        let to = m.bound - m.right - m.left;
        self.items[to..to + count].copy_from_slice(&m.moved[from..from + count]);
        m.left -= count;
    }

    fn take_right_up(&mut self, m: &mut Merge<T>, count: usize) {
        let from = m.bound - m.right;
        self.items.copy_within(from..from + count, from - m.left);
        m.right -= count;
    }

    /// Merges downwards; the right run is the shorter one.
    async fn merge_high(
        &mut self,
        start: usize,
        left: usize,
        right: usize,
    ) -> Result<(), Abandoned> {
        let mut merge = Merge {
            moved: self.items[start + left..start + left + right].to_vec(),
            left,
            right,
            bound: start,
        };
        let end = self.merge_downwards(&mut merge).await;
        if end == Ok(End::OneLeft) {
            let rest = merge.left;
            self.take_left_down(&mut merge, rest);
        }
        let rest = merge.right;
        self.take_right_down(&mut merge, rest);
        end.map(|_| ())
    }

    async fn merge_downwards(&mut self, m: &mut Merge<T>) -> Result<End, Abandoned> {
        self.take_left_down(m, 1);
        if m.left == 0 {
            return Ok(End::UsedUp);
        }
        if m.right == 1 {
            return Ok(End::OneLeft);
        }
        let mut min_gallop = self.min_gallop;
        loop {
            let (mut left_wins, mut right_wins) = (0, 0);
            while left_wins < min_gallop && right_wins < min_gallop {
                let left = self.items[m.bound + m.left - 1];
                if self.compare.less(m.moved[m.right - 1], left).await? {
                    (left_wins, right_wins) = (left_wins + 1, 0);
                    self.take_left_down(m, 1);
                    if m.left == 0 {
                        return Ok(End::UsedUp);
                    }
                } else {
                    (left_wins, right_wins) = (0, right_wins + 1);
                    self.take_right_down(m, 1);
                    if m.right == 1 {
                        return Ok(End::OneLeft);
                    }
                }
            }
            min_gallop += 1;
            loop {
                min_gallop -= usize::from(min_gallop > 1);
                self.min_gallop = min_gallop;
                let run = &self.items[m.bound..m.bound + m.left];
                let right = m.moved[m.right - 1];
                left_wins = m.left - gallop_right(&self.compare, right, run, m.left - 1).await?;
                self.take_left_down(m, left_wins);
                if m.left == 0 {
                    return Ok(End::UsedUp);
                }
                self.take_right_down(m, 1);
                if m.right == 1 {
                    return Ok(End::OneLeft);
                }
                let left = self.items[m.bound + m.left - 1];
                let run = &m.moved[..m.right];
                right_wins = m.right - gallop_left(&self.compare, left, run, m.right - 1).await?;
                self.take_right_down(m, right_wins);
                match m.right {
                    0 => return Ok(End::UsedUp),
                    1 => return Ok(End::OneLeft),
                    _ => self.take_left_down(m, 1),
                }
                if m.left == 0 {
                    return Ok(End::UsedUp);
                }
                if left_wins < MIN_GALLOP && right_wins < MIN_GALLOP {
                    break;
                }
            }
            min_gallop += 1;
            self.min_gallop = min_gallop;
        }
    }

    fn take_left_down(&mut self, m: &mut Merge<T>, count: usize) {
        let end = m.bound + m.left;
        self.items
            .copy_within(end - count..end, end + m.right - count);
        m.left -= count;
    }

    fn take_right_down(&mut self, m: &mut Merge<T>, count: usize) {
        let end = m.bound + m.left + m.right;
        let taken = &m.moved[m.right - count..m.right];
        self.items[end - count..end].copy_from_slice(taken);
        m.right -= count;
    }
}

/// Where in a sorted run `key` belongs, before its equals; looks around `hint` first.
async fn gallop_left<T: Copy>(
    compare: &Comparator<T>,
    key: T,
    run: &[T],
    hint: usize,
) -> Result<usize, Abandoned> {
    let (mut low, mut high) = if compare.less(run[hint], key).await? {
        let most = run.len() - hint;
        let (mut before, mut leap) = (0, 1);
        while leap < most && compare.less(run[hint + leap], key).await? {
            (before, leap) = (leap, 2 * leap + 1);
        }
        (hint + before + 1, hint + leap.min(most))
    } else {
        let most = hint + 1;
        let (mut before, mut leap) = (0, 1);
        while leap < most && !compare.less(run[hint - leap], key).await? {
            (before, leap) = (leap, 2 * leap + 1);
        }
        (hint + 1 - leap.min(most), hint - before)
    };
    while low < high {
        let middle = low + (high - low) / 2;
        if compare.less(run[middle], key).await? {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    Ok(high)
}

/// Where in a sorted run `key` belongs, behind its equals; looks around `hint` first.
async fn gallop_right<T: Copy>(
    compare: &Comparator<T>,
    key: T,
    run: &[T],
    hint: usize,
) -> Result<usize, Abandoned> {
    let (mut low, mut high) = if compare.less(key, run[hint]).await? {
        let most = hint + 1;
        let (mut before, mut leap) = (0, 1);
        while leap < most && compare.less(key, run[hint - leap]).await? {
            (before, leap) = (leap, 2 * leap + 1);
        }
        (hint + 1 - leap.min(most), hint - before)
    } else {
        let most = run.len() - hint;
        let (mut before, mut leap) = (0, 1);
        while leap < most && !compare.less(key, run[hint + leap]).await? {
            (before, leap) = (leap, 2 * leap + 1);
        }
        (hint + before + 1, hint + leap.min(most))
    };
    while low < high {
        let middle = low + (high - low) / 2;
        if compare.less(key, run[middle]).await? {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    Ok(high)
}
