// The folder for a web server, and the module for other pages.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFileSync } from "node:fs";
import { done, engine, open } from "./fixture.mjs";

after(done);

test("served by a web server, it asks for its own files only", async () => {
  const types = { html: "text/html", js: "text/javascript", css: "text/css", deflate: "application/octet-stream" };
  const server = createServer((request, response) => {
    const name = new URL(request.url, "http://localhost").pathname.slice(1) || "index.html";
    response.setHeader("content-type", types[name.split(".").at(-1)] ?? "text/plain");
    response.end(readFileSync(new URL(`../dist/site/${name}`, import.meta.url)));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const url = `http://127.0.0.1:${server.address().port}/`;
  const { page, close } = await open("#q=" + encodeURIComponent("老板欠我们工钱不给"), { url, own: url });
  assert.match(await page.locator(".answer").innerText(), /R009/);
  await page.evaluate(() => (location.hash = "#column"));
  await page.fill("#table-paste", "老板欠我们工钱不给\n秸秆焚烧没人管");
  await page.click("text=读取粘贴的内容");
  await page.getByText("2 行判断完毕").waitFor();
  await close();
  server.close();
});

test("the modules hold no folder of the machine that built them", () => {
  for (const name of ["ask_bg.wasm", "engine_bg.wasm"]) {
    const text = readFileSync(new URL(`../generated/${name}`, import.meta.url)).toString("latin1");
    const folders = text.match(/\/(?:home|root|work|Users|github|build)\/[\w./-]+/g) ?? [];
    assert.deepEqual(folders, [], name);
    assert.ok(text.includes("/lvzhi/crates/"), name);
  }
});

test("the module gives other pages the same answers, and says what is wrong", () => {
  assert.equal(JSON.parse(engine.classify(0, "老板欠我们工钱不给", JSON.stringify({ top: 1 }))).matches.length, 1);
  assert.throws(() => engine.classify(7, "低保"), /清单 7 没有打开/);
  assert.throws(() => engine.classify(0, "低保", "{\"tops\":1}"), /unknown field/);
  const list = engine.open(engine.lvz(0));
  engine.mend(list, JSON.stringify([{ department: "巴楚县公安局", name: "巴楚县公安分局" }, { township: { township: "东岭乡" } }]));
  assert.equal(engine.department(list, "巴楚县公安局"), "巴楚县公安分局");
  assert.equal(engine.teach(list, JSON.stringify([{ text: "家里的猫丢了找谁", item: "B061" }])), 1);
  assert.equal(engine.teach(list, JSON.stringify([{ text: "家里的猫丢了，找谁", item: "清单外" }])), 1);
  assert.throws(() => engine.teach(list, JSON.stringify([{ text: "家里的猫丢了找谁", item: "没有这项" }])), /清单里没有“没有这项”/);
  assert.equal(JSON.parse(engine.whole(list)).township.name, "东岭乡");
  // The name of another department makes one of both; an item without a name is refused.
  engine.mend(list, JSON.stringify([{ department: "巴楚县公安分局", name: "民政局" }]));
  assert.equal(engine.department(list, "派出所"), "巴楚县民政局");
  assert.equal(JSON.parse(engine.whole(list)).departments.length, JSON.parse(engine.whole(0)).departments.length - 1);
  assert.deepEqual(JSON.parse(engine.whole(list)).items.filter((item) => item.departments.some(({ name }) => name.includes("公安"))), []);
  const doubled = [{ rewrite: "C065", tier: "cooperative", cells: { 事项名称: "" } }];
  assert.throws(() => engine.mend(list, JSON.stringify(doubled)), /请写上事项名称/);
  assert.throws(() => engine.mend(list, JSON.stringify([{ rewrite: "", tier: "basic", cells: { 事项类别: "民生服务" } }])), /请写上事项名称/);
  assert.throws(() => engine.mend(list, JSON.stringify([{ remove: "B001" }, { remove: "B001" }])), /B001 已经移走或删去/);
  engine.close(list);
});
