// What is wrong in the source: underlined, in the gutter, and said on hover or with F8.

import { lintGutter, linter, nextDiagnostic, previousDiagnostic, setDiagnostics } from "@codemirror/lint";
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
  const inside = (offset) => Math.max(0, Math.min(offset, view.state.doc.length));
  const diagnostics = list.map(({ from, to, severity, message }) => ({
    from: inside(from),
    to: inside(Math.max(from, to)),
    severity,
    message,
  }));
  view.dispatch(setDiagnostics(view.state, diagnostics));
}
