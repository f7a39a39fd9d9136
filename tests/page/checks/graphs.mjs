import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";

export const name = "more charts: chosen, read by keyboard, parts of them hidden, saved; and the measured times";

export async function run(page) {
  await page.locator("details.graphs summary").first().click();
  const graphs = page.locator("details.graphs");
  const title = graphs.locator(".headline");
  const reading = graphs.locator(".reading");
  for (const [chart, says, reads] of [
    ["what one is made of", /Point takes \d+ bytes/, /GC head 16 B/],
    ["the first 40", /The first Point takes \d+ bytes/, /Instance 40: Point \d+ B/],
    ["on every build", /Each Point takes \d+ bytes/, /as written \d+ B/],
    ["by attributes", /Without slots an instance takes/, /plain class [\d,]+ B/],
  ]) {
    await graphs.getByLabel(chart, { exact: true }).check();
    // Where the machine is busy, the page asks before it measures on.
    const goOn = graphs.locator(".notice button");
    await title.filter({ hasText: says }).or(goOn).first().waitFor();
    while (await goOn.isVisible()) {
      await goOn.click();
      await title.filter({ hasText: says }).or(goOn).first().waitFor();
    }
    await title.filter({ hasText: says }).waitFor();
    assert.match(await reading.innerText(), reads);
  }

  const plot = graphs.getByRole("slider");
  await plot.focus();
  await page.keyboard.press("Home");
  await reading.filter({ hasText: /^Attributes 1: / }).waitFor();
  await page.keyboard.press("ArrowRight");
  assert.match(await plot.getAttribute("aria-valuetext"), /^Attributes 2: .*dict \d+ B/);
  await graphs.getByRole("checkbox", { name: "dict", exact: true }).uncheck();
  await page.waitForFunction(() => !/, dict /.test(document.querySelector(".graphs .reading").textContent));

  const saved = async (kind) => {
    const [download] = await Promise.all([page.waitForEvent("download"), graphs.getByRole("button", { name: `Save as ${kind}` }).click()]);
    return readFile(await download.path());
  };
  assert.match((await saved("SVG")).toString(), /^<svg .*Without slots an instance/s);
  assert.equal((await saved("PNG")).subarray(1, 4).toString(), "PNG");
  assert.match((await saved("CSV")).toString(), /^"Attributes","plain class","slots only","dict",/);

  await page.locator("#tab-access").click();
  await page.getByText("Are slots faster?").click();
  await page.locator(".access-panel .headline").waitFor();
  assert.match(await page.locator(".access-panel").innerText(), /nanoseconds|ns/);
}
