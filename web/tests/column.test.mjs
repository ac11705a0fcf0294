// Tables of requests.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { done, downloaded, engine, file, open } from "./fixture.mjs";

after(done);

const csv = (rows) => rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\n");
const tickets = file("工单.csv", csv([
  ["编号", "来电时间", "诉求内容", "状态"],
  ["1", "2026-03-17", "老板欠我们工钱不给", "待办"],
  ["2", "2026-03-18", "秸秆焚烧没人管", "待办"],
  ["3", "2026-03-18", "想办护照去哪里", "待办"],
  ["4", "2026-03-19", "", "待办"],
  ["5", "2026-03-19", "村口那棵几百年的老榆树有人要砍", "待办"],
]));

const finished = (page) => page.locator("#table [role=status]").filter({ hasText: "判断完毕" }).waitFor({ timeout: 120_000 });

test("the column of requests is found, each row answered, counted and drawn", async () => {
  const { page, close } = await open("#column");
  await page.setInputFiles("#table-file", tickets);
  await finished(page);
  assert.equal(await page.locator("#table-column option:checked").innerText(), "诉求内容");
  const rows = await page.locator("table.rows tbody tr").allInnerTexts();
  assert.equal(rows.length, 5);
  assert.match(rows[0], /上级部门收回[\s\S]*R009/);
  assert.match(rows[2], /清单外/);
  assert.match(rows[3], /（空）/);
  assert.equal(await page.locator(".chart").count(), 2);
  await page.selectOption("#filter-verdict", "unlisted");
  assert.equal(await page.locator("table.rows tbody tr").count(), 1);
  await page.locator(".chart button").first().click();
  assert.equal(await page.locator("table.rows tbody tr").count(), 1);
  await close();
});

test("the result has all that was there, the answers and the counts", async () => {
  const { page, close } = await open("#column");
  await page.setInputFiles("#table-file", tickets);
  await finished(page);
  const { name, bytes } = await downloaded(page, () => page.click("text=下载结果（Excel）"));
  assert.equal(name, "工单-归属判断.xlsx");
  const [, answers] = JSON.parse(engine.tableRead(name, bytes));
  assert.equal(answers.name, "结果");
  assert.deepEqual(answers.first[0].slice(0, 6), ["编号", "来电时间", "诉求内容", "状态", "判断", "事项编号"]);
  assert.deepEqual(answers.first[1].slice(0, 6), ["1", "2026-03-17", "老板欠我们工钱不给", "待办", "上级部门收回", "R009"]);
  await close();
});

test("cells pasted from a spreadsheet, and lines without any", async () => {
  const { page, close } = await open("#column");
  await page.fill("#table-paste", "号\t问题描述\n1\t老板欠我们工钱不给\n2\t秸秆焚烧没人管");
  await page.click("text=读取粘贴的内容");
  await finished(page);
  assert.equal(await page.locator("table.rows tbody tr").count(), 2);
  await page.fill("#table-paste", "老板欠我们工钱不给，已经三个月\n秸秆焚烧没人管, 烟很大");
  await page.click("text=读取粘贴的内容");
  await page.waitForFunction(() => document.querySelector("table.rows tbody tr:nth-child(2)")?.textContent.includes("烟很大"));
  await close();
});

test("an answer that is corrected is taught to the list, and written into the result", async () => {
  const { page, close } = await open("#column");
  await page.setInputFiles("#table-file", tickets);
  await finished(page);
  await page.getByRole("button", { name: "更正第 3 行" }).click();
  await page.fill("#correct-item", "没有这一项");
  await page.click("text=记下并教给清单");
  await page.locator("dialog [role=alert]").filter({ hasText: "没有这个编号" }).waitFor();
  await page.fill("#correct-item", "b061");
  await page.click("text=记下并教给清单");
  await page.locator(".notice.good").filter({ hasText: "已记下" }).waitFor({ timeout: 60_000 });
  assert.match(await page.locator("#asked-list option:checked").innerText(), /教过/);
  // The charts, the filter and the row say what holds now.
  assert.doesNotMatch(await page.locator("#charts").innerText(), /清单外/);
  assert.match(await page.locator("#charts .chart").first().innerText(), /基本履职\s*2/);
  await page.selectOption("#filter-verdict", "basic");
  assert.equal(await page.locator("table.rows tbody tr").count(), 2);
  assert.match(await page.locator("table.rows tbody tr").first().innerText(), /基本履职[\s\S]*原判断：清单外[\s\S]*B061[\s\S]*人工/);
  const { bytes } = await downloaded(page, () => page.click("text=下载结果（Excel）"));
  const [, answers] = JSON.parse(engine.tableRead("a.xlsx", bytes));
  const corrected = Object.fromEntries(answers.first[3].map((cell, at) => [answers.first[0][at], cell]));
  assert.equal(corrected.事项编号, "B061");
  assert.match(corrected.人工更正, /人工更正；原判断：清单外/);
  await page.evaluate(() => (location.hash = "#q=" + encodeURIComponent("想办护照去哪里")));
  await page.locator(".answer").filter({ hasText: "B061" }).waitFor();
  await close();
});

test("what was taught is asked of the other rows, too, and corrected rows stay", async () => {
  const { page, close } = await open("#column");
  await page.fill("#table-paste", "诉求\t号\n家里的猫丢了找谁\t1\n家里的猫丢了，找谁？\t2\n老板欠我们工钱不给\t3");
  await page.click("text=读取粘贴的内容");
  await finished(page);
  await page.getByRole("button", { name: "更正第 1 行" }).click();
  await page.fill("#correct-item", "B061");
  await page.click("text=记下并教给清单");
  await page.locator(".notice.good").filter({ hasText: "已记下" }).waitFor({ timeout: 60_000 });
  const rows = page.locator("table.rows tbody tr");
  assert.doesNotMatch(await rows.nth(1).innerText(), /B061/);
  await page.click("text=按教过的重新判断");
  await rows.nth(1).filter({ hasText: "B061" }).waitFor();
  assert.match(await rows.nth(0).innerText(), /已更正/);
  assert.match(await rows.nth(2).innerText(), /R009/);
  await close();
});

test("a hundred thousand rows: the page stays awake, and can stop", { timeout: 600_000 }, async () => {
  const things = ["路灯坏了三个月没人修", "老板欠我们工钱不给", "秸秆焚烧烟太大", "低保停了想重新申请", "村口老榆树有人要砍", "自来水停了三天", "邻居占了公共道路", "孩子上学报不上名"];
  const lines = ["编号,诉求内容"];
  for (let at = 0; at < 100_000; at++) lines.push(`${at},${things[at % 8]}第${at}件`);
  const { page, close } = await open("#column");
  const longest = page.evaluate(() => new Promise((done) => {
    let [before, most] = [performance.now(), 0];
    const beat = () => {
      const now = performance.now();
      most = Math.max(most, now - before);
      before = now;
      if (window.over) done(most);
      else setTimeout(beat, 10);
    };
    beat();
  }));
  await page.setInputFiles("#table-file", file("十万.csv", lines.join("\n")));
  await page.locator("#progress").waitFor({ timeout: 120_000 });
  await finished(page);
  const said = await page.locator("#table [role=status]").first().innerText();
  await page.evaluate(() => (window.over = true));
  console.log(said, `the page was never away for more than ${Math.round(await longest)} ms`);
  assert.match(said, /100,000 行/);
  await page.selectOption("#table-column", "1");
  await page.getByRole("button", { name: "停止" }).click();
  await page.getByText("中途停止").waitFor({ timeout: 30_000 });
  await close();
});
