// What a person did and did not save does not go unasked: what was written, mended, taught, corrected.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { NAMELESS, choose, done, downloaded, engine, file, official, open } from "./fixture.mjs";
import { corrected, finished, opened, rows, tickets, workbook } from "./tables.mjs";

after(done);

test("what was mended and not saved is not lost unasked: reload, closing, Esc, another language", async () => {
  const { page, close } = await open("#lists");
  await choose(page, official);
  const asked = [];
  page.on("dialog", (dialog) => (asked.push(dialog.type()), dialog.dismiss()));
  await page.click("summary:has-text('更正事项')");
  await page.getByLabel("事项", { exact: true }).fill("B001");
  await page.click("#colours");
  assert.equal(await page.getByLabel("事项", { exact: true }).inputValue(), "B001");
  await page.click("#language");
  assert.equal(await page.getByLabel("Item", { exact: true }).inputValue(), "B001");
  await page.click("#language");
  await page.getByRole("button", { name: "更正这一项" }).click();
  await page.getByLabel("事项名称").fill("管护集镇的路灯");
  for (let at = 0; at < 3; at++) await page.keyboard.press("Escape");
  assert.equal(await page.getByLabel("事项名称").inputValue(), "管护集镇的路灯");
  assert.deepEqual(asked.splice(0), ["confirm", "confirm", "confirm"]);
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("已更正 B001").waitFor({ timeout: 60_000 });
  await page.getByRole("button", { name: "关闭", exact: true }).click();
  assert.equal(await page.locator("#asked-list option").count(), 2);
  await page.reload({ timeout: 2_000 }).catch(() => {});
  assert.deepEqual(asked.splice(0), ["confirm", "beforeunload"]);
  assert.equal(await page.locator("#asked-list option").count(), 2);
  await downloaded(page, () => page.getByRole("button", { name: "存为 .lvz" }).last().click());
  await page.getByRole("button", { name: "关闭", exact: true }).click();
  await page.waitForFunction(() => document.querySelectorAll("#asked-list option").length === 1);
  assert.deepEqual(asked, []);
  await close();
});

test("a place that the file does not say is given to the list as it is; reading again keeps it, and what was mended", async () => {
  const { page, close } = await open("#lists");
  await choose(page, file("没写乡镇.csv", NAMELESS));
  const held = () => page.evaluate(() => {
    const { township, items } = JSON.parse(window.lvzhi.engine.whole(1));
    return [township.name, township.county, items[0].name];
  });
  await page.click("summary:has-text('更正事项')");
  await page.getByLabel("事项", { exact: true }).fill("B001");
  await page.getByRole("button", { name: "更正这一项" }).click();
  await page.getByLabel("事项名称").fill("发放高龄老人津贴");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("已更正 B001").waitFor({ timeout: 60_000 });
  await page.locator("#report").getByLabel("乡镇（街道）").fill("东岭乡");
  await page.locator("#report").getByLabel("县（市、区）").fill("北辰县");
  await page.getByRole("button", { name: "更正", exact: true }).click();
  await page.waitForFunction(() => document.querySelector("#asked-list option:checked").textContent === "东岭乡");
  assert.deepEqual(await held(), ["东岭乡", "北辰县", "发放高龄老人津贴"]);
  const asked = [];
  page.on("dialog", (dialog) => (asked.push(dialog.message()), dialog.dismiss()));
  await page.locator(".notice button").click();
  await page.click("text=按此重新读取");
  await page.locator(".notice.good").filter({ hasText: "读出 2 项" }).waitFor({ timeout: 60_000 });
  assert.deepEqual(await held(), ["东岭乡", "北辰县", "发放高龄老人津贴"]);
  assert.equal(await page.locator("#report").getByLabel("县（市、区）").inputValue(), "北辰县");
  assert.deepEqual(asked, []);
  await close();
});

test("what was written of a row and not kept does not go unasked: Esc, Cancel", async () => {
  const { page, close } = await opened(tickets());
  const asked = [];
  let answer = "dismiss";
  page.on("dialog", (dialog) => (asked.push(dialog.type()), dialog[answer]()));
  const dialog = page.locator("dialog");
  const begin = () => page.getByRole("button", { name: "更正第 2 行" }).click();
  await begin();
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.deepEqual(asked, []);
  await begin();
  await page.fill("#correct-item", "B061");
  for (let at = 0; at < 3; at++) await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "取消", exact: true }).click();
  assert.deepEqual(asked.splice(0), ["confirm", "confirm", "confirm", "confirm"]);
  assert.equal(await page.inputValue("#correct-item"), "B061");
  answer = "accept";
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.doesNotMatch(await rows(page).nth(1).innerText(), /已更正/);
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "更正第 2 行");
  await close();
});

test("corrections that were not downloaded do not go unasked: reload, another table", async () => {
  const { page, close } = await open("#lists");
  // A list that is kept: what it is taught is not what is asked after.
  await page.setInputFiles("#list-file", file("内置.lvz", engine.lvz(0)));
  await page.locator(".notice.good").waitFor();
  await page.getByLabel("存在本机浏览器").check();
  await page.evaluate(() => (location.hash = "#column"));
  await page.setInputFiles("#table-file", tickets());
  await finished(page);
  const asked = [];
  page.on("dialog", (dialog) => (asked.push(dialog.type()), dialog.dismiss()));
  await corrected(page, 1, "B061");
  await page.reload({ timeout: 2_000 }).catch(() => {});
  await page.setInputFiles("#table-file", tickets("乙.csv", [["4", "路灯坏了", "待办"]]));
  await page.waitForTimeout(500);
  assert.deepEqual(asked.splice(0), ["beforeunload", "confirm"]);
  assert.equal((await workbook(page)).rows[0].事项编号, "B061");
  assert.equal(await rows(page).count(), 3);
  await page.setInputFiles("#table-file", tickets("乙.csv", [["4", "路灯坏了", "待办"]]));
  await page.waitForFunction(() => document.querySelectorAll("table.rows tbody tr").length === 4);
  await page.reload();
  await page.waitForSelector("body.ready");
  assert.equal(await rows(page).count(), 0);
  assert.deepEqual(asked, []);
  await close();
});
