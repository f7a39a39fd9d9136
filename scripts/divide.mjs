// Divides the page's program in two: the functions that the first result takes, and the rest, which boot.js
// fetches as soon as that result is shown.
//
// Trunk calls this when a release of the site is built. The program, with the names of its functions, becomes the
// first part under its own name, without them, and `…_rest.wasm`. Both share one memory and one table. A function that
// went to the rest leaves an entry of the table, and where the first part calls it, a stub that calls this entry. What
// the first result takes is not guessed: the page is rehearsed, and every function notes that it was called. Of the
// library's Python texts, those that the first result does not read go to the rest as well. Where a browser takes
// another way than the rehearsal did, the first part stops at what it lacks, and boot.js starts again with both.

import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

import { rehearseCore, rehearsePage } from "./rehearse.mjs";

// Functions of Rust's own library and of what keeps tables: whether a table grows or has a collision, and how a value
// is dropped, depends on addresses and moments, so what is called brings what it calls of these.
const LIBRARY = /^\$"?<?&?(?:core|alloc|std|hashbrown|indexmap|dlmalloc|smallvec|wasm_bindgen|js_sys)\[/;

// The way into the program that only a rehearsal takes.
const REHEARSE = /^ \(export "rehearse"/;

const FEATURES = ["bulk-memory", "reference-types", "nontrapping-float-to-int", "sign-ext", "mutable-globals", "multivalue"].map(
  (name) => `--enable-${name}`,
);
// What has one caller stays by itself: the first part may need the one, but not the other.
const SMALLER = ["-Oz", "--one-caller-inline-max-function-size=0"];
const NAME = String.raw`\$"(?:[^"\\]|\\.)*"|\$[^\s()]+`;
const CALL = new RegExp(String.raw`\((?:return_)?call (${NAME})`, "g");
const GLOBAL = new RegExp(String.raw`\(global\.[gs]et (${NAME})`, "g");

const site = process.env.TRUNK_STAGING_DIR;
const folder = mkdtempSync(join(tmpdir(), "divide-"));
try {
  if (process.env.TRUNK_PROFILE !== "debug") await divide();
} finally {
  rmSync(folder, { recursive: true });
}

async function divide() {
  const page = join(site, "index.html");
  const html = readFileSync(page, "utf8");
  const [, js, wasm] = html.match(/data-js="([^"]*)" data-wasm="([^"]*)"/);
  const rest = wasm.replace(/_bg\.wasm$/, "_rest.wasm");
  const linked = readFileSync(join(site, wasm));
  const units = unitsOf(linked);
  const program = read(linked);
  const texts = "src/machine/library";
  const library = readdirSync(texts).map((name) => readFileSync(join(texts, name)));
  const { noting, names } = watched(program);
  const called = [...(await rehearsePage(noting, resolve(site, js)))].map((index) => names[index]);
  // A text is read if nothing runs as it did without it.
  const all = rehearseCore(noting).size;
  const unread = library.filter((text) => rehearseCore(noting, text).size === all);
  const parts = split(program, needed(program, called), units, unread);
  assemble(parts[0], join(site, wasm));
  assemble(parts[1], join(site, rest));
  writeFileSync(page, html.replace(`data-wasm="${wasm}"`, `$& data-rest="${rest}"`));
}

/** The program's text, made small, form by form: `{ kind, text, name }`, the name only of functions that it defines. */
function read(linked) {
  const small = join(folder, "program.wasm");
  // Binaryen warns of what the linker says of the program.
  writeFileSync(small, Buffer.concat(sections(linked).filter(({ name }) => !/^(linking|reloc\..*)$/.test(name)).map(({ bytes }) => bytes)));
  run("wasm-opt", "--debuginfo", ...SMALLER, small, "-o", small);
  const text = join(folder, "program.wat");
  run("wasm-dis", small, "-o", text);
  // A form begins with one blank. Functions have many lines, the last one of their own; other forms have one.
  const found = readFileSync(text, "utf8").match(/^ \((?:func .*\n(?:  .*\n)* \)|(?!func ).*)$/gm);
  return found.map((text) => {
    const [, kind, name] = text.match(new RegExp(String.raw`^ \((\w+) (${NAME})?`));
    return { kind, text, name: kind === "func" ? name : undefined };
  });
}

/** The names of the functions that stay in the first part: those that were called, and what it cannot be without. */
function needed(program, called) {
  const functions = new Map(program.filter(({ name }) => name).map(({ name, text }) => [name, text]));
  const exported = program.filter((form) => form.kind === "export" && !REHEARSE.test(form.text)).map(({ text }) => text.match(new RegExp(String.raw`\(func (${NAME})`))?.[1]);
  const open = [...called, ...exported.filter((name) => functions.has(name))];
  const found = new Set(open);
  while (open.length > 0) {
    for (const [, name] of functions.get(open.pop()).matchAll(CALL)) {
      if (functions.has(name) && !found.has(name) && LIBRARY.test(name)) {
        found.add(name);
        open.push(name);
      }
    }
  }
  return found;
}

/** The file of a program in which each function notes first that it was called, by its place in `names`. */
function watched(program) {
  const names = [];
  const forms = program.map(({ text, name }) => {
    if (!name) return text;
    const lines = text.split("\n");
    const body = lines.findIndex((line, at) => at > 0 && !line.startsWith("  (local "));
    lines.splice(body, 0, `  (call $note (i32.const ${names.push(name) - 1}))`);
    return lines.join("\n");
  });
  const noting = join(folder, "watched.wasm");
  assemble([' (import "watch" "note" (func $note (param i32)))', ...forms], noting, []);
  return { noting, names };
}

/** The forms of the two parts. */
function split(program, stay, units, unread) {
  const goes = program.filter(({ name }) => name && !stay.has(name));
  const gone = new Set(goes.map(({ name }) => name));
  const calledIn = (forms) => new Set(forms.flatMap(({ text }) => [...text.matchAll(CALL)].map(([, name]) => name)));
  const fromFirst = calledIn(program.filter(({ name }) => stay.has(name)));
  const fromRest = calledIn(goes);

  const table = program.find(({ kind, text }) => kind === "table" && text.includes("funcref"));
  const [, tableName, size] = table.text.match(new RegExp(String.raw`\(table (${NAME}) (\d+)`));
  const slots = new Map();
  const elem = program.find(({ kind }) => kind === "elem");
  const start = Number(elem.text.match(/\(i32\.const (\d+)\)/)[1]);
  const listed = entries(elem.text);
  listed.forEach((name, at) => slots.set(name, start + at));
  const added = [...gone].filter((name) => fromFirst.has(name) && !slots.has(name));
  added.forEach((name, at) => slots.set(name, Number(size) + at));
  const inTable = [...listed.map((name, at) => [start + at, name]), ...added.map((name) => [slots.get(name), name])];
  const fill = (chosen) => runs(inTable.filter(([, name]) => chosen(name))).map(([at, names]) => ` (elem (table ${tableName}) (i32.const ${at}) func ${names.join(" ")})`);

  const types = program.filter(({ kind }) => kind === "type");
  const typeOf = new Map(types.map(({ text }) => text.match(new RegExp(String.raw`\(type (${NAME}) \(func ?(.*)\)\)`))).map(([, name, signature]) => [signature, name]));
  const stub = ({ name, text }) => {
    const { parameters, signature } = shape(text, name);
    const values = parameters.map((_, at) => `(local.get ${at})`).join(" ");
    return ` (func ${name} ${signature} (call_indirect ${tableName} (type ${typeOf.get(signature)}) ${values} (i32.const ${slots.get(name)})))`;
  };

  const imported = [];
  const exported = [];
  const share = (kind, name, type) => {
    const short = exported.length.toString(36);
    exported.push(` (export "${short}" (${kind} ${name}))`);
    imported.push(` (import "first" "${short}" (${kind} ${name} ${type}))`);
  };
  const memory = program.find(({ kind }) => kind === "memory").text.match(new RegExp(String.raw`\(memory (${NAME}) (.*)\)`));
  share("memory", memory[1], memory[2]);
  const grown = ` (table ${tableName} ${Number(size) + added.length} funcref)`;
  for (const { kind, text } of program) {
    if (kind !== "table") continue;
    const [, name, type] = (text === table.text ? grown : text).match(new RegExp(String.raw`\(table (${NAME}) (.*)\)`));
    share("table", name, type);
  }
  const globals = new Set(goes.flatMap(({ text }) => [...text.matchAll(GLOBAL)].map(([, name]) => name)));
  for (const { kind, text } of program) {
    const [, name, type] = (kind === "global" && text.match(new RegExp(String.raw`\(global (${NAME}) (\(mut \w+\)|\w+)`))) || [];
    if (globals.has(name)) share("global", name, type);
  }
  for (const { kind, text, name } of program) {
    if (name && stay.has(name) && fromRest.has(name)) share("func", name, shape(text, name).signature);
    // What the browser offers is handed on by the first part.
    const offered = kind === "import" && text.match(new RegExp(String.raw`\(func (${NAME})(.*)\)\)$`));
    if (offered && fromRest.has(offered[1])) share("func", offered[1], offered[2].replaceAll(/\$\S+ /g, ""));
  }

  const [kept, moved] = splitData(program, stay, units, unread);
  const first = program.flatMap((form) => {
    if (form === table) return [grown];
    if (form === elem) return fill((name) => !gone.has(name));
    if (form.kind === "data" || REHEARSE.test(form.text)) return [];
    if (gone.has(form.name)) return fromFirst.has(form.name) ? [stub(form)] : [];
    return [form.text];
  });
  const rest = [...types, ...goes].map(({ text }) => text);
  rest.splice(types.length, 0, ...imported);
  return [
    [...first, ...kept, ...exported],
    [...rest, ...moved, ...fill((name) => gone.has(name))],
  ];
}

/** Where equal values follow each other: pairs of begin and end. */
function stretches(values) {
  const found = [];
  for (let from = 0; from < values.length; from = found.at(-1)[1]) {
    let to = from + 1;
    while (to < values.length && values[to] === values[from]) to += 1;
    found.push([from, to]);
  }
  return found;
}

/** The names that an element segment lists. */
function entries(text) {
  return text.slice(text.indexOf(") func ") + 7).match(new RegExp(NAME, "g"));
}

/** Pairs of place and name as runs of neighbours: `[place, names]`. */
function runs(pairs) {
  const found = [];
  for (const [at, name] of pairs) {
    const last = found.at(-1);
    if (last && last[0] + last[1].length === at) last[1].push(name);
    else found.push([at, [name]]);
  }
  return found;
}

/** What a function takes and answers, as its type has it. */
function shape(text, name) {
  const header = text.slice(0, text.indexOf("\n")).replace(name, "");
  const parameters = [...header.matchAll(/\(param \$\S+ (\w+)\)/g)].map(([, type]) => type);
  const results = header.match(/\(result [^)]*\)/)?.[0];
  const taken = parameters.length > 0 ? [`(param ${parameters.join(" ")})`] : [];
  return { parameters, signature: [...taken, ...(results ? [results] : [])].join(" ") };
}

