//! The page in a real browser: `wasm-pack test --headless --chrome . --features web`.
#![cfg(all(target_arch = "wasm32", feature = "web"))]

#[path = "drawn/sample.rs"]
#[expect(
    dead_code,
    reason = "shared with the native drawings, which use all of it"
)]
mod sample;

use slotscope::report::{Options, Output, Report};
use slotscope::ui::{App, AppProps, Core, CoreProp};
use std::rc::Rc;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, HtmlCanvasElement, HtmlElement, HtmlTextAreaElement};
use yew::scheduler::flush;

wasm_bindgen_test_configure!(run_in_browser);

/// A page whose programs print themselves. Without the editor's script it has a plain text area.
async fn page() -> Element {
    fn analyze(source: &str, options: &Options) -> Report {
        Report {
            ran: true,
            output: Rc::new(Output {
                text: source.to_string(),
                error: None,
            }),
            objects: vec![Rc::new(sample::object())],
            memory: Rc::new(sample::memory()),
            ..Report::empty(options.build)
        }
    }
    let document = gloo::utils::document();
    let _ = gloo::utils::window()
        .local_storage()
        .map(|storage| storage.map(|kept| kept.clear()));
    let root = document.create_element("div").expect("an element");
    if let Some(earlier) = document.get_element_by_id("under-test") {
        earlier.remove();
    }
    root.set_id("under-test");
    gloo::utils::body().append_child(&root).expect("a page");
    let props = AppProps {
        core: CoreProp(Core {
            analyze,
            rewrite: |source, _, _, _| Ok(source.to_string()),
            new_class: |source, _, _| Ok(source.to_string()),
            copies: slotscope::copies,
        }),
    };
    yew::Renderer::<App>::with_root_and_props(root.clone(), props).render();
    settled().await;
    root
}

/// What was done is on the page, and so is what the browser does about it a frame later.
async fn settled() {
    flush().await;
    gloo::timers::future::TimeoutFuture::new(50).await;
    flush().await;
}

fn find<T: JsCast>(root: &Element, selector: &str) -> T {
    let element = root.query_selector(selector).ok().flatten();
    element
        .and_then(|element| element.dyn_into().ok())
        .unwrap_or_else(|| panic!("nothing on the page is {selector}"))
}

/// Chooses a panel, where the window is so narrow that panels are behind tabs.
async fn show(root: &Element, panel: &str) {
    if let Ok(Some(tab)) = root.query_selector(&format!("#tab-{panel}")) {
        tab.unchecked_into::<HtmlElement>().click();
        settled().await;
    }
}

async fn type_text(root: &Element, text: &str) {
    let area: HtmlTextAreaElement = find(root, "textarea");
    area.set_value(text);
    let event = web_sys::InputEvent::new("input").expect("an event");
    let _ = area.dispatch_event(&event);
    settled().await;
}

#[wasm_bindgen_test]
async fn what_is_typed_is_shown_and_kept() {
    let root = page().await;
    type_text(&root, "print('😀')").await;
    show(&root, "output").await;
    let printed: HtmlElement = find(&root, ".printed");
    assert_eq!(printed.inner_text(), "print('😀')");
    // Not at each keystroke, but in the first pause.
    gloo::timers::future::TimeoutFuture::new(400).await;
    let kept = gloo::utils::window().local_storage().ok().flatten();
    let kept = kept.and_then(|storage| storage.get_item("slotscope.draft").ok().flatten());
    assert_eq!(kept.as_deref(), Some("print('😀')"));
}

#[wasm_bindgen_test]
async fn starting_over_can_be_taken_back() {
    let root = page().await;
    type_text(&root, "mine = 1").await;
    find::<HtmlElement>(&root, ".code .small").click();
    settled().await;
    assert!(
        find::<HtmlTextAreaElement>(&root, "textarea")
            .value()
            .contains("class Point")
    );
    find::<HtmlElement>(&root, ".code .small").click();
    settled().await;
    assert_eq!(
        find::<HtmlTextAreaElement>(&root, "textarea").value(),
        "mine = 1"
    );
}

#[wasm_bindgen_test]
async fn the_chart_has_a_pixel_for_every_pixel_of_the_screen() {
    let root = page().await;
    show(&root, "memory").await;
    let plot: HtmlElement = find(&root, ".plot");
    let canvas: HtmlCanvasElement = find(&root, "canvas");
    // The style sheet is not here: the box gets its size by hand.
    for (element, width) in [(&plot, "400px"), (canvas.unchecked_ref(), "400px")] {
        let _ = element.style().set_property("display", "block");
        let _ = element.style().set_property("width", width);
        let _ = element.style().set_property("height", "200px");
    }
    settled().await;
    let ratio = gloo::utils::window().device_pixel_ratio();
    assert_eq!(f64::from(canvas.width()), (400.0 * ratio).round());
    assert_eq!(f64::from(canvas.height()), (200.0 * ratio).round());
    let blank: HtmlCanvasElement = gloo::utils::document()
        .create_element("canvas")
        .expect("an element")
        .unchecked_into();
    blank.set_width(canvas.width());
    blank.set_height(canvas.height());
    assert_ne!(
        canvas.to_data_url(),
        blank.to_data_url(),
        "the chart is drawn"
    );
}

#[wasm_bindgen_test]
async fn a_pointer_leads_to_its_block() {
    let root = page().await;
    show(&root, "objects").await;
    find::<HtmlElement>(&root, "[data-to=\"2\"]").click();
    settled().await;
    let focused = gloo::utils::document()
        .active_element()
        .map(|element| element.id());
    assert_eq!(focused.as_deref(), Some("block-2"));
    assert!(
        find::<Element>(&root, "#block-2")
            .class_list()
            .contains("block")
    );
}
