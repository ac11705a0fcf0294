// A page for each test, watched: whatever it asks of a network, or breaks on, fails the test.
import { chromium } from "playwright-core";
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { LAUNCH, PAGE } from "./browser.mjs";
import { load } from "../dist/npm/lvzhi.js";

/** The library in Node, to make files for the page and to know what it must say. */
export const engine = await load(readFileSync(new URL("../dist/npm/lvzhi.wasm", import.meta.url)));

let browser;

export async function open(hash = "", options = {}) {
  browser ??= await chromium.launch(LAUNCH);
  const context = options.context ?? (await browser.newContext({ viewport: { width: 1280, height: 900 }, permissions: ["clipboard-read", "clipboard-write"], ...options.settings }));
  const page = await context.newPage();
  const wrong = [];
  page.on("request", (request) => /^(file|blob|data):/.test(request.url()) || (options.own && request.url().startsWith(options.own)) || wrong.push(`request: ${request.url()}`));
  page.on("pageerror", (error) => wrong.push(error.stack));
  page.on("console", (said) => said.type() === "error" && wrong.push(said.text()));
  if (options.before) await page.addInitScript(options.before);
  await page.goto((options.url ?? PAGE) + hash);
  if (!options.broken) await page.waitForSelector("body.ready", { timeout: 30_000 });
  return {
    page, context,
    async close() {
      await page.close();
      if (!options.context) await context.close();
      assert.deepEqual(wrong, []);
    },
  };
}

export const done = async () => { await browser?.close(); browser = undefined; };

/** A file as it is dropped or chosen. */
export const file = (name, content, mimeType = "application/octet-stream") => ({ name, mimeType, buffer: Buffer.from(content) });

export const read = (path) => readFileSync(new URL(`../../${path}`, import.meta.url));

/** A made-up list, and one that does not say of which township it is. */
export const official = file("清单.xlsx", read("crates/import/tests/data/official.xlsx"));
export const NAMELESS = "序号,清单类别,事项类别,事项名称\n1,基本履职,民生服务,发放高龄津贴\n2,基本履职,民生服务,管护集镇路灯\n";

/** Chooses files of a list, and waits for what is said of them. */
export async function choose(page, ...files) {
  await page.setInputFiles("#list-file", files);
  await page.locator(".notice.good, .notice.bad").first().waitFor({ timeout: 60_000 });
}

/** What a download holds. */
export async function downloaded(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return { name: download.suggestedFilename(), bytes: new Uint8Array(readFileSync(await download.path())) };
}

/** Pastes a table and corrects one of its rows, which teaches the list; what comes of it is for the test to wait for. */
export async function correct(page, pasted, row, item = "B061") {
  await page.evaluate(() => (location.hash = "#column"));
  await page.fill("#table-paste", pasted);
  await page.click("text=读取粘贴的内容");
  await page.getByText("判断完毕").waitFor();
  await page.getByRole("button", { name: `更正第 ${row} 行` }).click();
  await page.fill("#correct-item", item);
  await page.click("text=记下并教给清单");
}
