import assert from "node:assert/strict";

export const name = "is arranged: lines dragged and moved by keys, panels moved by menu and by mouse, and all of it remembered";

export async function run(page) {
  const left = page.locator(".column").first();
  const width = async () => (await left.boundingBox()).width;
  const line = page.getByRole("separator", { name: "Width of the left side" });
  const before = await width();

  const { x, y, height } = await line.boundingBox();
  await page.mouse.move(x, y + height / 2);
  await page.mouse.down();
  await page.mouse.move(x + 120, y + height / 2, { steps: 5 });
  await page.mouse.up();
  assert.ok(Math.abs((await width()) - before - 120) < 15, "the line follows the pointer");
  await line.focus();
  const dragged = Number(await line.getAttribute("aria-valuenow"));
  await page.keyboard.press("ArrowLeft");
  assert.equal(Number(await line.getAttribute("aria-valuenow")), dragged - 2);
  await page.keyboard.press("Enter");
  assert.ok(Math.abs((await width()) - before) < 2, "Enter brings the usual width back");

  const below = page.getByRole("separator", { name: "Height of the panel below, at the right" });
  const memory = page.locator("#panel-memory");
  const at = await below.boundingBox();
  await page.mouse.move(at.x + 50, at.y);
  await page.mouse.down();
  await page.mouse.move(at.x + 50, at.y - 80, { steps: 5 });
  await page.mouse.up();
  const line2 = await below.boundingBox();
  assert.ok(Math.abs(line2.y - (at.y - 80)) < 10, "the lower line follows the pointer");

  // Another place by the menu, which keys reach.
  const typed = page.locator(".cm-content");
  await typed.click();
  await page.keyboard.type("# kept\n");
  await page.getByLabel("Arrange the panels").click();
  await page.locator(".arrange-menu").getByLabel("Memory").selectOption("left, below");
  await page.getByRole("tablist", { name: "Left, below" }).getByRole("tab", { name: "Memory", selected: true }).waitFor();
  assert.ok((await memory.boundingBox()).x < 100);
  assert.ok(await page.locator("#panel-output").isHidden());
  assert.match(await typed.innerText(), /# kept/);
  await page.keyboard.press("Escape");
  await page.locator(".arrange-menu").waitFor({ state: "detached" });

  // And by dragging its tab.
  await page.getByRole("tab", { name: "Memory" }).dragTo(page.getByRole("tablist", { name: "Right", exact: true }));
  await page.getByRole("tablist", { name: "Right", exact: true }).getByRole("tab", { name: "Memory", selected: true }).waitFor();

  await page.waitForTimeout(400);
  await page.reload();
  await page.getByRole("tablist", { name: "Right", exact: true }).getByRole("tab", { name: "Memory", selected: true }).waitFor();
  assert.equal(await page.getByRole("tab").count(), 9);
  await page.getByLabel("Arrange the panels").click();
  await page.getByRole("button", { name: "As on a new page" }).click();
  await page.getByRole("tablist", { name: "Right, below" }).getByRole("tab", { name: "Memory", selected: true }).waitFor();
}
