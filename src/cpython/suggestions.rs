//! "Did you mean …?": the closest name (Python/suggestions.c, _Py_CalculateSuggestions).

/// A substitution of a letter by one of the other case.
const CASE_COST: usize = 1;
/// Any other change.
const MOVE_COST: usize = 2;
/// Names longer than this are not compared.
const MAX_LENGTH: usize = 40;
/// More candidates than this are not looked at.
const MAX_CANDIDATES: usize = 750;

/// The candidate closest to a misspelt name, if one is close enough.
pub fn closest(name: &str, candidates: &[String]) -> Option<String> {
    if candidates.len() >= MAX_CANDIDATES || name.len() > MAX_LENGTH {
        return None;
    }
    let mut best: Option<(usize, &String)> = None;
    let comparable = |candidate: &&String| *candidate != name && candidate.len() <= MAX_LENGTH;
    for candidate in candidates.iter().filter(comparable) {
        let most = (name.len() + candidate.len() + 3) * MOVE_COST / 6;
        let most = best.map_or(most, |(distance, _)| most.min(distance - 1));
        let distance = distance(name.as_bytes(), candidate.as_bytes());
        if distance <= most {
            best = Some((distance, candidate));
        }
    }
    best.map(|(_, candidate)| candidate.clone())
}

fn distance(a: &[u8], b: &[u8]) -> usize {
    let mut row: Vec<usize> = (0..=b.len()).map(|i| i * MOVE_COST).collect();
    for (i, x) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (i + 1) * MOVE_COST;
        for (j, y) in b.iter().enumerate() {
            let substitution = if x == y {
                0
            } else if x.eq_ignore_ascii_case(y) {
                CASE_COST
            } else {
                MOVE_COST
            };
            let cost = (diagonal + substitution)
                .min(row[j] + MOVE_COST)
                .min(row[j + 1] + MOVE_COST);
            diagonal = row[j + 1];
            row[j + 1] = cost;
        }
    }
    row[b.len()]
}
