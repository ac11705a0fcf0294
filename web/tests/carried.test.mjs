// A correction goes with the text of its row: it is there wherever the same text is read, and where it is not, that is said.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { done, file } from "./fixture.mjs";
import { corrected, finished, opened, rows, tickets, workbook } from "./tables.mjs";

after(done);

const apart = (page) => page.locator("#table [role=status]").filter({ hasText: /更正.*没有用上/ });

test("another number of headings hides no correction", async () => {
  const { page, close } = await opened(tickets());
  await corrected(page, 2, "B061");
  for (const [headings, row] of [["0", 3], ["2", 1], ["1", 2]]) {
    await page.selectOption("#table-headings", headings);
    await finished(page);
    const marked = rows(page).filter({ hasText: "已更正" });
    await marked.waitFor();
    assert.match(await marked.innerText(), new RegExp(`^${row}\\s+秸秆焚烧没人管[\\s\\S]*B061`));
    assert.equal(await apart(page).count(), 0);
    const { facts, rows: written } = await workbook(page);
    assert.equal(written[row - 1].事项编号, "B061");
    assert.equal(facts.get("人工更正"), "1");
  }
  await close();
});

test("in a column that has the same text the correction is there; in one that has not, that is said", async () => {
  const { page, close } = await opened(file("两列.csv", [
    "编号,诉求内容,办理人转述",
    "1,秸秆焚烧没人管,秸秆焚烧没人管",
    "2,老板欠我们工钱不给,来电人说老板欠薪",
  ].join("\n")));
  await corrected(page, 1, "B061");
  await corrected(page, 2, "B002");
  assert.equal(await apart(page).count(), 0);
  await page.selectOption("#table-column", "2");
  await finished(page);
  await apart(page).waitFor();
  assert.match(await apart(page).innerText(), /1 处更正/);
  assert.match(await rows(page).nth(0).innerText(), /B061[\s\S]*已更正/);
  assert.doesNotMatch(await rows(page).nth(1).innerText(), /已更正/);
  await page.selectOption("#table-column", "1");
  await rows(page).nth(1).filter({ hasText: "已更正" }).waitFor();
  assert.equal(await apart(page).count(), 0);
  await close();
});

test("rows of the same text are corrected together, which is said; the last word counts", async () => {
  const { page, close } = await opened(tickets("同.csv", [["4", "秸秆焚烧没人管", "待办"]]));
  await corrected(page, 2, "B061");
  assert.match(await page.locator(".notice.good").innerText(), /同样文字的另外 1 行/);
  assert.equal(await rows(page).filter({ hasText: "已更正" }).count(), 2);
  assert.equal((await workbook(page)).rows[3].事项编号, "B061");
  await corrected(page, 4, "B002");
  assert.deepEqual((await workbook(page)).rows.map((row) => row.事项编号).filter((id) => /^B0(61|02)/.test(id)), ["B002", "B002"]);
  await close();
});

test("a correction that stands in no workbook that was downloaded is asked after", async () => {
  const { page, close } = await opened(tickets());
  await corrected(page, 2, "B061");
  const asked = [];
  page.on("dialog", (dialog) => (asked.push(dialog.type()), dialog.dismiss()));
  await page.selectOption("#table-column", "2");
  await apart(page).waitFor();
  // The workbook of another column has it not.
  await workbook(page);
  await page.setInputFiles("#table-file", tickets("乙.csv"));
  await page.waitForTimeout(300);
  assert.deepEqual(asked.splice(0), ["confirm"]);
  await page.selectOption("#table-column", "1");
  await rows(page).filter({ hasText: "已更正" }).waitFor();
  await workbook(page);
  await page.setInputFiles("#table-file", tickets("乙.csv", [["4", "路灯坏了", "待办"]]));
  await page.waitForFunction(() => document.querySelectorAll("table.rows tbody tr").length === 4);
  assert.deepEqual(asked, []);
  await close();
});
