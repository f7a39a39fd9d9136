import assert from "node:assert/strict";

export const name = "is never scrolled sideways, down to 360 pixels and at 200 % zoom";

export async function run(_, ctx) {
  // 1280 pixels at 200 % are 640.
  for (const width of [360, 390, 640, 1280]) {
    const page = await ctx.open({ viewport: { width, height: 800 } });
    const needed = await page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(needed <= width, `at ${width} pixels the page is ${needed} wide`);
  }
}
