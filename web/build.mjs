// Puts the page together from what cargo and wasm-bindgen made in `generated`: dist/lvzhi.html, dist/site, dist/npm.
import { build } from "esbuild";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { gzipSync } from "node:zlib";

const read = (path) => readFileSync(new URL(path, import.meta.url));
const target = ["chrome109", "firefox115"];
const common = { bundle: true, minify: true, target, write: false, legalComments: "none", charset: "utf8", absWorkingDir: import.meta.dirname };
const bundle = async (entry, options) => (await build({ ...common, entryPoints: [entry], ...options })).outputFiles[0].text;

const module = read("generated/engine_bg.wasm");
const packed = gzipSync(module, { level: 9 });
const worker = await bundle("src/worker.ts", { format: "iife" });
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

put("lvzhi.html", filled({
  policy: policy(hash(inline), hash(style), "'none'"), style, kind: "", script: inline,
  module: `<script type="application/gzip" id="module">${packed.toString("base64")}</script>`,
}));

put("site/index.html", filled({ policy: policy("'self'", "'self'", "'self'"), style: "", kind: ' src="page.js"', script: "", module: "" })
  .replace("<style></style>", '<link rel="stylesheet" href="style.css">'));
put("site/page.js", script);
put("site/style.css", style);
put("site/lvzhi.wasm.gz", packed);

put("npm/lvzhi.js", await bundle("src/npm.ts", { format: "esm", minify: false }));
put("npm/lvzhi.wasm", module);
put("npm/package.json", JSON.stringify({
  name: "lvzhi", version: "0.1.0", type: "module", license: "MIT OR Apache-2.0", main: "lvzhi.js", types: "types/src/npm.d.ts",
  exports: { ".": { types: "./types/src/npm.d.ts", default: "./lvzhi.js" }, "./lvzhi.wasm": "./lvzhi.wasm" },
}, null, 2));
cpSync(new URL("generated/engine.d.ts", import.meta.url), new URL("npm/types/generated/engine.d.ts", dist), { recursive: true });

const megabytes = (bytes) => `${(bytes / 1e6).toFixed(2)} MB`;
console.log(`dist/lvzhi.html ${megabytes(readFileSync(new URL("lvzhi.html", dist)).length)}, module ${megabytes(module.length)}, packed ${megabytes(packed.length)}, script ${megabytes(script.length)}`);
