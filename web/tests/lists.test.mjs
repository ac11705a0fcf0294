// Own lists: read, doubted, asked, kept, saved, compared. `mend.test.mjs` mends their items.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { NAMELESS, choose, correct, done, downloaded, engine, file, official, open, read } from "./fixture.mjs";

after(done);

test("a workbook becomes the list that is asked, with a report of its doubts", async () => {
  const { page, close } = await open("#lists");
  await choose(page, official);
  assert.match(await page.locator(".notice").innerText(), /读出 \d+ 项/);
  assert.match(await page.locator("#report").innerText(), /读取报告：清单.xlsx[\s\S]*文件载明/);
  const name = await page.locator("#asked-list option:checked").innerText();
  assert.notEqual(name, "夏马勒乡");
  await page.click("#report >> text=去查问");
  await page.fill("#question", "集镇上的路灯坏了");
  assert.match(await page.locator(".actions").innerText(), new RegExp(`按 ${name} 的清单`));
  await close();
});

test("Word, CSV and a compiled list are read; dropped anywhere", async () => {
  const { page, close } = await open("#lists");
  await choose(page, file("清单.docx", read("crates/import/tests/data/list.docx")));
  assert.equal(await page.locator("#asked-list option").count(), 2);
  await page.evaluate(() => (location.hash = "#ask"));
  const bytes = [...engine.lvz(0)];
  const transfer = await page.evaluateHandle((bytes) => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(bytes)], "内置.lvz"));
    return data;
  }, bytes);
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
  await page.getByText("已打开 内置.lvz").waitFor();
  assert.equal(await page.locator("#asked-list option").count(), 3);
  await close();
});

test("what the file lacks is given and what it has wrong is mended", async () => {
  const { page, close } = await open("#lists");
  await choose(page, official);
  await page.click("summary:has-text('更正乡镇')");
  await page.getByLabel("乡镇（街道）").fill("东岭乡");
  await page.getByRole("button", { name: "更正", exact: true }).click();
  await page.waitForFunction(() => document.querySelector("#asked-list option:checked").textContent === "东岭乡");
  assert.equal(await page.locator("#asked-list option").count(), 2);
  await page.getByLabel("乡镇（街道）").fill("西岭乡");
  page.once("dialog", (asked) => asked.accept());
  await page.click("text=按此重新读取");
  await page.waitForFunction(() => document.querySelector("#asked-list option:checked").textContent === "西岭乡");
  assert.equal(await page.locator("#asked-list option").count(), 2);
  await page.click("summary:has-text('更正事项')");
  await page.getByLabel("事项", { exact: true }).fill("B001");
  await page.getByRole("button", { name: "更正这一项" }).click();
  await page.getByLabel("事项名称").fill("管护集镇的路灯");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("已更正 B001").waitFor({ timeout: 60_000 });
  await page.evaluate(() => (location.hash = "#item=B001"));
  await page.getByRole("heading", { name: "管护集镇的路灯" }).waitFor();
  await close();
});

test("kept in the browser, there again, and gone when it is closed", async () => {
  const first = await open("#lists");
  await choose(first.page, official);
  await first.page.getByLabel("存在本机浏览器").check();
  const name = await first.page.locator("#asked-list option:checked").innerText();
  await first.page.waitForTimeout(300);
  const second = await open("", { context: first.context });
  await second.page.waitForFunction((name) => document.querySelector("#asked-list option:checked")?.textContent === name, name);
  await second.page.evaluate(() => (location.hash = "#lists"));
  await second.page.getByRole("button", { name: "关闭", exact: true }).last().click();
  await second.page.waitForFunction(() => document.querySelectorAll("#asked-list option").length === 1);
  await second.close();
  const third = await open("", { context: first.context });
  await third.page.waitForTimeout(300);
  assert.equal(await third.page.locator("#asked-list option").count(), 1);
  await third.close();
  await first.close();
});

