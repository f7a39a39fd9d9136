// Starts the program, and says so in the page if it cannot start or stops for good.
//
// Trunk would write this into the page as an inline script; the page's policy allows none.
// What Trunk's own script promises is kept: `window.wasmBindings` and the event `TrunkApplicationStarted`.

const { js, wasm } = document.getElementById("program").dataset;

try {
  const bindings = await import(new URL(js, document.baseURI));
  const exports = await bindings.default({ module_or_path: new URL(wasm, document.baseURI) });
  window.wasmBindings = bindings;
  dispatchEvent(new CustomEvent("TrunkApplicationStarted", { detail: { wasm: exports } }));
} catch (error) {
  stop(error);
}

// A Rust panic ends as a WebAssembly.RuntimeError, an overflown stack as a RangeError.
addEventListener("error", ({ error }) => stopIfFatal(error));
addEventListener("unhandledrejection", ({ reason }) => stopIfFatal(reason));

function stopIfFatal(error) {
  if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) stop(error);
}

function stop(error) {
  console.error(error);
  document.getElementById("loading")?.remove();
  const notice = document.getElementById("stopped");
  notice.querySelector("code").textContent = String(error);
  notice.hidden = false;
}
