// The Tab key indents, and yet never holds anyone in the editor (WCAG 2.1.2).

import { EditorView } from "@codemirror/view";

/**
 * Who comes by keyboard can go on by keyboard: Tab moves the focus until something is typed or clicked,
 * and again after Escape. CodeMirror's own Escape is good for two seconds only.
 */
export const tabLeaves = [
  EditorView.domEventHandlers({
    focus: (_, view) => view.setTabFocusMode(true),
    // Not pointerdown: the focus comes after it.
    pointerup: (_, view) => view.setTabFocusMode(false),
    keydown(event, view) {
      if (event.key === "Escape") view.setTabFocusMode(true);
    },
  }),
  EditorView.updateListener.of(({ view, transactions }) => {
    if (transactions.some((change) => change.isUserEvent("input") || change.isUserEvent("delete"))) view.setTabFocusMode(false);
  }),
];