test("saved as .lvz and as Excel, which are the same list", async () => {
  const { page, close } = await open("#lists");
  const lvz = await downloaded(page, () => page.click("text=存为 .lvz"));
  assert.equal(lvz.name, "夏马勒乡.lvz");
  assert.deepEqual(lvz.bytes, engine.lvz(0));
  const xlsx = await downloaded(page, () => page.click("text=存为 Excel"));
  await choose(page, file("回读.xlsx", xlsx.bytes));
  assert.match(await page.locator(".notice").innerText(), /读出 292 项/);
  const form = await downloaded(page, () => page.click("text=下载空白模板"));
  assert.equal(form.name, "清单模板.xlsx");
  await close();
});

test("two lists side by side", async () => {
  const { page, close } = await open("#lists");
  await choose(page, official);
  await page.getByRole("button", { name: "比较", exact: true }).click();
  assert.match(await page.locator(".comparison").innerText(), /只有一家有/);
  const xlsx = await downloaded(page, () => page.click("text=下载全部（Excel）"));
  assert.equal(new TextDecoder().decode(xlsx.bytes.slice(0, 2)), "PK");
  await close();
});

const asked = (page) => page.locator("#asked-list option:checked").innerText();

test("a list that names no township is called by its file, and the township is asked for", async () => {
  const { page, close } = await open("#lists");
  await choose(page, file("没写乡镇.csv", NAMELESS));
  assert.match(await page.locator(".notice").innerText(), /现在按“没写乡镇.csv”回答。文件没有写明是哪个乡镇/);
  assert.equal(await asked(page), "没写乡镇.csv");
  assert.ok(await page.getByRole("radio", { name: "没写乡镇.csv" }).isVisible());
  await page.evaluate(() => (location.hash = "#q=" + encodeURIComponent("发放高龄津贴")));
  await page.locator(".answer").waitFor();
  assert.match(await page.locator(".answer .sentence").innerText(), /由本乡镇负责/);
  await page.evaluate(() => (location.hash = "#lists"));
  await page.locator("#report").getByLabel("乡镇（街道）").fill("东岭乡");
  await page.getByRole("button", { name: "更正", exact: true }).click();
  await page.waitForFunction(() => document.querySelector("#asked-list option:checked").textContent === "东岭乡");
  await close();
});

test("lists of one township are told apart by their files, and by a number where these are called the same", async () => {
  const { page, close } = await open("#lists");
  const names = () => page.locator("#asked-list option").allInnerTexts();
  await choose(page, official);
  await choose(page, file("清单.docx", read("crates/import/tests/data/list.docx")));
  await page.waitForFunction(() => document.querySelectorAll("#asked-list option").length === 3);
  assert.deepEqual((await names()).slice(1), ["桐溪乡（清单.xlsx）", "桐溪乡（清单.docx）"]);
  await page.getByRole("button", { name: "比较", exact: true }).click();
  await page.locator(".comparison").waitFor();
  await page.setInputFiles("#list-file", official);
  await page.waitForFunction(() => document.querySelectorAll("#asked-list option").length === 4);
  assert.deepEqual((await names()).slice(1), ["桐溪乡（清单.xlsx 1）", "桐溪乡（清单.docx）", "桐溪乡（清单.xlsx 2）"]);
  await page.getByLabel("甲").selectOption("1");
  await page.getByLabel("乙").selectOption("2");
  await page.getByRole("button", { name: "比较", exact: true }).click();
  await page.locator(".comparison dl").filter({ hasText: "清单.xlsx 1" }).filter({ hasText: "清单.docx" }).first().waitFor();
  await close();
});

