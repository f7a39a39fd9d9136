// Opens the built site in a real Chromium, from a sub-path and with an empty profile, and runs every check on it.
//
//   node tests/page/smoke.mjs [folder] [word]      only the checks whose file name holds the word
//
// A check is a file in checks/ that exports `name` and `run(page, ctx)`; it throws where something is wrong.
// `page` is a Playwright page on which the first result is shown. `ctx` holds
//   open(options)               another fresh visit, with the options of visit.mjs
//   visited                     Map of file name → content that the latest visit has fetched
//   figure(label, value, limit) prints a measured figure and fails where it is over its budget
// After each check, an error in the console (the policy's refusals are some) or a request that
// leaves the site fails it as well.

import { readdir } from "node:fs/promises";

import { serve } from "../../scripts/serve.mjs";
import { launch, visit } from "./visit.mjs";

const [folder = "dist", word = ""] = process.argv.slice(2);

const visited = new Map();
const site = await serve(folder, { path: "/some/where/", onServe: (name, body) => visited.set(name, body) });
let passed = 0;
const failed = [];
for (const file of (await readdir(new URL("checks/", import.meta.url))).sort()) {
  if (!file.endsWith(".mjs") || !file.includes(word)) continue;
  const { name, run } = await import(new URL(`checks/${file}`, import.meta.url));
  // A browser of its own: what one check leaves behind, another need not carry.
  const browser = await launch();
  const visits = [];
  const ctx = {
    visited,
    figure,
    async open(options) {
      visited.clear();
      const latest = await visit(browser, site.url, options);
      visits.push(latest);
      return latest.page;
    },
  };
  try {
    await run(await ctx.open(), ctx);
    for (const { complaints } of visits) if (complaints.length > 0) throw new Error(complaints.join("\n"));
    passed += 1;
    console.log(`ok    ${name}`);
  } catch (error) {
    failed.push(name);
    console.log(`FAIL  ${name}\n${String(error.message ?? error).replace(/^/gm, "        ")}`);
  }
  for (const { close } of visits) await close();
  await browser.close();
}

site.close();
console.log(`${passed} passed, ${failed.length} failed`);
process.exitCode = failed.length > 0 || passed === 0 ? 1 : 0;

/** Prints `label`, the value and its budget, both in `unit`; fails over the budget. */
function figure(label, value, limit, unit = "") {
  const text = `${label}: ${Number(value.toFixed(1))} ${unit}`.trimEnd() + ` (at most ${limit})`;
  console.log(`      ${text}`);
  if (value > limit) throw new Error(`over its budget: ${text}`);
}