/**
 * The data of the two parts. A variable stays if a function of the first part, or a variable that stays, holds its
 * address; a number that only looks like an address keeps one more than is needed.
 */
function splitData(program, stay, units, unread) {
  const segments = program.filter(({ kind }) => kind === "data").map(({ text }) => {
    const [, at, literal] = text.match(/\(i32\.const (\d+)\) "(.*)"\)$/);
    return { at: Number(at), bytes: decoded(literal) };
  });
  const begin = segments[0].at;
  const memory = Buffer.alloc(segments.at(-1).at + segments.at(-1).bytes.length - begin);
  for (const { at, bytes } of segments) bytes.copy(memory, at - begin);

  const kept = new Set();
  const open = [];
  /** Whose address may this be? Loops count from the end, and offsets of a negative index point before the begin. */
  const mark = (address) => {
    let low = 0;
    let high = units.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (units[middle].end < address) low = middle + 1;
      else high = middle;
    }
    for (; low < units.length && units[low].begin <= address + 8; low += 1) {
      if (!kept.has(low)) open.push(low);
      kept.add(low);
    }
  };
  for (const { text, name } of program) {
    if (name && !stay.has(name)) continue;
    for (const [, number] of text.matchAll(/\b(?:i32\.const |offset=)(\d+)/g)) mark(Number(number));
    for (const [, number] of text.matchAll(/\bi64\.const (-?\d+)/g)) {
      mark(Number(BigInt(number) & 0xffffffffn));
      mark(Number((BigInt(number) >> 32n) & 0xffffffffn));
    }
  }
  const texts = unread.map((text) => begin + memory.indexOf(text));
  while (open.length > 0) {
    const { begin: from, end } = units[open.pop()];
    if (texts.includes(from)) continue;
    for (let at = (from + 3) & ~3; at + 4 <= Math.min(end, begin + memory.length); at += 4) mark(memory.readUInt32LE(at - begin));
  }

  const goes = new Uint8Array(memory.length);
  units.forEach((unit, at) => {
    if (!kept.has(at) || texts.includes(unit.begin)) goes.fill(1, unit.begin - begin, unit.end - begin);
  });
  const parts = [[], []];
  for (const [from, to] of stretches(goes)) parts[goes[from]].push(data(begin + from, memory.subarray(from, to)));
  return parts;
}

