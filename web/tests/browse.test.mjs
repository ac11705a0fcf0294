// The list, its items, its departments; language and colours.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { done, file, open, read } from "./fixture.mjs";

after(done);

test("three lists by category, found as one types, an item whole", async () => {
  const { page, close } = await open("#browse");
  assert.match(await page.locator("main").innerText(), /共 292 项：基本履职 140，配合履职 108，上级部门收回 44/);
  await page.fill("#search", "国土调查");
  assert.match(await page.locator("#results").innerText(), /C051/);
  await page.fill("#search", "ｃ051");
  await page.click("#results a");
  assert.match(await page.locator(".item").innerText(), /C051[\s\S]*牵头[\s\S]*上级部门做什么[\s\S]*乡镇做什么/);
  await page.goBack();
  await page.fill("#search", "工头跑了拿不到钱");
  assert.match(await page.locator("#results").innerText(), /意思相近的/);
  await page.fill("#search", "");
  await page.selectOption("select >> nth=1", "reclaimed");
  assert.match(await page.locator("#results [role=status]").innerText(), /44/);
  await close();
});

test("an item has its repairs and related items; an unknown one is said to be so", async () => {
  const { page, close } = await open("#item=B091");
  assert.match(await page.locator(".item").innerText(), /相关事项[\s\S]*R012/);
  await page.evaluate(() => (location.hash = "#item=Z999"));
  await page.getByText("这份清单里没有 Z999").waitFor();
  await close();
});

test("departments with what they lead, join and have taken over", async () => {
  const { page, close } = await open("#departments");
  await page.getByRole("link", { name: "巴楚县人力资源和社会保障局" }).click();
  assert.match(await page.locator("main").innerText(), /承接（5）[\s\S]*R009/);
  await close();
});

test("English by a switch, dark by another, both remembered", async () => {
  const first = await open("#q=" + encodeURIComponent("老板欠我们工钱不给"));
  await first.page.click("#language");
  assert.match(await first.page.locator(".answer").innerText(), /reclaimed[\s\S]*No longer the township's/);
  assert.equal(await first.page.locator("html").getAttribute("lang"), "en");
  await first.page.click("#colours");
  const second = await open("", { context: first.context });
  assert.match(await second.page.locator("nav").innerText(), /Departments/);
  assert.equal(await second.page.locator("html").getAttribute("data-colours"), "dark");
  await second.close();
  await first.close();
});

test("an address that names nothing of the page, an item in small letters, and none", async () => {
  for (const hash of ["#__proto__", "#constructor", "#toString"]) {
    const { page, close } = await open(hash);
    await page.locator("#question").waitFor();
    assert.match(await page.title(), /^查问/);
    await close();
  }
  const { page, close } = await open("#item=c065");
  await page.locator(".item").filter({ hasText: "C065" }).waitFor();
  await page.evaluate(() => (location.hash = "#item="));
  await page.locator("#results").waitFor();
  await close();
});

test("a category that was opened is open when one comes back from an item", async () => {
  const { page, close } = await open("#browse");
  await page.locator("#results summary").nth(1).click();
  await page.locator("#results details[open] a").first().click();
  await page.locator(".item").waitFor();
  await page.getByRole("link", { name: "回到清单" }).click();
  await page.locator("#results").waitFor();
  assert.equal(await page.locator("#results details").nth(1).getAttribute("open"), "");
  assert.equal(await page.locator("#results details[open]").count(), 1);
  await close();
});

test("an own list shows from when it is in force, not how it was made", async () => {
  const { page, close } = await open("#lists");
  for (const [name, path, says] of [["甲.xlsx", "official.xlsx", "没有写明施行日期"], ["乙.docx", "list.docx", "2025-04-18 起施行"]]) {
    await page.setInputFiles("#list-file", file(name, read(`crates/import/tests/data/${path}`)));
    await page.waitForFunction((says) => document.getElementById("foot").textContent.includes(says), says, { timeout: 60_000 });
  }
  await page.evaluate(() => (location.hash = "#browse"));
  await page.locator("#results").waitFor();
  assert.doesNotMatch(await page.locator("body").innerText(), /imported/);
  await close();
});
