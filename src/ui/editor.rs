//! The source editor: CodeMirror behind one component, or a plain text area where it did not load.

use super::browser::now;
use super::state::Action;
use crate::report::Problem;
use crate::report::{Code, ErrorReport, Lines};
use crate::text::utf16_from_byte;
use gloo::render::{AnimationFrame, request_animation_frame};
use gloo::timers::callback::Timeout;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use yew::prelude::*;

#[wasm_bindgen]
extern "C" {
    /// What `static/editor/editor.js` answers.
    type Handle;

    #[wasm_bindgen(catch, js_namespace = ["window", "slotscopeEditor"])]
    fn create(parent: &web_sys::Element, options: &js_sys::Object) -> Result<Handle, JsValue>;

    #[wasm_bindgen(method, js_name = setDoc)]
    fn set_doc(this: &Handle, text: &str);

    #[wasm_bindgen(method, js_name = setProblems)]
    fn set_problems(this: &Handle, list: &js_sys::Array);

    #[wasm_bindgen(method, js_name = markLine)]
    fn mark_line(this: &Handle, line: Option<u32>);

    #[wasm_bindgen(method)]
    fn focus(this: &Handle);

    #[wasm_bindgen(method)]
    fn destroy(this: &Handle);
}

/// Properties of [`Editor`].
#[derive(Properties, PartialEq)]
pub struct EditorProps {
    /// The program.
    pub source: Rc<str>,
    /// Grows when the program changed elsewhere, and the editor must take it over.
    pub revision: u32,
    /// Places to be underlined.
    pub marks: Rc<Vec<Mark>>,
    /// A line to be shown and worked on.
    pub line: Option<u32>,
    /// The line of the step that is shown.
    pub step: Option<u32>,
    /// Told what was typed, at most once a frame.
    pub act: Callback<Action>,
}

/// A place to be underlined.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mark {
    /// First UTF-16 unit.
    pub from: u32,
    /// One past the last UTF-16 unit.
    pub to: u32,
    /// `error` or `warning`.
    pub severity: &'static str,
    /// What is wrong.
    pub message: String,
}

/// What the editor underlines: every problem with a place, and the exception that ended the program.
pub fn marks(source: &str, problems: &[Problem], error: Option<&ErrorReport>) -> Vec<Mark> {
    let utf16 = |byte: u32| utf16_from_byte(source, byte as usize) as u32;
    let mut marks: Vec<Mark> = problems
        .iter()
        .filter_map(|problem| {
            let span = problem.span?;
            Some(Mark {
                from: utf16(span.start),
                to: utf16(span.end),
                severity: match problem.code {
                    Code::Syntax => "error",
                    Code::Unsupported | Code::Stopped => "warning",
                },
                message: problem.message.clone(),
            })
        })
        .collect();
    if let Some(error) = error {
        let lines = Lines::new(source);
        let (start, end) = match error.span {
            Some(span) => (span.start, span.end),
            None => (lines.start_of(error.line), lines.start_of(error.line + 1)),
        };
        marks.push(Mark {
            from: utf16(start),
            to: utf16(end),
            severity: "error",
            message: error.last_line(),
        });
    }
    marks
}

/// Keeps the handle and its callback alive as long as the component.
struct Mounted {
    handle: Handle,
    _on_change: Closure<dyn FnMut(String)>,
}

impl Drop for Mounted {
    fn drop(&mut self) {
        self.handle.destroy();
    }
}

/// Milliseconds an answer may take before answers wait for a pause in typing.
const SLOW: f64 = 40.0;
/// Milliseconds of such a pause.
const PAUSE: u32 = 250;

/// Tells of the last of several changes in one frame, before that frame is painted; where the last answer
/// was slow (an endless loop runs until it is stopped), in the next pause, so that typing never waits for it.
#[derive(Default)]
struct OncePerFrame {
    text: Option<String>,
    frame: Option<AnimationFrame>,
    pause: Option<Timeout>,
    slow: bool,
}

impl OncePerFrame {
    /// Tells the text that waits, if one does.
    fn tell(waiting: &RefCell<Self>, act: &Callback<Action>) {
        let text = waiting.borrow_mut().text.take();
        waiting.borrow_mut().frame = None;
        if let Some(text) = text {
            let start = now();
            act.emit(Action::Edit(text.into()));
            waiting.borrow_mut().slow = now() - start > SLOW;
        }
    }
}

