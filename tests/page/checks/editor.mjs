import assert from "node:assert/strict";

export const name = "the editor: undo, problems, the marked line, and Tab that never holds";

// An editor of our own beside the page's, between two buttons, so that what Tab leaves for is known.
async function editor(page) {
  await page.evaluate(() => {
    const place = document.createElement("div");
    place.id = "trial";
    place.innerHTML = "<button id=before>before</button><div></div><button id=after>after</button>";
    document.body.prepend(place);
    window.heard = [];
    window.trial = window.slotscopeEditor.create(place.querySelector("div"), {
      doc: "x = 1\ny = 2\n",
      label: "trial",
      onChange: (text) => window.heard.push(text),
    });
  });
  return page.locator("#trial .cm-content");
}

export async function run(page) {
  const content = await editor(page);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.className);
  const text = () => page.evaluate(() => [...document.querySelectorAll("#trial .cm-line")].map((line) => line.textContent).join("\n"));
  const heard = () => page.evaluate(() => window.heard.splice(0));

  assert.equal(await content.getAttribute("aria-label"), "trial");
  const hint = await content.getAttribute("aria-describedby");
  assert.match(await page.locator(`#${hint}`).textContent(), /Escape, then Tab/);

  // Its own rules hold without a <style> element: the policy allows none.
  assert.equal(await content.evaluate((element) => getComputedStyle(element).whiteSpaceCollapse), "preserve");

  // The page's text is one step of undo, and is not reported back to the page.
  await page.evaluate(() => window.trial.setDoc("x = 1\nclass A:\n    pass\ny = 2\n"));
  assert.deepEqual(await heard(), []);
  await content.click();
  await page.keyboard.press("Control+z");
  assert.equal(await text(), "x = 1\ny = 2\n");
  assert.deepEqual(await heard(), ["x = 1\ny = 2\n"]);

  await page.evaluate(() => window.trial.setProblems([{ from: 6, to: 7, severity: "error", message: "y is wrong" }, { from: 900, to: 950, severity: "warning", message: "at the end" }]));
  assert.equal(await page.locator("#trial .cm-lintRange-error").textContent(), "y");
  assert.equal(await page.locator("#trial .cm-lint-marker").count(), 2);
  await page.locator("#trial .cm-lintRange-error").hover();
  await page.getByText("y is wrong").waitFor({ timeout: 3000 });
  await page.evaluate(() => window.trial.setProblems([]));
  assert.equal(await page.locator("#trial .cm-lintRange").count(), 0);

  await page.evaluate(() => window.trial.markLine(2));
  assert.equal(await page.locator("#trial .cm-markedLine").textContent(), "y = 2");
  await page.evaluate(() => window.trial.markLine(null));
  assert.equal(await page.locator("#trial .cm-markedLine").count(), 0);

  // By keyboard alone: through the editor and out of it.
  await page.locator("#before").focus();
  await page.keyboard.press("Tab");
  assert.match(await focused(), /cm-content/);
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "after", "Tab goes on where nothing was typed");
  await page.keyboard.press("Shift+Tab");
  assert.match(await focused(), /cm-content/);

  // After typing, Tab indents; Escape, then Tab, leaves, however long that takes.
  await page.keyboard.press("Control+Home");
  await page.keyboard.type("if x:");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  assert.match(await focused(), /cm-content/);
  await page.keyboard.press("Escape");
  await page.waitForTimeout(2500);
  await page.keyboard.press("Tab");
  assert.equal(await focused(), "after", "Escape, then Tab, leaves");

  // After a click it indents too.
  await content.click();
  await page.keyboard.press("Tab");
  assert.match(await focused(), /cm-content/);

  await page.evaluate(() => window.trial.destroy());
  assert.equal(await page.locator("#trial .editor-frame").count(), 0);
}
