import assert from "node:assert/strict";

export const name = "says so when the program has stopped";

export async function run(page) {
  const notice = page.locator("#stopped");
  await page.evaluate(() => {
    // What the browser reports after a Rust panic; the page's own message in the console is not wanted here.
    console.error = () => {};
    window.dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("unreachable") }));
  });
  assert.ok(await notice.isVisible());
  assert.match(await notice.textContent(), /Reload the page/);
}
