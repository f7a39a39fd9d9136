// CodeMirror's own style rules, where the page's policy allows no <style> element.

import { StyleModule } from "style-mod";

/**
 * Mounts CodeMirror's rules as constructed style sheets, which `style-src 'self'` allows.
 * They go into a cascade layer, so that any rule of the page's own files wins.
 */
export function allowStylesUnderPolicy() {
  const mounted = new Set();
  StyleModule.mount = (root, modules) => {
    for (const module of [modules].flat()) {
      if (mounted.has(module)) continue;
      mounted.add(module);
      const sheet = new CSSStyleSheet();
      sheet.replaceSync(`@layer codemirror { ${module.getRules()} }`);
      root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    }
  };
}
