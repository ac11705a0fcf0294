// Puts the page together from what cargo and wasm-bindgen made in `generated`: dist/lvzhi.html, dist/site, dist/npm.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { constants, deflateRawSync } from "node:zlib";
import { PIECE, asText } from "./text.mjs";

const read = (path) => readFileSync(new URL(path, import.meta.url));
const target = ["chrome109", "firefox115"];
const common = { bundle: true, minify: true, target, write: false, legalComments: "none", charset: "utf8", absWorkingDir: import.meta.dirname };
const bundle = async (entry, options) => (await build({ ...common, entryPoints: [entry], ...options })).outputFiles[0].text;

// Both modules hold the matters as they are: they are packed once, by themselves. Pieces whose stream is flushed, not finished, go on in the next.
const matters = read("../data/matters/matters.lvm");
const packed = (bytes, last) => deflateRawSync(bytes, { level: 9, finishFlush: last ? constants.Z_FINISH : constants.Z_FULL_FLUSH });
const around = (module) => {
  const at = module.indexOf(matters);
  if (at < 0 || module.indexOf(matters, at + 1) >= 0) throw new Error("a module holds data/matters/matters.lvm once: build it anew");
  return [packed(module.subarray(0, at), false), packed(module.subarray(at + matters.length), true)];
};
const [module, whole] = [read("generated/ask_bg.wasm"), read("generated/engine_bg.wasm")];
const [askHead, askTail] = around(module);
const tools = around(whole);
const ask = [askHead, packed(matters, false), askTail];
const parts = { "ask-head": ask[0], matters: ask[1], "ask-tail": ask[2], "tools-head": tools[0], "tools-tail": tools[1] };
const define = { PARTS: JSON.stringify(Object.fromEntries(Object.entries(parts).map(([name, bytes]) => [name, bytes.length]))) };
const worker = await bundle("src/worker.ts", { format: "iife", define });
const script = await bundle("src/page.ts", { format: "iife", define: { WORKER: JSON.stringify(worker) } });
const style = (await build({ ...common, entryPoints: ["src/style.css"] })).outputFiles[0].text.trim();
const page = read("src/page.html").toString();

const hash = (text) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;
const policy = (scripts, styles, connect) =>
  `default-src 'none'; script-src ${scripts} 'wasm-unsafe-eval'; style-src ${styles}; worker-src blob:; img-src data:; connect-src ${connect}; base-uri 'none'; form-action 'none'`;
// A script element ends where its text says so, whatever stands around it.
const inline = script.trim().replaceAll("</script", "<\\/script");
const filled = (values) => page.replace(/\{\{(\w+)\}\}/g, (_, name) => values[name]);

const dist = new URL("dist/", import.meta.url);
rmSync(dist, { recursive: true, force: true });
const put = (path, content) => {
  const to = new URL(path, dist);
  mkdirSync(new URL(".", to), { recursive: true });
  writeFileSync(to, content);
};

// In pieces: a browser that stops in the middle of an element takes up what it has of its text anew each time, which made 14 seconds of a large one.
const pieces = Object.entries(parts).flatMap(([name, bytes]) =>
  Array.from({ length: Math.ceil(bytes.length / PIECE) }, (_, at) =>
    `<script type="text/plain" class="part" data-part="${name}">${asText(bytes.subarray(at * PIECE, (at + 1) * PIECE))}</script>`)).join("");

// Two bytes a character, which the mark at the beginning says: so the modules take a third less room than as Base64, and half the time to read.
put("lvzhi.html", Buffer.from("\uFEFF" + filled({
  charset: "", policy: policy(hash(inline), hash(style), "'none'"), style, kind: "", script: inline, parts: ' data-parts="in-page"', pieces,
}), "utf16le"));

put("site/index.html", filled({ charset: '<meta charset="utf-8">', policy: policy("'self'", "'self'", "'self'"), style: "", kind: ' src="page.js"', script: "", parts: "", pieces: "" })
  .replace("<style></style>", '<link rel="stylesheet" href="style.css">'));
put("site/page.js", script);
put("site/style.css", style);
for (const [name, bytes] of Object.entries(parts)) put(`site/${name}.deflate`, bytes);

put("npm/lvzhi.js", await bundle("src/npm.ts", { format: "esm", minify: false }));
put("npm/lvzhi.wasm", whole);
put("npm/package.json", JSON.stringify({
  name: "lvzhi", version: "0.1.0", type: "module", license: "MIT OR Apache-2.0", main: "lvzhi.js", types: "types/src/npm.d.ts",
  exports: { ".": { types: "./types/src/npm.d.ts", default: "./lvzhi.js" }, "./lvzhi.wasm": "./lvzhi.wasm" },
}, null, 2));
cpSync(new URL("generated/engine.d.ts", import.meta.url), new URL("npm/types/generated/engine.d.ts", dist), { recursive: true });

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
const sum = (pieces) => pieces.reduce((bytes, piece) => bytes + piece.length, 0);
console.log(`dist/lvzhi.html ${megabytes(readFileSync(new URL("lvzhi.html", dist)).length)}; for answers ${megabytes(module.length)}, packed ${megabytes(sum(ask))}; all of it ${megabytes(whole.length)}, ${megabytes(sum(tools))} more; script ${megabytes(script.length)}`);
