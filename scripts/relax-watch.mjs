// Takes the policy out of the page that `make watch` serves: Trunk's reloader is an inline script.
// A release build keeps it, so what is tested and published is what index.html says.

import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

if (process.env.TRUNK_PROFILE === "debug") {
  const page = join(process.env.TRUNK_STAGING_DIR, "index.html");
  const html = readFileSync(page, "utf8");
  writeFileSync(page, html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, ""));
}
