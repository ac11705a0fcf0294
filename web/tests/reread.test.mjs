// Files that are read again, for the tier that they do not say: what was mended and taught is done again, and what cannot be is told.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { correct, done, file, open } from "./fixture.mjs";

after(done);

const UNTOLD = file("东岭乡清单.csv", [
  "序号,事项类别,事项名称",
  "1,民生服务,发放高龄津贴",
  "2,民生服务,查处非法采砂",
  "3,民生服务,管护集镇路灯",
].join("\n"));

const UNDONE = "#report [data-keep^=undone]";
const whole = (page) => page.evaluate(() => JSON.parse(window.lvzhi.engine.whole(1)));
const names = async (page) => (await whole(page)).items.map(({ id, name }) => `${id} ${name}`);
const said = (page) => page.locator(".notice").filter({ hasText: /读出 \d+ 项/ }).waitFor({ timeout: 60_000 });

/** A page with the list, read as this part. */
async function opened(tier) {
  const all = await open("#lists");
  await all.page.setInputFiles("#list-file", UNTOLD);
  await all.page.locator(".wanting").getByRole("button", { name: tier }).click({ timeout: 60_000 });
  await said(all.page);
  const asked = [];
  all.page.on("dialog", (dialog) => (asked.push(dialog.message()), dialog.dismiss()));
  return { ...all, asked };
}

/** Reads the files again as this part of the list. */
async function again(page, tier) {
  if (await page.locator(".notice").count()) await page.locator(".notice button").click();
  const select = page.getByLabel("没有写明类别的表是");
  if (!(await select.isVisible())) await page.click("summary:has-text('更正乡镇')");
  await select.selectOption({ label: tier });
  await page.click("text=按此重新读取");
  await said(page);
}

async function edit(page, id, fields) {
  if (!(await page.getByLabel("事项", { exact: true }).isVisible())) await page.click("summary:has-text('更正事项')");
  if (id) {
    await page.getByLabel("事项", { exact: true }).fill(id);
    await page.getByRole("button", { name: "更正这一项" }).click();
  } else await page.getByRole("button", { name: "添加一项" }).click();
  for (const [label, text] of Object.entries(fields)) await page.getByLabel(label, { exact: true }).fill(text);
  await page.getByRole("button", { name: "保存" }).click();
  await page.locator("dialog").waitFor({ state: "detached", timeout: 60_000 });
}

test("names, matters, what was added, taken out and taught are there again under their new ids", async () => {
  const { page, asked, close } = await opened("基本履职");
  assert.deepEqual(await names(page), ["B001 发放高龄津贴", "B002 查处非法采砂", "B003 管护集镇路灯"]);
  await edit(page, "B001", { 事项名称: "发放高龄老人津贴" });
  await edit(page, "", { 事项类别: "民生服务", 事项名称: "调解邻里纠纷" });
  await page.getByLabel("事项", { exact: true }).fill("B002");
  await page.getByRole("button", { name: "更正这一项" }).click();
  await page.getByRole("button", { name: "删去这一项…" }).click();
  await page.getByRole("button", { name: "删去", exact: true }).click();
  await page.getByText("已删去 B002").waitFor({ timeout: 60_000 });
  await page.getByLabel("事项", { exact: true }).fill("B003");
  await page.getByRole("button", { name: "更正事由" }).first().click();
  const boxes = page.getByRole("dialog").getByRole("checkbox");
  await boxes.first().waitFor();
  for (const box of await boxes.all()) await box.check();
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("已更正 B003 的事由").waitFor({ timeout: 60_000 });
  const covers = (await whole(page)).items.find(({ id }) => id === "B003").matters.map(({ id, main }) => `${id} ${main}`).sort();
  await correct(page, "诉求\t号\n爷爷满八十能领啥\t1", 1, "B001");
  await page.locator(".notice.good").filter({ hasText: "已记下" }).waitFor({ timeout: 60_000 });
  await page.evaluate(() => (location.hash = "#lists"));
  await again(page, "配合履职");
  const now = await whole(page);
  assert.deepEqual(now.items.map(({ id, name }) => `${id} ${name}`), ["B001 调解邻里纠纷", "C001 发放高龄老人津贴", "C003 管护集镇路灯"]);
  assert.deepEqual(now.items[2].matters.map(({ id, main }) => `${id} ${main}`).sort(), covers);
  assert.deepEqual(now.taught.map(({ item, text }) => `${item} ${text}`), ["C001 爷爷满八十能领啥"]);
  assert.equal(await page.locator(UNDONE).count(), 0);
  assert.deepEqual(asked, []);
  await close();
});

test("what has no place in the list that is read now is told, and done where it has one again", async () => {
  const { page, asked, close } = await opened("配合履职");
  await edit(page, "C002", { 对应上级部门: "县水利局", 上级部门职责: "牵头查处非法采砂。" });
  await page.getByLabel("名称改为").fill("县水务局");
  await page.getByRole("button", { name: "改名" }).click();
  await page.getByText("已更正", { exact: true }).waitFor({ timeout: 60_000 });
  await again(page, "基本履职");
  const undone = page.locator(UNDONE);
  assert.deepEqual(await undone.locator("li").allInnerTexts(), ["对应上级部门", "上级部门职责"].map((heading) => `“查处非法采砂”的“${heading}”：这一类清单没有这一格`).concat("部门“县水利局”的更正：现在没有这个部门"));
  assert.match(await page.locator(".notice").innerText(), /3 处从前的更正没能再做/);
  await page.click("#language");
  assert.match(await undone.innerText(), /查处非法采砂: its part of the list has no cell 上级部门职责/);
  await page.click("#language");
  await again(page, "配合履职");
  assert.equal(await undone.count(), 0);
  const { items, departments } = await whole(page);
  assert.deepEqual(items[1].upper_duties.flatMap(({ duties }) => duties), ["牵头查处非法采砂。"]);
  assert.ok(departments.some(({ name }) => name === "县水务局"));
  assert.deepEqual(asked, []);
  await close();
});
