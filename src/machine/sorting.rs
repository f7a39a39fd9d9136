//! A stable merge sort whose comparisons may fail, and may answer anything.

/// Runs of at most so many items are sorted by insertion.
const RUN: usize = 8;

/// Sorts by `less`; the first error ends it.
pub(super) fn merge_sort<T, E>(
    mut items: Vec<T>,
    less: &mut dyn FnMut(&T, &T) -> Result<bool, E>,
) -> Result<Vec<T>, E> {
    if items.len() <= RUN {
        for i in 1..items.len() {
            let mut at = i;
            while at > 0 && less(&items[at], &items[at - 1])? {
                items.swap(at, at - 1);
                at -= 1;
            }
        }
        return Ok(items);
    }
    let right = items.split_off(items.len() / 2);
    let left = merge_sort(items, less)?;
    let right = merge_sort(right, less)?;
    let mut merged = Vec::with_capacity(left.len() + right.len());
    let (mut left, mut right) = (left.into_iter().peekable(), right.into_iter().peekable());
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        let next = if less(b, a)? {
            right.next()
        } else {
            left.next()
        };
        merged.extend(next);
    }
    merged.extend(left);
    merged.extend(right);
    Ok(merged)
}
