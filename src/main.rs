//! The command line `slotscope`; empty where there is no command line.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    slotscope::cli::main()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
