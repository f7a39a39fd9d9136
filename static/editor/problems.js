// What is wrong in the source: underlined, in the gutter, and said on hover or with F8.

import { forEachDiagnostic, lintGutter, linter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
import { keymap } from "@codemirror/view";

export const problems = [
  linter(null),
  lintGutter(),
  keymap.of([
    { key: "F8", run: nextDiagnostic },
    { key: "Shift-F8", run: previousDiagnostic },
  ]),
];

/** Shows `list` in place of the problems shown before; offsets outside the text are moved to its ends. */
export function setProblems(view, list) {
  const { doc } = view.state;
  const inside = (offset) => Math.max(0, Math.min(offset, doc.length));
  const diagnostics = list.map(({ from, to, severity, message }) => ({
    from: inside(from),
    to: inside(Math.max(from, to)),
    line: doc.lineAt(inside(from)).number,
    severity,
    message,
  }));
  // What is shown moves with the text that is typed; most keystrokes leave it where it belongs.
  if (!isShown(view.state, diagnostics)) view.dispatch(setDiagnostics(view.state, diagnostics));
}

/** Whether just these are shown already; their marks in the gutter do not follow them to another line. */
function isShown(state, wanted) {
  const key = (from, to, { line, severity, message }) => JSON.stringify([from, to, line, severity, message]);
  const missing = new Set(wanted.map((one) => key(one.from, one.to, one)));
  let stale = false;
  forEachDiagnostic(state, (one, from, to) => {
    if (!missing.delete(key(from, to, one))) stale = true;
  });
  return !stale && missing.size === 0;
}
