// Starts the program, and says so in the page if it cannot start or stops for good.
//
// The program comes in two files: the first result takes the first one only, so the second, the rest, is fetched
// when that result is shown; until it is there, the page can be read but not used. Who was here before may have
// left another program, and has both files: then the program starts when both are there. The event `usable` says it.
// A browser may show the first result in another way than the build foresaw, and stop at what the first file lacks:
// then the page is loaded again, once, and starts with both. Nothing is lost by that, since nothing could be typed.
//
// Trunk would write a start into the page as an inline script; the page's policy allows none.
// What Trunk's own script promises is kept: `window.wasmBindings` and the event `TrunkApplicationStarted`.

// What a page remembers of itself when it is loaded again.
const WHOLE = "whole";
const { js, wasm, rest } = document.getElementById("program").dataset;
const address = (path) => new URL(path, document.baseURI);
const app = document.getElementById("app");
const whole = wasHere() || history.state === WHOLE;
let usable = false;

// A Rust panic ends as a WebAssembly.RuntimeError, an overflown stack as a RangeError.
addEventListener("error", ({ error }) => stopIfFatal(error));
addEventListener("unhandledrejection", ({ reason }) => stopIfFatal(reason));

try {
  const bindings = await import(address(js));
  const later = whole ? completion() : undefined;
  const exports = await bindings.default({ module_or_path: address(wasm) });
  window.wasmBindings = bindings;
  app.inert = true;
  if (later) await (await later)(exports);
  bindings.mount();
  dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm: exports } }));
  await painted();
  if (!later) await (await completion())(exports);
  app.inert = false;
  usable = true;
  dispatchEvent(new Event("usable"));
} catch (error) {
  stopIfFatal(error) || stop(error);
}

/** Fetches the rest of the program; answers how to join it to the first part. */
async function completion() {
  if (!rest) return () => {};
  const answer = await fetch(address(rest));
  if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
  const module = await WebAssembly.compile(await answer.arrayBuffer());
  return (first) => WebAssembly.instantiate(module, { first });
}

function wasHere() {
  try {
    return localStorage.length > 0;
  } catch {
    return false;
  }
}

function painted() {
  // A page in the background paints no frames.
  return new Promise((done) => {
    requestAnimationFrame(() => setTimeout(done));
    setTimeout(done, 500);
  });
}

function stopIfFatal(error) {
  if (!(error instanceof WebAssembly.RuntimeError || error instanceof RangeError)) return false;
  if (usable || whole) {
    stop(error);
  } else {
    history.replaceState(WHOLE, "");
    location.reload();
  }
  return true;
}

function stop(error) {
  console.error(error);
  document.getElementById("loading")?.remove();
  const notice = document.getElementById("stopped");
  notice.querySelector("code").textContent = String(error);
  notice.hidden = false;
}
