//! A stand-in for the `unicode_names2` crate, whose table would be two thirds of the page.
//!
//! ruff's parser asks it for the character of `"\N{...}"`. Any well-formed name is answered with a
//! placeholder, so that no valid program fails to parse; `python/` sees `\N{` in the source of the
//! literal and reports it as outside the subset.

/// The placeholder for a well-formed name; `None` for one that no character can have.
pub fn character(search_name: &str) -> Option<char> {
    let well_formed = !search_name.is_empty()
        && search_name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || c == ' ' || c == '-');
    well_formed.then_some('\u{FFFD}')
}
