// How fast the machine runs Python: natively beside CPython 3.13, in a browser beside MicroPython.
//
//   make bench, or: node tests/bench/bench.mjs [--repeat 7] [--bin target/release/slotscope] [--page target/bench] [word]
//
// Every program of this folder (or those whose name holds the word) prints what can be checked, and all must print the
// same. Each is run in turns, and the shortest time counts, without that of empty.py: starting and ending is left out on
// all four sides. CPython is what $PYTHON says, else python3.13 on PATH; what is missing is left out, and said.

import { spawnSync } from "node:child_process";
import { createServer } from "node:http";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { launch } from "../page/visit.mjs";

const BUILD = { native: "cpython-3.13-64", browser: "pyodide-3.13-32" };
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    repeat: { type: "string", default: "7" },
    bin: { type: "string", default: "target/release/slotscope" },
    page: { type: "string", default: "target/bench" },
  },
});
const folder = dirname(fileURLToPath(import.meta.url));
const [word = ""] = positionals;
const names = readdirSync(folder).filter((name) => name.endsWith(".py") && (name.includes(word) || name === "empty.py"));
const programs = new Map(names.sort().map((name) => [name, readFileSync(join(folder, name), "utf8")]));

const native = [["ours", (name) => command([values.bin, "run", "--build", BUILD.native], name)]];
const python = cpython();
if (python) native.push(["CPython", (name) => command(python, name)]);
const left = await measured(native);
const browser = await launch();
const right = await browsers(browser).then(measured).finally(() => browser.close());
const row = (...cells) => console.log(cells.map((cell, i) => (i ? cell.padStart(10) : cell.padEnd(12))).join(" "));
row("", "native", "CPython", "", "browser", "MicroPy.", "");
row("", "ms", "ms", "ratio", "ms", "ms", "ratio");
for (const name of programs.keys()) {
  if (name === "empty.py") continue;
  row(name.replace(".py", ""), ...pair(left, "CPython", name), ...pair(right, "MicroPython", name));
}
console.log(`Starting and ending left out, in ms: ${[...left, ...right].map(([who, times]) => `${who} ${times.get("empty.py").toFixed(1)}`).join(", ")}.`);

/** Our time, the other's and their ratio, as text. */
function pair(times, other, name) {
  const of = (who) => {
    const time = times.get(who)?.get(name);
    return time === undefined ? NaN : Math.max(time - times.get(who).get("empty.py"), 0.01);
  };
  const [ours, theirs] = [of("ours"), of(other)];
  return [ours.toFixed(1), theirs.toFixed(1), (ours / theirs).toFixed(2)].map((text) => text.replace("NaN", "-"));
}

/** The shortest time that each of `runners`, [who, run(name)], takes for each program. */
async function measured(runners) {
  const best = new Map(runners.map(([who]) => [who, new Map()]));
  for (const name of programs.keys()) {
    let printed;
    for (let turn = 0; turn < Number(values.repeat); turn++) {
      for (const [who, run] of runners) {
        if (turn > 0 && !best.get(who).has(name)) continue;
        const { time, output, error } = await run(name);
        if (error) {
          console.log(`${who} does not run ${name}: ${error.trim().split("\n").at(-1)}`);
          continue;
        }
        printed ??= output.trim();
        if (output.trim() !== printed) throw new Error(`${who} prints of ${name} ${output}, not ${printed}`);
        best.get(who).set(name, Math.min(time, best.get(who).get(name) ?? Infinity));
      }
    }
  }
  return best;
}

/** Runs a program in a process of its own. */
function command([file, ...options], name) {
  const start = performance.now();
  const done = spawnSync(file, [...options, join(folder, name)], { encoding: "utf8", maxBuffer: 1 << 28 });
  const time = performance.now() - start;
  const text = done.stdout ?? "";
  return { time, output: text, error: done.status === 0 && !/^unsupported/m.test(text) ? "" : done.stderr || text || String(done.error) };
}

/** The command of a CPython 3.13, found as tests/oracle/differential.py does. */
function cpython() {
  const given = (process.env.PYTHON ?? "").split(" ").filter(Boolean);
  const asked = given.length > 0 ? given : ["python3.13"];
  const done = spawnSync(asked[0], [...asked.slice(1), "-c", "import sys; print(sys.version_info[:2], sys.executable)"], { encoding: "utf8" });
  const found = (done.stdout ?? "").match(/^\(3, 13\) (.*)/);
  if (!found) {
    console.log(`${asked.join(" ")} is no CPython 3.13: no comparison. PYTHON=COMMAND names one.`);
    return undefined;
  }
  // What is on PATH may be a script that looks for the interpreter at every start.
  return given.length > 0 ? given : [found[1]];
}

/** The runners in one page of a browser: ours, and MicroPython if it is installed. */
async function browsers(browser) {
  const files = new Map(["slotscope-bench.js", "slotscope-bench_bg.wasm"].map((name) => [`/${name}`, join(values.page, name)]));
  let micropython;
  try {
    micropython = createRequire(import.meta.url).resolve("@micropython/micropython-webassembly-pyscript/micropython.mjs");
    for (const name of ["micropython.mjs", "micropython.wasm"]) files.set(`/${name}`, join(dirname(micropython), name));
  } catch {
    console.log("MicroPython is not installed (npm ci): no comparison.");
  }
  const types = { html: "text/html", js: "text/javascript", mjs: "text/javascript", wasm: "application/wasm" };
  const server = createServer((request, response) => {
    // Isolated, so that the clock is exact.
    const headers = { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" };
    const path = files.get(request.url);
    response.writeHead(200, { ...headers, "Content-Type": types[path?.split(".").at(-1) ?? "html"] });
    response.end(path ? readFileSync(path) : "<!doctype html><title>bench</title>");
  });
  server.unref();
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const page = await browser.newPage();
  await page.goto(`http://127.0.0.1:${server.address().port}/`);
  const runner = (who, run) => [who, (name) => page.evaluate(run, [programs.get(name), BUILD.browser])];
  await page.evaluate(async () => {
    const { default: start, run } = await import("/slotscope-bench.js");
    await start();
    globalThis.ours = run;
    globalThis.timed = (run) => {
      try {
        const start = performance.now();
        const output = run();
        return { time: performance.now() - start, output };
      } catch (error) {
        return { error: String(error.message ?? error) };
      }
    };
  });
  const runners = [runner("ours", ([source, build]) => globalThis.timed(() => globalThis.ours(build, source)))];
  if (micropython) {
    await page.evaluate(async () => {
      const { loadMicroPython } = await import("/micropython.mjs");
      globalThis.lines = [];
      // As much as the programs need at once, and recursion as deep.
      globalThis.micropython = await loadMicroPython({ heapsize: 64 << 20, pystack: 64 << 10, stdout: (line) => globalThis.lines.push(line) });
    });
    runners.push(
      runner("MicroPython", ([source]) =>
        globalThis.timed(() => {
          globalThis.lines.length = 0;
          globalThis.micropython.runPython(source);
          return globalThis.lines.join("\n");
        }),
      ),
    );
  }
  return runners;
}
