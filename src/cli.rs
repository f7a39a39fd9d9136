//! The command line: `slotscope builds`.

use crate::cpython::build::BUILDS;
use std::process::ExitCode;

/// Runs the command that the arguments name. Exit status 2 for a usage error.
pub fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    match arguments.first().map(String::as_str) {
        Some("builds") => {
            for build in BUILDS {
                println!("{}\t{}", build.id(), build.version);
            }
            ExitCode::SUCCESS
        }
        _ => {
            eprintln!("usage: slotscope builds");
            ExitCode::from(2)
        }
    }
}
