import assert from "node:assert/strict";

export const name = "starts again, once, with the whole program where its first part lacks something";

export async function run(page) {
  // As a browser reports it when a function is not there yet, in the first so many starts of the page.
  await page.addInitScript(() => {
    const left = Number(sessionStorage.getItem("lacks") ?? 0);
    sessionStorage.setItem("lacks", left - 1);
    sessionStorage.setItem("starts", Number(sessionStorage.getItem("starts") ?? 0) + 1);
    console.error = () => {};
    const lacks = () => dispatchEvent(new ErrorEvent("error", { error: new WebAssembly.RuntimeError("null function") }));
    if (left > 0) addEventListener("TrunkApplicationStarted", lacks);
  });
  const started = async (lacks) => {
    await page.evaluate((lacks) => {
      localStorage.clear();
      history.replaceState(null, "");
      sessionStorage.setItem("lacks", lacks);
      sessionStorage.setItem("starts", 0);
    }, lacks);
    await page.goto(page.url());
  };
  const starts = () => page.evaluate(() => Number(sessionStorage.getItem("starts")));

  await started(1);
  await page.waitForFunction(() => sessionStorage.getItem("starts") === "2" && !document.getElementById("app").inert);
  await page.locator("article.object").first().waitFor();
  assert.ok(await page.locator("#stopped").isHidden());

  await started(2);
  await page.locator("#stopped").waitFor();
  assert.equal(await starts(), 2, "what the whole program does, another start does not mend");
}
