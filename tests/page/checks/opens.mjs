import assert from "node:assert/strict";

export const name = "opens from a sub-path, with a title and a heading, and has not stopped";

export async function run(page) {
  assert.match(await page.title(), /slotscope/);
  assert.equal(await page.locator("html").getAttribute("lang"), "en");
  assert.ok(await page.locator("#stopped").isHidden(), "the notice that the program stopped is shown");
  assert.equal(await page.locator("h1").count(), 1, "one main heading");
}