test("a list that does not say its tier asks for it, on a page where nothing was read before", async () => {
  const { page, close } = await open("#lists");
  await page.setInputFiles("#list-file", file("无类别.csv", "序号,事项类别,事项名称\n1,民生服务,发放高龄津贴\n2,民生服务,查处非法采砂\n"));
  const form = page.locator(".wanting");
  await form.waitFor({ timeout: 60_000 });
  assert.match(await form.innerText(), /无类别.csv：属于哪一类清单/);
  assert.doesNotMatch(await form.innerText(), /--|nothing says/);
  await form.getByRole("button", { name: "配合履职" }).click();
  await page.locator(".notice.good").waitFor({ timeout: 60_000 });
  assert.equal(await form.count(), 0);
  assert.match(await page.locator(".notice").innerText(), /读出 2 项/);
  await page.evaluate(() => (location.hash = "#item=C002"));
  await page.locator(".item").waitFor();
  await close();
});

test("the focus stays where a person works, and what is unfolded stays so", async () => {
  const { page, close } = await open("#lists");
  await choose(page, official);
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  await page.locator("#asked-list").focus();
  await page.selectOption("#asked-list", "0");
  assert.equal(await focused(), "asked-list");
  await page.locator("#chosen-1").focus();
  await page.keyboard.press("Space");
  await page.locator("#chosen-0").click();
  assert.equal(await focused(), "chosen-0");
  await page.click("summary:has-text('更正事项')");
  await page.getByLabel("名称改为").fill("县里的一个局");
  await page.getByRole("button", { name: "改名" }).click();
  await page.getByText("已更正").first().waitFor({ timeout: 60_000 });
  assert.equal(await focused(), "改名");
  assert.equal(await page.getByLabel("名称改为").inputValue(), "");
  const unsure = await page.locator("#unsure button").count();
  assert.ok(unsure > 1);
  await page.locator("#unsure button").first().click();
  await page.getByRole("dialog").getByRole("button", { name: "保存" }).click();
  await page.waitForFunction((count) => document.querySelectorAll("#unsure button").length === count - 1, unsure);
  assert.ok(await page.locator("#unsure button").first().evaluate((button) => button === document.activeElement));
  await page.getByLabel("事项", { exact: true }).fill("B001");
  await page.getByRole("button", { name: "更正这一项" }).click();
  await page.getByLabel("事项名称").fill("管护集镇的路灯");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("已更正 B001").waitFor({ timeout: 60_000 });
  await page.waitForFunction(() => document.activeElement.textContent === "更正这一项");
  await close();
});

test("what stands in the report and in refusals is of the page, in its language", async () => {
  const { page, close } = await open("#lists");
  await choose(page, file("没写乡镇.csv", NAMELESS));
  assert.doesNotMatch(await page.locator("#report").evaluate((report) => report.textContent), /--[a-z]|\.toml|lvzhi/);
  await page.locator("#report").getByLabel("区划代码").fill("12");
  await page.getByRole("button", { name: "更正", exact: true }).click();
  await page.locator(".notice.bad").waitFor({ timeout: 60_000 });
  assert.match(await page.locator(".notice.bad").innerText(), /^区划代码：乡镇的区划代码是九位数字；请写全，或不写\s*✕$/);
  await page.click("#language");
  await page.getByRole("button", { name: "Correct", exact: true }).click();
  await page.locator(".notice.bad").filter({ hasText: "nine digits" }).waitFor({ timeout: 60_000 });
  assert.match(await page.locator(".notice.bad").innerText(), /^the division code: a township's division code has nine digits; give them, or leave it out\s*✕$/);
  await close();
});

test("a workbook of a taught list says what is not in it", async () => {
  const { page, close } = await open("#column");
  await correct(page, "诉求\t号\n想办护照去哪里\t1\n家里的猫丢了\t2", 1);
  await page.locator(".notice.good").filter({ hasText: "已记下" }).waitFor({ timeout: 60_000 });
  await page.evaluate(() => (location.hash = "#lists"));
  await downloaded(page, () => page.getByRole("button", { name: "存为 Excel" }).last().click());
  assert.match(await page.locator(".notice").innerText(), /没有教过的 1 条.*存为 .lvz/);
  await downloaded(page, () => page.getByRole("button", { name: "存为 .lvz" }).last().click());
  await close();
});
