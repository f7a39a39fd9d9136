import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";

export const name = "axe finds nothing, wide and narrow, light and dark";

const axe = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const LATER = { "tab-access": ".access-steps", "tab-pickle": ".copies", "tab-versions": ".version" };

export async function run(_, ctx) {
  const found = [];
  for (const width of [1280, 390]) {
    for (const colorScheme of ["light", "dark"]) {
      const page = await ctx.open({ viewport: { width, height: 800 }, colorScheme });
      // As a script tag the page's policy would refuse it.
      await page.evaluate(axe);
      const look = async (where) => {
        const { violations } = await page.evaluate(() => window.axe.run());
        for (const { id, help, nodes } of violations) {
          found.push(`${width} ${colorScheme} ${where}: ${id}: ${help}\n  ${nodes.map((node) => node.html.slice(0, 160)).join("\n  ")}`);
        }
      };
      // Half a line: the pictures are older than the program.
      await page.locator(".cm-content").click();
      await page.keyboard.press("Control+End");
      await page.keyboard.type("class");
      await look("broken");
      for (let i = 0; i < 5; i++) await page.keyboard.press("Backspace");
      for (const tab of await page.getByRole("tab").all()) {
        await tab.click();
        // What is found in a pause.
        const later = LATER[await tab.getAttribute("id")];
        if (later) await page.locator(later).first().waitFor();
        if (later === ".copies") await page.locator(".copies-open").first().click();
        await look(await tab.innerText());
      }
      await page.locator("#tab-objects").click();
      await page.getByRole("button", { name: "Step back" }).click();
      await look("a step");
    }
  }
  if (found.length > 0) console.log(found.join("\n"));
  ctx.figure("axe violations", found.length, 0);
}
