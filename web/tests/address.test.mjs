// Addresses: what changes while a dialog is open, and what names nothing.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { done, open } from "./fixture.mjs";
import { opened, tickets } from "./tables.mjs";

after(done);

test("a dialog in which nothing was written closes when the address changes, and the view is the address's", async () => {
  const { page, close } = await opened(tickets());
  await page.getByRole("button", { name: "更正第 2 行" }).click();
  await page.locator("dialog").waitFor();
  await page.evaluate(() => (location.hash = "#item=C065"));
  await page.locator(".item").filter({ hasText: "C065" }).waitFor();
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement.tagName === "H2");
  await page.getByRole("button", { name: "更正这一项" }).click();
  await page.getByLabel("事项名称").waitFor();
  await page.evaluate(() => (location.hash = "#item=C066"));
  await page.locator("dialog").waitFor({ state: "detached" });
  await page.waitForFunction(() => document.activeElement.tagName === "H2" && document.activeElement.textContent.includes("C066"));
  await close();
});

test("a dialog in which something was written asks first; who stays has what was written, and the address", async () => {
  const { page, close } = await opened(tickets());
  const asked = [];
  let answer = "dismiss";
  page.on("dialog", (dialog) => (asked.push(dialog.type()), dialog[answer]()));
  await page.evaluate(() => (location.hash = "#browse"));
  await page.locator("#results").waitFor();
  await page.evaluate(() => (location.hash = "#column"));
  await page.getByRole("button", { name: "更正第 2 行" }).click();
  await page.fill("#correct-item", "B061");
  await page.evaluate(() => (location.hash = "#lists"));
  await page.waitForFunction(() => location.hash === "#column");
  await page.evaluate(() => history.back());
  await page.waitForTimeout(300);
  assert.equal(await page.evaluate(() => location.hash), "#column");
  assert.deepEqual(asked.splice(0), ["confirm", "confirm"]);
  assert.equal(await page.inputValue("#correct-item"), "B061");
  assert.equal(await page.locator("#table-file").count(), 1);
  answer = "accept";
  await page.evaluate(() => (location.hash = "#lists"));
  await page.locator("#list-file").waitFor({ state: "attached" });
  await page.locator("dialog").waitFor({ state: "detached" });
  assert.deepEqual(asked, ["confirm"]);
  await close();
});

test("an address that names no page says so, in either language, until one goes to another", async () => {
  for (const hash of ["#matter=M0060", "#constructor", "#清单", "#Item=C065"]) {
    const { page, close } = await open(hash);
    const said = page.locator("#notice [role=alert]");
    await said.waitFor();
    assert.equal(await said.locator("p").innerText(), `网址里的“${hash}”不是这里的任何一页，所以显示的是“查问”`);
    await page.click("#language");
    assert.equal(await said.locator("p").innerText(), `The address names no page that there is (${hash}): this is “Ask”`);
    await page.evaluate(() => (location.hash = "#browse"));
    await said.waitFor({ state: "detached" });
    await close();
  }
});

test("an item and a department that the list has not are said to be missing, in either language", async () => {
  for (const [hash, chinese, english] of [["#item=Z999", "这份清单里没有 Z999。", "This list has no Z999."], ["#department=民政所", "这份清单里没有“民政所”。", "This list has no 民政所."]]) {
    const { page, close } = await open(hash);
    await page.getByText(chinese, { exact: true }).waitFor();
    await page.click("#language");
    await page.getByText(english, { exact: true }).waitFor();
    await close();
  }
});
