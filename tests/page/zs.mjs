import { serve } from "../../scripts/serve.mjs";
import { launch, visit } from "./visit.mjs";
const site = await serve("dist", { path: "/some/where/" });
const browser = await launch();
for (const [w, h, scheme] of [[1280, 800, "light"], [390, 800, "dark"]]) {
const { page, complaints } = await visit(browser, site.url, { viewport: { width: w, height: h }, colorScheme: scheme });
await page.waitForTimeout(2000);
await page.screenshot({ path: `/tmp/t${w}-0.png` });
if (w === 390) await page.locator("#tab-objects").click();
for (let i = 0; i < 9; i++) { await page.getByRole("button", { name: "Step back" }).click(); }
await page.waitForTimeout(300);
await page.screenshot({ path: `/tmp/t${w}-1.png` });
await page.locator("#tab-classes").click();
await page.waitForTimeout(300);
await page.getByRole("button", { name: "To the end" }).click();
await page.waitForTimeout(300);
await page.screenshot({ path: `/tmp/t${w}-2.png` });
console.log(complaints, await page.locator(".step-says").innerText());
}
await browser.close(); site.close();