/// The source editor.
#[component]
pub fn Editor(props: &EditorProps) -> Html {
    let parent = use_node_ref();
    let mounted = use_mut_ref(|| None::<Mounted>);
    let pending = use_mut_ref(OncePerFrame::default);
    let plain = use_state(|| false);

    {
        let (parent, mounted, pending) = (parent.clone(), mounted.clone(), pending.clone());
        let (act, plain, source) = (props.act.clone(), plain.clone(), props.source.clone());
        use_effect_with((), move |()| {
            if let Some(element) = parent.cast::<web_sys::Element>() {
                match mount(&element, &source, pending, act) {
                    Ok(editor) => *mounted.borrow_mut() = Some(editor),
                    Err(_) => plain.set(true),
                }
            }
            move || drop(mounted.borrow_mut().take())
        });
    }
    {
        let (mounted, pending, source) = (mounted.clone(), pending.clone(), props.source.clone());
        use_effect_with(props.revision, move |_| {
            *pending.borrow_mut() = OncePerFrame::default();
            if let Some(editor) = mounted.borrow().as_ref() {
                editor.handle.set_doc(&source);
            }
        });
    }
    {
        let mounted = mounted.clone();
        use_effect_with(props.marks.clone(), move |marks| {
            if let Some(editor) = mounted.borrow().as_ref() {
                editor.handle.set_problems(&js_marks(marks));
            }
        });
    }
    use_effect_with((props.line, props.step), move |&(line, step)| {
        if let Some(editor) = mounted.borrow().as_ref() {
            editor.handle.mark_line(line.or(step));
            if line.is_some() {
                editor.handle.focus();
            }
        }
    });

    let on_input = {
        let act = props.act.clone();
        Callback::from(move |event: InputEvent| {
            let area: web_sys::HtmlTextAreaElement = event.target_unchecked_into();
            act.emit(Action::Edit(area.value().into()));
        })
    };
    html! {
        <div class="editor" ref={parent}>
            if *plain {
                <textarea class="editor-plain" aria-label="Python source" spellcheck="false"
                    autocapitalize="off" autocomplete="off" value={props.source.to_string()} oninput={on_input} />
            }
        </div>
    }
}

fn mount(
    parent: &web_sys::Element,
    source: &str,
    pending: Rc<RefCell<OncePerFrame>>,
    act: Callback<Action>,
) -> Result<Mounted, JsValue> {
    let on_change = Closure::new(move |text: String| {
        let mut waiting = pending.borrow_mut();
        waiting.text = Some(text);
        let (later, act) = (pending.clone(), act.clone());
        if waiting.slow {
            let tell = move || OncePerFrame::tell(&later, &act);
            waiting.pause = Some(Timeout::new(PAUSE, tell));
        } else if waiting.frame.is_none() {
            let tell = move |_| OncePerFrame::tell(&later, &act);
            waiting.frame = Some(request_animation_frame(tell));
        }
    });
    let options = object(&[
        ("doc", source.into()),
        ("label", "Python source".into()),
        ("onChange", on_change.as_ref().clone()),
    ]);
    Ok(Mounted {
        handle: create(parent, &options)?,
        _on_change: on_change,
    })
}

fn js_marks(marks: &[Mark]) -> js_sys::Array {
    marks
        .iter()
        .map(|mark| {
            object(&[
                ("from", mark.from.into()),
                ("to", mark.to.into()),
                ("severity", mark.severity.into()),
                ("message", mark.message.as_str().into()),
            ])
        })
        .collect()
}

fn object(entries: &[(&str, JsValue)]) -> js_sys::Object {
    let object = js_sys::Object::new();
    for (key, value) in entries {
        // Setting a property of a fresh plain object cannot fail.
        let _ = js_sys::Reflect::set(&object, &(*key).into(), value);
    }
    object
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Span;

    #[test]
    fn marks_count_as_the_editor_does() {
        let source = "a = '😀'\nb.c\n";
        let problems = [Problem::unsupported("x", Some(Span::new(4, 10)))];
        let error = ErrorReport {
            traceback: String::new(),
            kind: "NameError".into(),
            message: "name 'b' is not defined".into(),
            line: 2,
            span: None,
            plain: None,
            fix: None,
        };
        let found: Vec<(u32, u32, &str)> = marks(source, &problems, Some(&error))
            .iter()
            .map(|mark| (mark.from, mark.to, mark.severity))
            .collect();
        assert_eq!(found, [(4, 8, "warning"), (9, 13, "error")]);
    }
}
