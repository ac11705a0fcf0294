// For people: what axe finds, the keyboard alone, zoom, and pictures to look at.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { done, file, open, read } from "./fixture.mjs";

after(done);

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const VIEWS = { ask: "#q=" + encodeURIComponent("村里的路灯坏了三个月没人修，另外邻居半夜烧秸秆，请尽快核实处理"), empty: "#ask", unlisted: "#q=" + encodeURIComponent("想办护照去哪里"), column: "#column", browse: "#browse", item: "#item=C065", edit: "#item=C065", matters: "#item=C065", departments: "#departments", lists: "#lists" };
const shots = new URL("../shots/", import.meta.url);
mkdirSync(shots, { recursive: true });

/** Brings a view to where there is most to see. */
async function prepare(page, view) {
  if (view === "column") {
    await page.fill("#table-paste", "号\t诉求\n1\t老板欠我们工钱不给\n2\t秸秆焚烧没人管\n3\t想办护照去哪里\n4\t村口那棵几百年的老榆树有人要砍");
    await page.click("text=读取粘贴的内容");
    await page.getByText("判断完毕").waitFor();
  }
  if (view === "lists") {
    await page.setInputFiles("#list-file", file("清单.xlsx", read("crates/import/tests/data/official.xlsx")));
    await page.locator("#report h3").waitFor({ timeout: 60_000 });
  }
  if (view === "edit") {
    await page.getByRole("button", { name: "更正这一项" }).click();
    await page.getByLabel("上级部门职责").waitFor();
  }
  if (view === "matters") {
    await page.getByRole("button", { name: "更正事由" }).click();
    await page.getByRole("dialog").waitFor();
  }
  if (view === "browse") await page.locator("#results summary").first().click();
}

for (const colorScheme of ["light", "dark"]) {
  test(`WCAG 2.2 AA in every view, ${colorScheme}, at three widths`, { timeout: 300_000 }, async () => {
    const found = [];
    for (const [view, hash] of Object.entries(VIEWS)) {
      const { page, close } = await open(hash, { settings: { colorScheme } });
      await prepare(page, view);
      for (const width of [1280, 800, 360]) {
        await page.setViewportSize({ width, height: 800 });
        await page.screenshot({ path: new URL(`${view}-${width}-${colorScheme}.png`, shots).pathname, fullPage: true });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        assert.ok(wide <= 0, `${view} at ${width}: ${wide} pixels too wide`);
      }
      // Through the debugger, which the page's policy does not bind.
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
      found.push(...violations.map(({ id, nodes }) => `${view}: ${id} ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`));
      await close();
    }
    assert.deepEqual(found, []);
  });
}

test("the keyboard alone asks, browses and corrects", async () => {
  const { page, close } = await open();
  assert.equal(await page.evaluate(() => document.activeElement.id), "question");
  await page.keyboard.type("秸秆焚烧没人管");
  await page.locator(".answer").waitFor();
  const reached = [];
  for (let at = 0; at < 12; at++) {
    await page.keyboard.press("Tab");
    reached.push(await page.evaluate(() => document.activeElement.textContent.slice(0, 20)));
  }
  for (const wanted of [/^C065/, /巴楚县农业农村局/, /^其他可能/, /复制为答复/, /打印责任卡/]) assert.ok(reached.some((text) => wanted.test(text)), `${wanted}: ${reached}`);
  await page.evaluate(() => (location.hash = "#item=C065"));
  await page.waitForFunction(() => document.activeElement.tagName === "H2");
  await close();
});

test("an item is mended with the keyboard alone, and the focus comes back", async () => {
  const { page, close } = await open("#item=B001");
  const button = page.getByRole("button", { name: "更正这一项" });
  await button.focus();
  await page.keyboard.press("Enter");
  await page.getByLabel("事项名称").waitFor();
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "更正这一项");
  await page.keyboard.press("Enter");
  await page.getByLabel("事项名称").waitFor();
  for (const wanted of ["edit-tier", "edit-0", "edit-1"]) {
    if (wanted !== "edit-tier") await page.keyboard.press("Tab");
    assert.equal(await page.evaluate(() => document.activeElement.id), wanted);
  }
  await page.keyboard.press("Control+A");
  await page.keyboard.type("学习贯彻");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "保存");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "B001 学习贯彻" }).waitFor({ timeout: 60_000 });
  await close();
});

test("what is heard: a live region says the verdict after a pause", async () => {
  const { page, close } = await open();
  await page.keyboard.type("秸秆焚烧没人管");
  await page.waitForFunction(() => document.getElementById("live").textContent.includes("农业农村局"));
  await close();
});

test("200 % zoom and high contrast lose nothing", async () => {
  const { page, close } = await open(VIEWS.ask, { settings: { viewport: { width: 640, height: 450 }, deviceScaleFactor: 2, forcedColors: "active" } });
  assert.ok((await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)) <= 0);
  assert.equal(await page.locator(".answer .mark").first().isVisible(), true);
  await page.screenshot({ path: new URL("contrast.png", shots).pathname, fullPage: true });
  await close();
});
