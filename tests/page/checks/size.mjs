import assert from "node:assert/strict";
import { brotliCompressSync } from "node:zlib";

export const name = "is small until the first result, which takes the first part of the program alone";

// brotliCompressSync's own quality is 11, the best.
const kilobytes = (body) => brotliCompressSync(body).length / 1000;

export async function run(_, ctx) {
  // The rest of the program never comes: what is shown now has taken nothing of it.
  const page = await ctx.open({ without: "**/*_rest.wasm" });
  const shown = await page.locator("#app").evaluate(withoutLater);
  assert.match(await page.locator(".traceback").innerText(), /AttributeError/);
  assert.ok((await page.locator("article.object").count()) >= 2);
  assert.match(await page.locator(".headline").innerText(), /1 million Point objects/);
  const at = await page.locator(".headline").boundingBox();
  const fetched = [...ctx.visited];
  assert.ok(fetched.every(([file]) => !file.endsWith("_rest.wasm")));

  let sum = 0;
  for (const [file, body] of fetched) {
    const size = kilobytes(body);
    sum += size;
    if (file.endsWith(".wasm")) ctx.figure("wasm until the first result, brotli", size, 380, "KB");
  }
  ctx.figure("all that is fetched until the first result, brotli", sum, 500, "KB");

  const whole = await ctx.open();
  await whole.locator(".chart canvas").waitFor();
  assert.deepEqual(await whole.locator(".headline").boundingBox(), at, "what comes later moves nothing");
  assert.equal(await whole.locator("#app").evaluate(withoutLater), shown, "the first part alone shows all but the chart with its tables and the timeline");
  const rest = [...ctx.visited].find(([file]) => file.endsWith("_rest.wasm"));
  console.log(`      the rest of the program, brotli: ${kilobytes(rest[1]).toFixed(1)} KB`);
}

/** What the page shows, without what comes a moment later. */
function withoutLater(app) {
  const copy = app.cloneNode(true);
  for (const later of copy.querySelectorAll("#panel-memory .panel-body > :not(.headline), .timeline")) later.remove();
  return copy.innerHTML;
}
