//! Where the recorded programs are.

use std::fs;
use std::path::{Path, PathBuf};

/// All of them that are Python, in order.
pub(crate) fn programs() -> Vec<PathBuf> {
    let mut found = Vec::new();
    collect(
        &Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/programs"),
        &mut found,
    );
    found.sort();
    assert!(found.len() > 300, "the programs are not where they were");
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else {
        return;
    };
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            if path.ends_with("syntax") {
                continue;
            }
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "py") {
            found.push(path);
        }
    }
}
