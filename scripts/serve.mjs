// Serves a folder of the built site with the headers it is meant to have.
//
//   node scripts/serve.mjs [folder] [--port 8080] [--path /]
//
// The policy is the one that index.html itself states; a host that sends no headers serves the same page.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, resolve, sep } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";

const TYPES = {
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".json": "application/json",
  ".png": "image/png",
  ".svg": "image/svg+xml",
  ".wasm": "application/wasm",
  ".webmanifest": "application/manifest+json",
};

/**
 * Serves `folder` under `path` on 127.0.0.1; port 0 takes a free one.
 * `onServe(name, body)` is told of each file that was sent. Answers `{ url, close }`.
 */
export async function serve(folder, { port = 0, path = "/", onServe = () => {} } = {}) {
  if (!path.endsWith("/")) path += "/";
  const root = resolve(folder);
  const policy = await policyOf(join(root, "index.html"));

  const server = createServer(async (request, response) => {
    const answer = (status, type, body, cache = "no-cache") => {
      response.writeHead(status, {
        "Content-Type": type,
        "Content-Security-Policy": policy,
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cache-Control": cache,
      });
      response.end(request.method === "HEAD" ? undefined : body);
    };
    try {
      const { pathname } = new URL(request.url, "http://127.0.0.1");
      if (!pathname.startsWith(path)) throw new Error("outside the path");
      const name = decodeURIComponent(pathname.slice(path.length)) || "index.html";
      const file = resolve(root, name);
      if (!file.startsWith(root + sep)) throw new Error("outside the folder");
      const body = await readFile(file);
      // A name that holds a digest of the content never changes its content.
      const lasting = /-[0-9a-f]{12,16}[._]/.test(name);
      answer(200, TYPES[extname(name)] ?? "application/octet-stream", body, lasting ? "public, max-age=31536000, immutable" : "no-cache");
      onServe(name, body);
    } catch {
      answer(404, "text/plain; charset=utf-8", "not found");
    }
  });

  await new Promise((ready, failed) => server.once("error", failed).listen(port, "127.0.0.1", ready));
  return {
    url: `http://127.0.0.1:${server.address().port}${path}`,
    close: () => server.close(),
  };
}

async function policyOf(page) {
  const html = await readFile(page, "utf8");
  const policy = html.match(/http-equiv="Content-Security-Policy" content="([^"]*)"/)?.[1];
  if (!policy) throw new Error(`${page} states no Content-Security-Policy`);
  return policy;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { port: { type: "string", default: "8080" }, path: { type: "string", default: "/" } },
  });
  const folder = positionals[0] ?? "dist";
  try {
    const { url } = await serve(folder, { port: Number(values.port), path: values.path });
    console.log(`slotscope is at ${url} (Ctrl-C ends it)`);
  } catch (error) {
    const taken = error.code === "EADDRINUSE";
    console.error(taken ? `Port ${values.port} is taken: name another one, make play PORT=8081.` : error.message);
    process.exitCode = 1;
  }
}
