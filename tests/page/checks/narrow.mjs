import assert from "node:assert/strict";

import { frames } from "../visit.mjs";

export const name = "is never scrolled sideways, down to 360 pixels and at 200 % zoom, and no panel is cut off";

export async function run(_, ctx) {
  // 1280 pixels at 200 % are 640.
  for (const width of [360, 390, 640, 1280]) {
    const page = await ctx.open({ viewport: { width, height: 800 } });
    const tabs = await page.getByRole("tab").all();
    for (const tab of tabs) {
      await tab.click();
      await frames(page, 3);
      // What tries accesses and pickles waits for a pause, and takes its time.
      if (/access|pickle/.test(await tab.getAttribute("id"))) await page.locator(".access-steps, .copies").first().waitFor();
      const opener = page.locator(".copies-open").first();
      if (await opener.isVisible()) await opener.click();
      const wide = await page.evaluate(() => {
        const bodies = [...document.querySelectorAll(".panel:not([hidden], .code) .panel-body")];
        const over = bodies.filter((body) => body.scrollWidth > body.clientWidth).map((body) => body.parentElement.id);
        const page = document.documentElement.scrollWidth;
        return page > innerWidth ? [...over, "page"] : over;
      });
      assert.deepEqual(wide, [], `at ${width} pixels, ${await tab.innerText()}`);
    }
  }
}
