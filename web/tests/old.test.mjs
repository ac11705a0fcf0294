// Edge and Chrome 109 and Firefox 115 could not be had here. What they lack is known (MDN's browser-compat-data): the page is run without any of it.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { readFileSync } from "node:fs";
import { correct, done, file, open, read } from "./fixture.mjs";

after(done);

const data = createRequire(import.meta.url)("@mdn/browser-compat-data");
const OLDEST = { chrome: 109, firefox: 115 };

/** Whether one of the browsers came to it only later, or never. */
function isNewer({ __compat: compat }) {
  return Object.entries(OLDEST).some(([browser, version]) => {
    const support = [compat?.support[browser] ?? []].flat();
    const since = support.filter(({ flags, prefix, alternative_name: other }) => !flags && !prefix && !other).map(({ version_added: added, version_removed: removed }) =>
      removed && Number.parseFloat(removed) <= version ? Infinity : typeof added === "string" ? Number.parseFloat(added.replace("≤", "")) : Infinity);
    return compat && Math.min(Infinity, ...since) > version;
  });
}

/** What of a page's objects is newer: `[interface, member or empty]`. */
function newer() {
  const found = [];
  for (const of of [data.javascript.builtins, data.api]) {
    for (const [name, about] of Object.entries(of)) {
      if (!about.__compat) continue;
      if (isNewer(about)) found.push([name, ""]);
      else for (const [member, its] of Object.entries(about)) if (member !== "__compat" && !member.endsWith("_event") && its.__compat && isNewer(its)) found.push([name, member.replace(/_static$/, "")]);
    }
  }
  return found;
}

/** Takes them out of a page or a worker. Gives how many were there. */
function without(all) {
  let gone = 0;
  const drop = (of, name) => {
    const own = of && Object.getOwnPropertyDescriptor(of, name);
    if (own?.configurable && delete of[name]) gone++;
  };
  for (const [name, member] of all) {
    if (!member) drop(globalThis, name);
    else {
      const of = Object.getOwnPropertyDescriptor(globalThis, name)?.value;
      const key = member.startsWith("@@") ? Symbol[member.slice(2)] : member;
      drop(of, key);
      drop(of?.prototype, key);
      if (name === "Window" || name === "WorkerGlobalScope") drop(globalThis, key);
    }
  }
  return gone;
}

const taken = newer();
// The worker's text is a blob that the page makes: the same is put before it.
const before = `{
  const without = ${without};
  const taken = ${JSON.stringify(taken)};
  const Own = Blob;
  globalThis.Blob = class extends Own {
    constructor(parts = [], about = {}) {
      super(about.type === "text/javascript" ? ["(" + without + ")(" + JSON.stringify(taken) + ");", ...parts] : parts, about);
      if (about.type === "text/javascript") globalThis.workers = (globalThis.workers ?? 0) + 1;
    }
  };
  globalThis.gone = without(taken);
}`;

test("the page does everything without what Chrome 109 and Firefox 115 have not", { timeout: 240_000 }, async () => {
  const { page, close } = await open("#q=" + encodeURIComponent("老板欠我们工钱不给"), { before: { content: before } });
  const { gone, left, workers } = await page.evaluate(() => ({ gone: window.gone, workers: window.workers, left: ["fromBase64" in Uint8Array, "toSorted" in [], "withResolvers" in Promise, "popover" in HTMLElement.prototype] }));
  assert.deepEqual(left, [false, false, false, false]);
  assert.ok(gone > 300 && workers === 1, `${gone} ${workers}`);
  assert.match(await page.locator(".answer").innerText(), /R009/);
  await page.click("text=复制为答复");
  await page.locator(".notice.good").waitFor();
  await page.evaluate(() => (location.hash = "#browse"));
  await page.fill("#search", "国土调查");
  await page.click("#results a");
  await page.getByRole("button", { name: "更正这一项" }).click();
  await page.getByLabel("事项名称").fill("做好土地的国土调查");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByRole("heading", { name: "做好土地的国土调查" }).waitFor({ timeout: 60_000 });
  await page.evaluate(() => (location.hash = "#departments"));
  await page.getByRole("link", { name: "巴楚县教育局" }).click();
  await correct(page, "号\t诉求\n1\t老板欠我们工钱不给\n2\t想办护照去哪里", 2);
  await page.locator(".notice.good").filter({ hasText: "已记下" }).waitFor({ timeout: 60_000 });
  await page.click("text=下载结果（Excel）");
  await page.evaluate(() => (location.hash = "#lists"));
  await page.setInputFiles("#list-file", file("清单.xlsx", read("crates/import/tests/data/official.xlsx")));
  await page.locator("#report h3").waitFor({ timeout: 60_000 });
  await page.getByLabel("存在本机浏览器").last().check();
  await page.getByRole("button", { name: "比较", exact: true }).click();
  await page.locator(".comparison").waitFor();
  await page.click("#language");
  await page.getByRole("heading", { name: "My lists" }).waitFor();
  await close();
});

test("the style has no property, selector or rule that they do not know", () => {
  const style = readFileSync(new URL("../dist/site/style.css", import.meta.url), "utf8");
  const names = (pattern) => [...new Set([...style.matchAll(pattern)].map(([, name]) => name))];
  // What they may ignore without harm is not there now; a property that is not known to the data would be a slip of the pen.
  const properties = names(/[{;]\s*([a-z][a-z-]*)\s*:/g);
  assert.ok(properties.length > 60, `${properties.length}`);
  // `size` stands in a rule for pages alone.
  const of = (name) => data.css["at-rules"].page[name] ?? data.css.properties[name];
  const wrong = properties.filter((name) => !of(name) || isNewer(of(name)));
  assert.deepEqual(wrong, []);
  const selectors = names(/::?([a-z-]+)(?=[\s,{.:)(>+~]|$)/g).filter((name) => data.css.selectors[name]);
  assert.ok(selectors.includes("focus-visible"), `${selectors}`);
  assert.deepEqual(selectors.filter((name) => isNewer(data.css.selectors[name])), []);
  const rules = names(/@([a-z-]+)/g);
  assert.ok(rules.includes("media"));
  assert.deepEqual(rules.filter((name) => !data.css["at-rules"][name] || isNewer(data.css["at-rules"][name])), []);
  const calls = names(/[\s,:(]([a-z-]+)\(/g).filter((name) => data.css.types[name] ?? data.css.types.color?.[name]);
  assert.deepEqual(calls.filter((name) => isNewer(data.css.types[name] ?? data.css.types.color[name])), []);
});

test("the modules use no instructions that they do not know", () => {
  // Chrome 91 and Firefox 89 have all of these.
  const known = ["bulk-memory", "bulk-memory-opt", "call-indirect-overlong", "multivalue", "mutable-globals", "nontrapping-fptoint", "reference-types", "sign-ext", "simd128"];
  for (const name of ["ask_bg.wasm", "engine_bg.wasm"]) {
    const module = new WebAssembly.Module(readFileSync(new URL(`../generated/${name}`, import.meta.url)));
    const [section] = WebAssembly.Module.customSections(module, "target_features");
    const text = Buffer.from(section).toString("latin1");
    const features = [...text.matchAll(/\+.([a-z0-9-]+)/g)].map(([, feature]) => feature);
    assert.ok(features.includes("simd128"), `${features}`);
    assert.deepEqual(features.filter((feature) => !known.includes(feature)), [], name);
  }
});
