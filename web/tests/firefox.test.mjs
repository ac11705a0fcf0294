// The same page in Firefox ESR, where it is installed: what it does there that the engine of the browser has a part in.
import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { PAGE } from "./browser.mjs";
import { read } from "./fixture.mjs";
import { FIREFOX, firefox, isThere } from "./firefox.mjs";

const skip = isThere ? false : `no ${FIREFOX}: install Debian's firefox-esr, or set FIREFOX`;
let browser;
before(async () => { if (isThere) browser = await firefox(); });
after(() => browser?.close());

const UNTIL = `const until = async (of, what) => { for (let at = 0; at < 600; at++) { const is = of(); if (is) return is; await new Promise((done) => setTimeout(done, 50)); } throw new Error("waited for " + what + ": " + document.body.innerText.slice(0, 300)); };`;

test("Firefox: opened from the disk, a question is answered", { skip }, async () => {
  await browser.open(PAGE + "#q=" + encodeURIComponent("老板欠我们工钱不给"));
  const { text, ready } = await browser.run(`${UNTIL}
    const answer = await until(() => document.querySelector(".answer"), "an answer");
    return { text: answer.innerText, ready: Math.round(performance.getEntriesByName("lvzhi-ready")[0].startTime) };`);
  assert.match(text, /上级部门收回[\s\S]*R009/);
  console.log(`Firefox: first answer ${ready} ms after opening`);
  const shots = new URL("../shots/", import.meta.url);
  mkdirSync(shots, { recursive: true });
  writeFileSync(new URL("firefox.png", shots), await browser.picture());
});

test("Firefox: as one types, and a table in the worker", { skip }, async () => {
  const rows = await browser.run(`${UNTIL}
    const field = document.getElementById("question");
    field.value = "秸秆焚烧没人管";
    field.dispatchEvent(new InputEvent("input"));
    await until(() => document.querySelector(".answer")?.innerText.includes("C065"), "C065");
    location.hash = "#column";
    const paste = await until(() => document.getElementById("table-paste"), "the table");
    paste.value = "号\\t诉求\\n1\\t老板欠我们工钱不给\\n2\\t想办护照去哪里";
    [...document.querySelectorAll("button")].find((button) => button.textContent === "读取粘贴的内容").click();
    await until(() => document.body.innerText.includes("2 行判断完毕"), "the answers");
    return document.querySelector("table.rows").innerText;`);
  assert.match(rows, /R009[\s\S]*清单外/);
});

test("Firefox: a workbook becomes a list, an item is mended, the list is kept and there again", { skip }, async () => {
  const workbook = read("crates/import/tests/data/official.xlsx").toString("base64");
  const name = await browser.run(`${UNTIL}
    location.hash = "#lists";
    const input = await until(() => document.getElementById("list-file"), "the lists");
    const bytes = Uint8Array.from(atob(args[0]), (c) => c.charCodeAt(0));
    const data = new DataTransfer();
    data.items.add(new File([bytes], "清单.xlsx"));
    input.files = data.files;
    input.dispatchEvent(new Event("change"));
    await until(() => document.querySelector("#report h3"), "the report");
    location.hash = "#item=B001";
    const button = (text) => [...document.querySelectorAll("button")].find((button) => button.textContent === text);
    (await until(() => document.querySelector(".item") && button("更正这一项"), "the item")).click();
    const cell = await until(() => document.querySelector('[data-cell="事项名称"]'), "the cells");
    cell.value = "管护集镇的路灯";
    button("保存").click();
    await until(() => document.querySelector(".item h2")?.innerText.includes("管护集镇的路灯"), "the name");
    location.hash = "#lists";
    const keep = await until(() => document.querySelector("#open-lists input[type=checkbox]"), "the box");
    keep.click();
    await new Promise((done) => setTimeout(done, 1000));
    return document.querySelector("#asked-list").selectedOptions[0].textContent;`, workbook);
  await browser.open("about:blank");
  await browser.open(PAGE + "#item=B001");
  const again = await browser.run(`${UNTIL}
    await until(() => document.querySelector("#asked-list option:nth-child(2)"), "the kept list");
    await until(() => document.querySelector(".item h2")?.innerText.includes("管护集镇的路灯"), "the mended item");
    return document.querySelector("#asked-list").selectedOptions[0].textContent;`);
  assert.equal(again, name);
});
