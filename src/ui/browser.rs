//! What the page asks of the browser. Outside of one (components rendered in native tests) every answer
//! is the quiet one.

use gloo::events::EventListener;
use gloo::storage::{LocalStorage, Storage};
use gloo::timers::callback::Timeout;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::prelude::Closure;
use yew::{Callback, hook, use_effect_with, use_memo, use_state};

/// The text kept under this key; none where nothing is kept or nothing may be.
pub fn stored(key: &str) -> Option<String> {
    if !in_browser() {
        return None;
    }
    LocalStorage::raw().get_item(key).ok().flatten()
}

/// Keeps a text under this key, or removes it. A browser that keeps nothing is no reason to stop.
pub fn store(key: &str, text: Option<&str>) {
    if !in_browser() {
        return;
    }
    let storage = LocalStorage::raw();
    let _ = match text {
        Some(text) => storage.set_item(key, text),
        None => storage.remove_item(key),
    };
}

/// Sets an attribute of the document's root element, or removes it.
pub fn set_root_attribute(name: &str, value: Option<&str>) {
    if let Some(root) = root() {
        let _ = match value {
            Some(value) => root.set_attribute(name, value),
            None => root.remove_attribute(name),
        };
    }
}

/// Shows the element with this id: opens what is folded around it, scrolls to it and focuses it.
pub fn reveal(id: &str) {
    let Some(element) = document().and_then(|document| document.get_element_by_id(id)) else {
        return;
    };
    let mut around = element.parent_element();
    while let Some(outer) = around {
        if outer.tag_name().eq_ignore_ascii_case("details") {
            let _ = outer.set_attribute("open", "");
        }
        around = outer.parent_element();
    }
    if let Ok(element) = element.dyn_into::<web_sys::HtmlElement>() {
        let _ = element.focus();
    }
}

/// Whether nothing has the focus: what had it is gone.
pub fn lost_focus() -> bool {
    let active = document().and_then(|document| document.active_element());
    active.is_none_or(|element| element.tag_name().eq_ignore_ascii_case("body"))
}

/// Milliseconds since the page was opened.
pub fn now() -> f64 {
    window()
        .and_then(|window| window.performance())
        .map_or(0.0, |performance| performance.now())
}

/// Device pixels per CSS pixel.
pub fn pixel_ratio() -> f64 {
    match window() {
        Some(window) if window.device_pixel_ratio() > 0.0 => window.device_pixel_ratio(),
        _ => 1.0,
    }
}

/// Whether a media query holds, followed as it changes; `outside` where there is no browser.
#[hook]
pub fn use_media(query: &'static str, outside: bool) -> bool {
    let holds = use_state(|| media(query).map_or(outside, |list| list.matches()));
    let change = {
        let holds = holds.clone();
        Callback::from(move |now| holds.set(now))
    };
    use_effect_with(query, move |query| {
        let listener = media(query).map(|list| {
            let target = list.clone();
            EventListener::new(&target, "change", move |_| change.emit(list.matches()))
        });
        move || drop(listener)
    });
    *holds
}

/// Does something with a value that has not changed for so many milliseconds, or at once when the page is left.
#[hook]
pub fn use_later<T: PartialEq + Clone + 'static>(value: T, pause: u32, act: fn(&T)) {
    let waiting = use_memo((), |()| Cell::new(None::<T>));
    let tell = {
        let waiting = waiting.clone();
        move || waiting.take().iter().for_each(act)
    };
    {
        let tell = tell.clone();
        use_effect_with((), move |()| {
            let listener =
                window().map(|window| EventListener::new(&window, "pagehide", move |_| tell()));
            move || drop(listener)
        });
    }
    use_effect_with(value, move |value| {
        waiting.set(Some(value.clone()));
        let timeout = in_browser().then(|| Timeout::new(pause, tell));
        move || drop(timeout)
    });
}

/// Saves a text as a file of this name and kind; nothing where the browser does not let us.
pub fn download(name: &str, kind: &str, text: &str) {
    let options = web_sys::BlobPropertyBag::new();
    options.set_type(kind);
    let parts = js_sys::Array::of1(&text.into());
    if let Ok(blob) = web_sys::Blob::new_with_str_sequence_and_options(&parts, &options) {
        download_blob(name, &blob);
    }
}

/// Saves what a canvas shows as a PNG file of this name; nothing where the browser does not let us.
pub fn download_canvas(name: &str, canvas: &web_sys::HtmlCanvasElement) {
    let name = name.to_string();
    let save = Closure::once_into_js(move |blob: Option<web_sys::Blob>| {
        if let Some(blob) = blob {
            download_blob(&name, &blob);
        }
    });
    // A canvas of our own can always be read.
    let _ = canvas.to_blob(save.unchecked_ref());
}

/// A canvas that is not on the page; none outside of a browser.
pub fn new_canvas() -> Option<web_sys::HtmlCanvasElement> {
    document()?.create_element("canvas").ok()?.dyn_into().ok()
}

fn download_blob(name: &str, blob: &web_sys::Blob) {
    let link = document()
        .and_then(|document| document.create_element("a").ok())
        .map(JsCast::dyn_into::<web_sys::HtmlAnchorElement>);
    let url = web_sys::Url::create_object_url_with_blob(blob);
    if let (Ok(url), Some(Ok(link))) = (url, link) {
        link.set_href(&url);
        link.set_download(name);
        link.click();
        // The browser has taken it by then; where not, the page is reloaded before it matters.
        let _ = web_sys::Url::revoke_object_url(&url);
    }
}

/// Does something when the rest of the program is there: until then the page is inert, and then static/boot.js tells
/// of it. Nothing any more when the answer is dropped.
pub fn when_usable(act: Callback<()>) -> Option<EventListener> {
    let window = window()?;
    let inert = document().and_then(|document| document.query_selector("#app[inert]").ok()?);
    if inert.is_none() {
        act.emit(());
        return None;
    }
    Some(EventListener::new(&window, "usable", move |_| act.emit(())))
}

/// Whether there is a browser at all.
pub fn in_browser() -> bool {
    cfg!(target_arch = "wasm32")
}

fn window() -> Option<web_sys::Window> {
    in_browser().then(web_sys::window).flatten()
}

fn document() -> Option<web_sys::Document> {
    window()?.document()
}

fn root() -> Option<web_sys::Element> {
    document()?.document_element()
}

fn media(query: &str) -> Option<web_sys::MediaQueryList> {
    window()?.match_media(query).ok().flatten()
}