/**
 * The variables of a linked program as ranges of addresses, in order; what shares bytes is one. Read from its symbol
 * table (WebAssembly's tool conventions, Linking.md).
 */
function unitsOf(linked) {
  const parts = sections(linked);
  const bases = [];
  const data = parts.find(({ id }) => id === 11).content();
  for (let count = data.number(); count > 0; count -= 1) {
    if (data.number() !== 0) throw new Error("a data segment of a kind that Rust does not make");
    data.skip(1);
    bases.push(data.number());
    data.skip(1);
    data.skip(data.number());
  }
  const ranges = [];
  const linking = parts.find(({ name }) => name === "linking")?.content();
  linking?.number();
  while (linking && !linking.done()) {
    const table = linking.number() === 8;
    const size = linking.number();
    if (!table) linking.skip(size);
    else for (let count = linking.number(); count > 0; count -= 1) symbol();
  }
  if (ranges.length === 0) throw new Error("the program says nothing of its variables: see .cargo/config.toml");

  function symbol() {
    const [SECTION, DATA, UNDEFINED, NAMED] = [3, 1, 0x10, 0x40];
    const kind = linking.number();
    const flags = linking.number();
    if (kind === DATA) linking.text();
    if (kind === DATA && flags & UNDEFINED) return;
    const [at, offset, size] = [linking.number(), kind === DATA && linking.number(), kind === DATA && linking.number()];
    if (kind === DATA) ranges.push({ begin: bases[at] + offset, end: bases[at] + offset + size });
    else if (kind !== SECTION && (!(flags & UNDEFINED) || flags & NAMED)) linking.text();
  }

  const units = [];
  for (const range of ranges.sort((a, b) => a.begin - b.begin)) {
    const last = units.at(-1);
    if (last && range.begin < last.end) last.end = Math.max(last.end, range.end);
    else units.push(range);
  }
  return units;
}

