// The source editor: CodeMirror with Python, behind the few words the page needs of it.
//
// `window.slotscopeEditor.create(parent, { doc, label, onChange })` answers an editor (see `create`).
// Offsets are UTF-16 code units, lines count from 1. Colours and shapes are in editor.css, none here.

import { defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory } from "@codemirror/commands";
import { bracketMatching, indentOnInput, indentUnit, StreamLanguage, syntaxHighlighting } from "@codemirror/language";
import { python } from "@codemirror/legacy-modes/mode/python";
import { Annotation, EditorState } from "@codemirror/state";
import {
  EditorView,
  highlightActiveLine,
  highlightActiveLineGutter,
  highlightSpecialChars,
  keymap,
  lineNumbers,
} from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

import { markedLine, setMarkedLine } from "./marked-line.js";
import { problems, setProblems } from "./problems.js";
import { allowStylesUnderPolicy } from "./styles.js";
import { tabLeaves } from "./tab.js";

allowStylesUnderPolicy();

// Marks a change that the page made itself, of which it needs no report.
const fromPage = Annotation.define();

// What the core reads at most.
const MOST = 1_000_000;
// Longer lines have no colours: they are coloured in one go, however long it takes.
const LONG = 5_000;

const plainWhenLong = {
  ...python,
  token(stream, state) {
    if (stream.string.length <= LONG) return python.token(stream, state);
    stream.skipToEnd();
    return null;
  },
};

let created = 0;

/**
 * Puts an editor into `parent`, as high as that is, and answers its handle.
 * `label` names it to a screen reader; `onChange(text)` is called after each change by the learner
 * (typing, pasting, undo), not while a composition is unfinished, and not after `setDoc`.
 */
function create(parent, { doc = "", label = "Python source", onChange = () => {} } = {}) {
  const frame = document.createElement("div");
  frame.className = "editor-frame";
  parent.append(frame);
  const hint = document.createElement("p");
  hint.id = `editor-hint-${++created}`;
  hint.className = "editor-hint";
  hint.setAttribute("role", "status");
  hint.textContent = "Tab indents; Escape, then Tab, leaves.";

  let unreported = false;
  const report = () => {
    if (!unreported || view.composing) return;
    unreported = false;
    onChange(view.state.doc.toString());
  };

  const view = new EditorView({
    doc,
    parent: frame,
    extensions: [
      lineNumbers(),
      highlightActiveLine(),
      highlightActiveLineGutter(),
      highlightSpecialChars(),
      history(),
      StreamLanguage.define(plainWhenLong),
      syntaxHighlighting(classHighlighter),
      indentUnit.of("    "),
      EditorState.tabSize.of(4),
      indentOnInput(),
      bracketMatching(),
      problems,
      markedLine,
      tabLeaves,
      keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
      // Without a tabindex axe does not see that what scrolls can be reached by keyboard.
      EditorView.contentAttributes.of({ "aria-label": label, "aria-describedby": hint.id, tabindex: "0", translate: "no" }),
      EditorState.changeFilter.of((change) => {
        if (change.newDoc.length <= MOST) return true;
        refuse();
        return false;
      }),
      EditorView.updateListener.of((update) => {
        if (!update.docChanged || update.transactions.every((change) => change.annotation(fromPage))) return;
        unreported = true;
        report();
      }),
      EditorView.domEventHandlers({
        compositionend: () => void setTimeout(report),
        // Far too much is refused before it is cut into lines.
        paste(event) {
          if (!(event.clipboardData?.getData("text/plain").length > MOST)) return false;
          refuse();
          event.preventDefault();
          return true;
        },
      }),
    ],
  });
  frame.append(hint);

  function refuse() {
    hint.textContent = "Not taken: a program can have at most 1,000,000 characters.";
  }

  return {
    /** Replaces the text, as one step that undo takes back; what is equal at both ends stays, and so does the caret in it. */
    setDoc(text) {
      const changes = difference(view.state.doc.toString(), text.replace(/\r\n?/g, "\n"));
      if (changes) view.dispatch({ changes, annotations: [fromPage.of(true), isolateHistory.of("full")] });
    },
    /** Underlines `[{ from, to, severity, message }]`; severity is "error", "warning", "info" or "hint". */
    setProblems: (list) => setProblems(view, list),
    /** Marks line `n` as the one that runs now and brings it into view; `null` marks none. */
    markLine: (n) => setMarkedLine(view, n),
    focus: () => view.focus(),
    destroy() {
      view.destroy();
      frame.remove();
    },
  };
}

/** The smallest single change that makes `after` of `before`, or `null` if they are equal. */
function difference(before, after) {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let start = 0;
  while (start < shorter && before[start] === after[start]) start++;
  let end = 0;
  while (end < shorter - start && before.at(-1 - end) === after.at(-1 - end)) end++;
  return { from: start, to: before.length - end, insert: after.slice(start, after.length - end) };
}

window.slotscopeEditor = { create };
