import { brotliCompressSync } from "node:zlib";

export const name = "is small until the first result";

// brotliCompressSync's own quality is 11, the best.
const kilobytes = (body) => brotliCompressSync(body).length / 1000;

export async function run(_, ctx) {
  let sum = 0;
  for (const [file, body] of ctx.visited) {
    const size = kilobytes(body);
    sum += size;
    if (file.endsWith(".wasm")) ctx.figure("wasm, brotli", size, 380, "KB", 620);
  }
  ctx.figure("all that is fetched until the first result, brotli", sum, 500, "KB", 730);
}
