// Rehearses the first result: the built page is shown without a browser as to someone who was never there before, wide
// and narrow, and a program that notes its calls, through the import `watch.note`, tells what that took.

import { readFileSync } from "node:fs";
import { pathToFileURL } from "node:url";

import { Window } from "happy-dom";

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 390, height: 844 };
// Milliseconds in which everything happens that the page does by itself, with the longest of its pauses.
const ENOUGH = 1000;

// What the program asks of a browser.
const ASKED = ["addEventListener", "cancelAnimationFrame", "document", "Element", "HTMLAnchorElement", "HTMLElement", "localStorage", "matchMedia", "removeEventListener", "requestAnimationFrame", "ResizeObserver", "ShadowRoot", "slotscopeEditor"];

/** What the program in the file `path`, with its bindings in the file `js`, notes while the page shows its first result. */
export async function rehearsePage(path, js) {
  const module = new WebAssembly.Module(readFileSync(path));
  const noted = new Set();
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = (program, imports) => instantiate(program, { ...imports, watch: { note: (what) => noted.add(what) } });
  for (const [size, other] of [
    [WIDE, NARROW],
    [NARROW, WIDE],
  ]) {
    const window = open(size);
    // Bindings know one program only: each visit has its own, from an address of its own.
    const bindings = await import(`${pathToFileURL(js)}?width=${size.width}`);
    await bindings.default({ module_or_path: module });
    bindings.mount();
    await pause(ENOUGH);
    if (window.document.getElementById("loading")) throw new Error("the rehearsed page stays on its loading text");
    // Turned and turned back, so that everything is drawn once more; the document notices from the second time on.
    window.dispatchEvent(new window.Event("resize"));
    for (const turned of [other, size]) {
      window.happyDOM.setViewport(turned);
      await pause(ENOUGH / 10);
    }
    window.dispatchEvent(new window.Event("pagehide"));
    await window.happyDOM.abort();
  }
  WebAssembly.instantiate = instantiate;
  return noted;
}

/** What the program in the file `path` notes while it computes the first result, with its data but for this text. */
export function rehearseCore(path, without = "") {
  const module = new WebAssembly.Module(readFileSync(path));
  const noted = new Set();
  const imports = {};
  for (const { module: from, name } of WebAssembly.Module.imports(module)) {
    imports[from] ??= {};
    imports[from][name] = from === "watch" ? (what) => noted.add(what) : () => 0;
  }
  const { memory, rehearse } = new WebAssembly.Instance(module, imports).exports;
  const at = Buffer.from(memory.buffer).indexOf(without);
  new Uint8Array(memory.buffer).fill(0, at, at + without.length);
  rehearse();
  return noted;
}

/** Makes a document of this size what the program sees of a browser, and answers its window. */
function open(size) {
  const window = new Window({ url: "http://localhost/", ...size });
  window.document.body.innerHTML = '<div id="app" inert><p id="loading"></p></div>';
  const editor = new Proxy({}, { get: () => () => {} });
  window.slotscopeEditor = { create: () => editor };
  // Nothing is laid out here: every element says that it has a size, and a place of its own, as what is seen does.
  const fixed = (value) => ({ value, configurable: true });
  let row = 0;
  const place = () => {
    row += 20;
    return { x: 0, left: 0, right: 300, width: 300, y: row, top: row, bottom: row + 20, height: 20 };
  };
  for (const { prototype } of [window.Element, window.HTMLElement]) {
    Object.defineProperties(prototype, { getBoundingClientRect: fixed(place), clientWidth: fixed(300), clientHeight: fixed(20) });
  }
  window.ResizeObserver = class {
    constructor(tell) {
      this.observe = () => setTimeout(tell);
      this.disconnect = () => {};
    }
  };
  for (const name of ASKED) {
    const found = window[name];
    const isMethod = typeof found === "function" && /^[a-z]/.test(name);
    Object.defineProperty(globalThis, name, { value: isMethod ? found.bind(window) : found, configurable: true });
  }
  globalThis.window = globalThis;
  globalThis.Window = { [Symbol.hasInstance]: (value) => value === globalThis };
  globalThis.CanvasRenderingContext2D = class {};
  return window;
}

function pause(time) {
  return new Promise((done) => setTimeout(done, time));
}
