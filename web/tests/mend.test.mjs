// Items of a list, mended: cells, parts of the list, matters; what would not be sound is refused.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { choose, done, file, open } from "./fixture.mjs";

after(done);

test("a doubt is mended where it is told, with the item's departments and duties", async () => {
  const { page, close } = await open("#lists");
  const rows = [
    ["序号", "事项类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇配合职责"],
    ["1", "民生服务", "发放高龄津贴", "县民政局", "审批。", "受理。"],
    ["2", "民生服务", "查处非法采砂", "", "牵头查处。", "发现上报。"],
  ];
  await choose(page, file("东岭乡配合履职事项清单.csv", rows.map((row) => row.join(",")).join("\n")));
  const doubt = page.locator(".doubts li").filter({ has: page.getByRole("button", { name: "更正 C002" }) }).first();
  await doubt.getByRole("button").click();
  await page.getByLabel("对应上级部门").fill("县水利局\n县公安局");
  await page.getByLabel("上级部门职责").fill("县水利局：\n1.牵头查处。\n2.依法处罚。\n县公安局：\n侦办犯罪。");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("已更正 C002").waitFor({ timeout: 60_000 });
  assert.match(await doubt.innerText(), /✓ 已更正/);
  await page.evaluate(() => (location.hash = "#item=C002"));
  await page.locator(".item").filter({ hasText: "县水利局" }).waitFor();
  assert.match(await page.locator(".item").innerText(), /牵头\s*县水利局[\s\S]*县公安局[\s\S]*县水利局：\s*牵头查处。\s*依法处罚。\s*县公安局：\s*侦办犯罪。[\s\S]*发现上报。/);
  await close();
});

test("an item goes into another tier, is added and is taken out; the built-in list stays", async () => {
  const { page, close } = await open("#item=C065");
  await page.getByRole("button", { name: "更正这一项" }).click();
  await page.getByLabel("上级部门职责").waitFor();
  await page.selectOption("#edit-tier", "basic");
  await page.getByLabel("上级部门职责").waitFor({ state: "detached" });
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("C065 现在是 B141").waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => location.hash === "#item=B141");
  assert.match(await page.locator(".item").innerText(), /基本履职[\s\S]*B141[\s\S]*负责/);
  await page.evaluate(() => (location.hash = "#q=" + encodeURIComponent("秸秆焚烧没人管")));
  await page.locator(".answer").filter({ hasText: "B141" }).waitFor();
  await page.selectOption("#asked-list", "0");
  await page.locator(".answer").filter({ hasText: "C065" }).waitFor();
  await page.selectOption("#asked-list", "1");
  await page.evaluate(() => (location.hash = "#item=B141"));
  await page.getByRole("button", { name: "更正这一项" }).click();
  await page.getByRole("button", { name: "删去这一项…" }).click();
  await page.getByRole("button", { name: "删去", exact: true }).click();
  await page.getByText("已删去 B141").waitFor({ timeout: 60_000 });
  assert.equal(await page.evaluate(() => document.querySelector("main p.muted").textContent.match(/共 (\d+) 项/)[1]), "291");
  await close();
});

test("an item has as many main matters as are chosen, and one at least", async () => {
  const { page, close } = await open("#item=B002");
  const asked = [];
  page.on("dialog", (dialog) => (asked.push(dialog.type()), dialog.dismiss()));
  const covers = (list) => page.evaluate((list) => JSON.parse(window.lvzhi.engine.whole(list)).items.find(({ id }) => id === "B002").matters.map(({ id, main, from }) => `${id} ${main} ${from}`), list);
  assert.deepEqual(await covers(0), ["M0060 true stated", "M0062 false stated"]);
  await page.getByRole("button", { name: "更正事由" }).click();
  const [dialog, boxes] = [page.getByRole("dialog"), page.getByRole("dialog").getByRole("checkbox")];
  await boxes.first().uncheck();
  await page.keyboard.press("Escape");
  assert.deepEqual(asked, ["confirm"]);
  await dialog.getByRole("button", { name: "保存" }).click();
  await dialog.getByRole("alert").filter({ hasText: /^请至少选一个事由$/ }).waitFor({ timeout: 60_000 });
  await boxes.nth(0).check();
  await boxes.nth(1).check();
  const third = await dialog.locator("label").nth(2).innerText();
  await boxes.nth(2).check();
  await dialog.getByRole("button", { name: "保存" }).click();
  await page.getByText("已更正 B002 的事由").waitFor({ timeout: 60_000 });
  const now = await covers(1);
  assert.deepEqual(now.filter((cover) => cover.includes("true")).length, 3, `${now}`);
  assert.deepEqual(now.slice(0, 2), ["M0060 true stated", "M0062 true stated"]);
  assert.match(await page.locator(".item dl").last().innerText(), new RegExp(third.replace(/（.*/, "")));
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "更正事由");
  assert.deepEqual(await covers(0), ["M0060 true stated", "M0062 false stated"]);
  await close();
});

test("a mended list that would not be sound is refused with what is wrong", async () => {
  const { page, close } = await open("#item=B002");
  await page.getByRole("button", { name: "更正这一项" }).click();
  await page.getByLabel("事项名称").fill(await page.evaluate(() => JSON.parse(window.lvzhi.engine.whole(0)).items[2].name));
  await page.getByRole("button", { name: "保存" }).click();
  await page.locator("dialog [role=alert]").filter({ hasText: "名称相同" }).waitFor({ timeout: 60_000 });
  page.once("dialog", (asked) => asked.accept());
  await page.keyboard.press("Escape");
  assert.equal(await page.locator("dialog").count(), 0);
  assert.equal(await page.locator("#asked-list option").count(), 1);
  await close();
});
