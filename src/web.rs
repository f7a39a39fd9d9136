//! The page: mounts the application.

fn main() {
    slotscope::ui::mount();
}
