// What newcomers stumbled over in tables: nothing that was open is lost, what was stopped stays stopped, what was corrected is written.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { done, downloaded, engine, file, open } from "./fixture.mjs";
import { corrected, finished, opened, rows, tickets, workbook } from "./tables.mjs";

after(done);

const many = (count) => file("多.csv", ["编号,诉求内容,另一列", ...Array.from({ length: count }, (_, at) => `${at},路灯坏了三个月没人修第${at}件,村口的老榆树有人要砍第${at}件`)].join("\n"));
const bad = (page) => page.locator(".notice.bad").first();

test("a file that cannot be read changes nothing: table, answers and corrections stay", async () => {
  const { page, close } = await opened(tickets());
  await corrected(page, 1, "B001");
  await workbook(page);
  for (const [name, bytes, words] of [["坏.xlsx", "", /写有诉求的表/], ["图.png", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0]), /图片不能读取/], ["清.lvz", engine.lvz(0), /我的清单/]]) {
    await page.setInputFiles("#table-file", file(name, bytes));
    await bad(page).waitFor();
    assert.match(await bad(page).innerText(), words);
    assert.doesNotMatch(await bad(page).innerText(), /存有清单|lvzhi --list/);
    assert.equal(await rows(page).count(), 3);
    assert.match(await rows(page).first().innerText(), /已更正/);
    assert.equal((await workbook(page)).rows[0].事项编号, "B001");
    await page.locator(".notice button").click();
  }
  await close();
});

test("a worker that is lost takes no table with it", async () => {
  const { page, close } = await opened(tickets(), { before: () => {
    const { Worker } = window;
    window.Worker = class extends Worker {
      constructor(...given) {
        super(...given);
        window.lastWorker = this;
      }
    };
  } });
  await corrected(page, 1, "B001");
  await page.evaluate(() => window.lastWorker.dispatchEvent(new MessageEvent("message", { data: { dead: "broken" } })));
  await finished(page);
  assert.match(await rows(page).first().innerText(), /已更正/);
  assert.equal((await workbook(page)).rows[0].事项编号, "B001");
  await close();
});

test("stop stops, also after another column was chosen while it ran", async () => {
  const { page, close } = await open("#column");
  await page.setInputFiles("#table-file", many(60_000));
  await page.locator("#progress").waitFor({ timeout: 120_000 });
  await page.selectOption("#table-column", "2");
  await page.getByRole("button", { name: "停止" }).click();
  await page.getByText("中途停止").waitFor({ timeout: 10_000 });
  await page.waitForTimeout(1_500);
  assert.equal(await page.locator("#progress").count(), 0);
  // The summary says how many rows have no answer.
  const { facts } = await workbook(page);
  const left = Number(facts.get("中途停止、没有判断的行"));
  assert.ok(left > 0, "nothing left");
  assert.equal(Number(facts.get("有判断的行")) + left, 60_000);
  assert.match([...facts.values()].join(), /判断中途停止/);
  await page.getByRole("button", { name: "从头判断" }).click();
  await page.getByRole("button", { name: "停止" }).click();
  await close();
});

test("what a person corrected stands in the columns of the answer", async () => {
  const { page, close } = await opened(tickets());
  await corrected(page, 1, "B061");
  const { facts, rows: [first, second] } = await workbook(page);
  assert.equal(first.判断, "基本履职");
  assert.equal(first.事项编号, "B061");
  assert.equal(first.负责单位, (await page.locator("table.rows tbody tr").first().locator(".who").innerText()).trim());
  assert.match(first.人工更正, /人工.*上级部门收回 R009/);
  assert.equal(second.人工更正 ?? "", "");
  assert.equal(facts.get("人工更正"), "1");
  await close();
});

test("a cell longer than Excel allows is cut, which the summary says", async () => {
  const { page, close } = await opened(tickets("长.csv", [["4", "路灯坏了", "很长".repeat(20_000)]]));
  const { facts, rows: found } = await workbook(page);
  assert.match([...facts.values()].join(), /1 个单元格的文字超过 Excel/);
  assert.match(found[3].状态, /^很长很长.*已截短/);
  assert.equal(await bad(page).count(), 0);
  await close();
});

test("a row that is too long to be asked says so in one language", async () => {
  const { page, close } = await opened(tickets("长.csv", [["4", "路灯坏了".repeat(10_000), "待办"]]));
  const cell = rows(page).nth(3).locator("td").nth(2);
  assert.equal((await cell.innerText()).trim(), "查询过长：约 40,000 个汉字，最多约 21,845 个。请只保留诉求部分");
  await page.click("#language");
  assert.match(await cell.innerText(), /^The text is too long: some 40,000 Chinese characters, at most some 21,845\. Keep the request itself\s*$/);
  await close();
});

test("a notice about one file does not stand over the next", async () => {
  const { page, close } = await open("#column");
  await page.setInputFiles("#table-file", file("坏.xlsx", ""));
  await bad(page).waitFor();
  await page.setInputFiles("#table-file", tickets());
  await finished(page);
  assert.equal(await bad(page).count(), 0);
  await close();
});

