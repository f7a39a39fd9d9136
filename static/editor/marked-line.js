// The line that runs at the current step, marked in the text and in the gutter.

import { RangeSet, StateEffect, StateField } from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutterLineClass } from "@codemirror/view";

// Holds the offset at which the marked line starts, or null.
const mark = StateEffect.define();

const inText = Decoration.line({ class: "cm-markedLine", attributes: { "aria-current": "step" } });
const inGutter = new (class extends GutterMarker {
  elementClass = "cm-markedLineGutter";
})();

export const markedLine = StateField.define({
  create: () => null,
  update(start, change) {
    if (start !== null && change.docChanged) start = change.state.doc.lineAt(change.changes.mapPos(start)).from;
    for (const effect of change.effects) if (effect.is(mark)) start = effect.value;
    return start;
  },
  provide: (field) => [
    EditorView.decorations.from(field, (start) => (start === null ? Decoration.none : Decoration.set(inText.range(start)))),
    gutterLineClass.from(field, (start) => (start === null ? RangeSet.empty : RangeSet.of(inGutter.range(start)))),
  ],
});

/** Marks line `n` (from 1) and scrolls to it; `null`, or a line that is not there, marks none. */
export function setMarkedLine(view, n) {
  const { doc } = view.state;
  const start = n >= 1 && n <= doc.lines ? doc.line(n).from : null;
  const effects = [mark.of(start)];
  if (start !== null) effects.push(EditorView.scrollIntoView(start));
  view.dispatch({ effects });
}