/** The sections of a binary; the first one is its header. Only those that tools add have a name. */
function sections(binary) {
  const found = [{ id: -1, name: "", bytes: binary.subarray(0, 8) }];
  const all = reader(binary, 8, binary.length);
  while (!all.done()) {
    const from = all.at();
    const id = all.number();
    all.skip(all.number());
    const content = () => {
      const inside = reader(binary, from + 1, all.at());
      inside.number();
      return inside;
    };
    found.push({ id, bytes: binary.subarray(from, all.at()), content, name: id === 0 ? content().text() : "" });
  }
  for (const part of found.filter(({ id }) => id === 0)) {
    const { content } = part;
    part.content = () => {
      const inside = content();
      inside.text();
      return inside;
    };
  }
  return found;
}

/** Reads numbers and texts of the binary format. */
function reader(bytes, at, end) {
  const number = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++];
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  const skip = (count) => {
    at += count;
  };
  const text = () => {
    const length = number();
    skip(length);
    return bytes.toString("utf8", at - length, at);
  };
  return { number, skip, text, at: () => at, done: () => at >= end };
}

function data(at, bytes) {
  const literal = [...bytes].map((byte) => `\\${byte.toString(16).padStart(2, "0")}`).join("");
  return bytes.length > 0 ? ` (data (i32.const ${at}) "${literal}")` : "";
}

/** The bytes of a string of the text format. */
function decoded(literal) {
  const named = { t: 9, n: 10, r: 13 };
  const bytes = [];
  for (let i = 0; i < literal.length; i += 1) {
    if (literal[i] !== "\\") bytes.push(literal.charCodeAt(i));
    else if (/^[0-9a-f]{2}/i.test(literal.slice(i + 1, i + 3))) {
      bytes.push(parseInt(literal.slice(i + 1, i + 3), 16));
      i += 2;
    } else {
      i += 1;
      bytes.push(named[literal[i]] ?? literal.charCodeAt(i));
    }
  }
  return Buffer.from(bytes);
}

/** Writes the forms as a binary, smaller by what `passes` find. */
function assemble(forms, path, passes = SMALLER) {
  const text = join(folder, "part.wat");
  writeFileSync(text, `(module\n${forms.join("\n")}\n)\n`);
  run("wasm-as", text, "-o", path);
  if (passes.length > 0) run("wasm-opt", ...passes, path, "-o", path);
}

function run(tool, ...rest) {
  execFileSync(tool, [...FEATURES, ...rest], { stdio: ["ignore", "ignore", "inherit"] });
}
