// What tests of tables share: a table, its answers, the correction of a row, the workbook that is downloaded.
import { downloaded, engine, file, open } from "./fixture.mjs";

const csv = (rows) => rows.map((row) => row.map((cell) => `"${cell}"`).join(",")).join("\n");

/** A table of requests. */
export const tickets = (name = "工单.csv", more = []) => file(name, csv([
  ["编号", "诉求内容", "状态"],
  ["1", "老板欠我们工钱不给", "待办"],
  ["2", "秸秆焚烧没人管", "待办"],
  ["3", "想办护照去哪里", "待办"],
  ...more,
]));

export const finished = (page) => page.locator("#table [role=status]").filter({ hasText: "判断完毕" }).first().waitFor({ timeout: 120_000 });
export const rows = (page) => page.locator("table.rows tbody tr");

/** A page with a table that was answered. */
export async function opened(given, options) {
  const all = await open("#column", options);
  await all.page.setInputFiles("#table-file", given);
  await finished(all.page);
  return all;
}

/** Corrects a row by its number. */
export async function corrected(page, row, item) {
  await page.getByRole("button", { name: `更正第 ${row} 行` }).click();
  await page.fill("#correct-item", item);
  await page.press("#correct-item", "Enter");
  await page.locator("dialog").waitFor({ state: "detached", timeout: 60_000 });
}

/** The sheet `结果` of a workbook as rows by their headings, and the sheet `概要` as facts. */
export async function workbook(page) {
  const { bytes } = await downloaded(page, () => page.click("text=下载结果（Excel）"));
  const sheets = JSON.parse(engine.tableRead("结果.xlsx", bytes));
  const [summary, answers] = sheets;
  const [heads, ...rest] = answers.first;
  engine.tableChoose(0, 0, 0);
  const facts = new Map();
  for (let at = 0; at < summary.rows; at++) {
    const cells = JSON.parse(engine.tableRow(at)).map(([, cell]) => cell);
    facts.set(cells[0] || `note ${at}`, cells[1]);
  }
  return { facts, rows: rest.map((row) => Object.fromEntries(row.map((cell, at) => [heads[at], cell]))) };
}
