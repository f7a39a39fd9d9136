import assert from "node:assert/strict";

export const name = "answers a keystroke within a frame";

const KEYS = 40;
// A machine that is doing something else for a moment says nothing about the page: the best of a few tries counts.
const TRIES = 3;
const PAUSE = 150;
const TASK = "ThreadControllerImpl::RunTask";

export async function run(page, ctx) {
  // In the middle of an attribute's name: with every letter the objects and what is said of them are other ones; the chart stays as it is.
  await page.locator(".cm-line", { hasText: "self.label = label" }).first().click();
  await page.keyboard.press("End");
  for (const _ of " = label") await page.keyboard.press("ArrowLeft");
  const words = page.locator(".words .attribute", { hasText: ".label" }).first();
  assert.equal(await words.textContent(), ".label");
  const typing = await best(page, (key) => (key % 8 < 4 ? "abcd"[key % 4] : "Backspace"));
  ctx.figure("work from keystroke to repaint, p95", typing.repaint, 16, "ms");
  ctx.figure("longest task while typing", typing.longest, 50, "ms");

  await page.getByRole("slider", { name: "Step" }).focus();
  const stepping = await best(page, (key) => (key % 20 < 10 ? "ArrowLeft" : "ArrowRight"));
  // What a step draws anew may be whole objects: this is not yet within a frame on every machine, so it is only printed.
  console.log(`      work from a step to repaint, p95: ${stepping.repaint.toFixed(1)} ms`);
  ctx.figure("longest task while stepping", stepping.longest, 50, "ms");
}

/** The best of a few tries in which `KEYS` keys are pressed, those that `press` answers. */
async function best(page, press) {
  const browser = page.context().browser();
  const tries = [];
  await page.waitForTimeout(1000);
  for (let i = 0; i < TRIES; i++) {
    await browser.startTracing(page, { categories: ["devtools.timeline", "toplevel"] });
    for (let key = 0; key < KEYS; key++) {
      await page.keyboard.press(press(key));
      await page.waitForTimeout(PAUSE);
    }
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    tries.push(measure(traceEvents));
    if (tries.at(-1).repaint <= 16 && tries.at(-1).longest <= 50) break;
  }
  return tries.sort((a, b) => a.repaint - b.repaint)[0];
}

/**
 * From a trace, in ms: the work of the page's main thread from each keystroke until the frame that shows what it
 * changed has been handed over (p95), and the longest task. Work is time on a processor: two processors have to do
 * for the browser's other processes, this test and whatever else the machine does, and waiting for one says nothing
 * about the page.
 */
function measure(events) {
  const keys = events.filter((event) => event.name === "EventDispatch" && event.args.data?.type === "keydown");
  if (keys.length < KEYS) throw new Error(`${keys.length} of ${KEYS} keystrokes reached the page`);
  const { pid, tid } = keys[0];
  const here = events.filter((event) => event.ph === "X" && event.pid === pid && event.tid === tid);
  const tasks = here.filter((event) => event.name === TASK);
  const frames = here.filter((event) => event.name === "Layerize");
  const starts = keys.map((key) => key.ts).sort((a, b) => a - b);

  const cost = starts.map((start, i) => {
    const end = starts[i + 1] ?? start + PAUSE * 1000;
    const shown = frames.findLast(({ ts }) => ts > start && ts < end);
    if (!shown) throw new Error(`a keystroke had no frame (${i})`);
    // The task in which the key is handled began a moment before it.
    return sum(tasks.filter((task) => task.ts + task.dur > start && task.ts <= shown.ts));
  });
  cost.sort((a, b) => a - b);
  return {
    repaint: cost[Math.ceil(cost.length * 0.95) - 1],
    longest: Math.max(...tasks.map((task) => task.dur)) / 1000,
  };
}

const sum = (tasks) => tasks.reduce((total, task) => total + (task.tdur ?? task.dur), 0) / 1000;
