// A visit to the page: a browser, a fresh profile, and an ear for everything that goes wrong.

import { chromium } from "playwright-core";

/** Starts the browser that scripts/env found. */
export function launch() {
  return chromium.launch({
    executablePath: process.env.CHROME || "/usr/bin/chromium",
    // Headless as root and without a network: no sandbox, and nothing fetched in the background.
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

/**
 * Opens `url` as someone who was never there before, and waits for the first result, and for the rest of the program
 * so that the page can be used; with the files `without` (a pattern) never coming, for the first result alone.
 * Answers the page, the complaints heard so far, and how to end the visit.
 */
export async function visit(browser, url, { without, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  // What never comes is asked for and waited for, without an error.
  if (without) await context.route(without, () => {});
  const complaints = [];
  context.on("console", (message) => {
    if (message.type() === "error") complaints.push(`console: ${message.text()} ${message.location().url}`);
  });
  context.on("weberror", (event) => complaints.push(`uncaught: ${event.error().message}`));
  context.on("request", (request) => {
    const target = new URL(request.url());
    const ours = target.origin === new URL(url).origin || ["data:", "blob:"].includes(target.protocol);
    if (!ours) complaints.push(`a request leaves the site: ${target.href}`);
  });

  const page = await context.newPage();
  await page.goto(url);
  await firstResult(page, complaints);
  if (without) await frames(page, 2);
  else await usable(page);
  return { page, complaints, close: () => context.close() };
}

/** The loading text is gone, and two frames were painted. */
async function firstResult(page, complaints) {
  try {
    await page.locator("#loading").waitFor({ state: "detached", timeout: 20_000 });
  } catch {
    throw new Error(["the page stays on its loading text", ...complaints].join("\n"));
  }
  await frames(page, 2);
}

/** The rest of the program is there, nothing is being fetched, and two frames were painted. */
async function usable(page) {
  await page.locator("#app:not([inert])").waitFor({ state: "attached", timeout: 20_000 });
  await page.waitForLoadState("networkidle");
  await frames(page, 2);
}

/** Waits until `count` more frames were painted. */
export async function frames(page, count) {
  for (let i = 0; i < count; i++) await page.evaluate(() => new Promise((painted) => requestAnimationFrame(painted)));
}