test("each sheet has its own column and headings, and that with a heading of requests is taken first", async () => {
  const all = await opened(tickets());
  const { bytes } = await downloaded(all.page, () => all.page.click("text=下载结果（Excel）"));
  await all.page.setInputFiles("#table-file", file("结果.xlsx", bytes));
  await all.page.waitForFunction(() => document.querySelector("#table-sheet option:checked")?.textContent === "结果" && document.querySelector("table.rows"));
  assert.equal(await all.page.locator("#table-column option:checked").innerText(), "诉求内容");
  assert.equal(await rows(all.page).count(), 3);
  const summary = JSON.parse(engine.tableRead("结果.xlsx", bytes))[0];
  await all.page.focus("#table-sheet");
  await all.page.selectOption("#table-sheet", { label: "概要" });
  await finished(all.page);
  assert.equal(await all.page.locator("#table-column").inputValue(), String(summary.column));
  assert.equal(await all.page.locator("#table-headings").inputValue(), String(summary.headings));
  assert.equal(await all.page.evaluate(() => document.activeElement.id), "table-sheet");
  await all.close();
});

test("filters say what they filter, and search the whole request", async () => {
  const { page, close } = await opened(tickets("滤.csv", [["4", `路灯坏了三个月没人修${"，请尽快处理".repeat(30)}，在枫桥头`, "待办"]]));
  await page.locator(".chart").nth(1).locator("button").first().click();
  const some = await rows(page).count();
  assert.ok(some < 4);
  await page.selectOption("#filter-verdict", "");
  assert.equal(await rows(page).count(), some);
  await page.getByRole("button", { name: /负责单位：.*取消/ }).click();
  assert.equal(await rows(page).count(), 4);
  await page.locator(".chart").first().getByRole("button", { name: "清单外" }).click();
  assert.equal(await page.inputValue("#filter-verdict"), "unlisted");
  await page.click("#colours");
  assert.equal(await page.inputValue("#filter-verdict"), "unlisted");
  await page.selectOption("#filter-verdict", "");
  await page.fill("#filter-text", "枫桥头");
  await page.waitForFunction(() => document.querySelectorAll("table.rows tbody tr").length === 1);
  assert.match(await rows(page).first().innerText(), /路灯坏了/);
  await close();
});

test("after a correction the focus is on its row; Enter keeps what was written", async () => {
  const { page, close } = await opened(tickets());
  await corrected(page, 2, "B061");
  assert.equal(await page.evaluate(() => document.activeElement.getAttribute("aria-label")), "更正第 2 行");
  await page.selectOption("#filter-verdict", "unlisted");
  await corrected(page, 3, "B061");
  assert.equal(await page.evaluate(() => document.activeElement.id), "rows-shown");
  await close();
});

test("corrections are there again after another list was asked, and where another column was", async () => {
  const { page, close } = await opened(tickets());
  await page.evaluate(() => (location.hash = "#lists"));
  await page.setInputFiles("#list-file", file("内置.lvz", engine.lvz(0)));
  await page.locator(".notice.good").waitFor();
  await page.selectOption("#asked-list", "0");
  await page.evaluate(() => (location.hash = "#column"));
  await finished(page);
  await corrected(page, 1, "B061");
  const [other, mine] = await page.locator("#asked-list option").evaluateAll((all) => [1, all.length - 1].map((at) => all[at].value));
  const marked = () => page.locator("table.rows tbody tr").first().filter({ hasText: "已更正" });
  await page.selectOption("#asked-list", other);
  await finished(page);
  assert.equal(await marked().count(), 0);
  await page.selectOption("#asked-list", mine);
  await marked().waitFor();
  await page.selectOption("#table-column", "2");
  await page.waitForFunction(() => !document.querySelector("table.rows")?.textContent.includes("已更正"));
  await page.selectOption("#table-column", "1");
  await marked().waitFor();
  assert.equal((await workbook(page)).rows[0].事项编号, "B061");
  await close();
});

test("the same file can be chosen again after it was mended; what was pasted stays when colours change", async () => {
  const { page, close } = await opened(tickets());
  assert.equal(await page.inputValue("#table-file"), "");
  await page.fill("#filter-text", "护照");
  await page.waitForFunction(() => document.querySelectorAll("table.rows tbody tr").length === 1);
  await page.setInputFiles("#table-file", tickets("工单.csv", [["4", "路灯坏了", "待办"]]));
  await page.waitForFunction(() => document.querySelectorAll("table.rows tbody tr").length === 4);
  assert.equal(await page.inputValue("#filter-text"), "");
  await page.fill("#table-paste", "路灯坏了");
  await page.click("#colours");
  assert.equal(await page.inputValue("#table-paste"), "路灯坏了");
  await close();
});

/** Drops files onto the page. */
async function drop(page, files) {
  const transfer = await page.evaluateHandle((files) => {
    const data = new DataTransfer();
    for (const [name, text] of files) data.items.add(new File([text], name));
    return data;
  }, files.map(({ name, buffer }) => [name, buffer.toString()]));
  await page.dispatchEvent("body", "drop", { dataTransfer: transfer });
}

test("two tables at once: the second is named; a table of headings says so", async () => {
  const { page, close } = await open("#column");
  await drop(page, [tickets("甲.csv"), tickets("乙.csv")]);
  await bad(page).waitFor();
  assert.match(await bad(page).innerText(), /读了 甲\.csv，没有读 乙\.csv/);
  await page.setInputFiles("#table-file", file("空表.csv", "编号,诉求内容,状态\n"));
  await page.getByText("这个表只有标题行").waitFor();
  await close();
});

test("a table dropped where questions are asked is not taken for a list", async () => {
  const { page, close } = await open("#ask");
  await drop(page, [tickets()]);
  await page.getByRole("button", { name: "是工单表" }).click();
  await finished(page);
  assert.equal(await rows(page).count(), 3);
  assert.equal(await page.locator("#asked-list option").count(), 1);
  await close();
});
