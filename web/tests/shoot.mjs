// node tests/shoot.mjs NAME HASH WIDTH [dark]: a picture of the page as it is, for looking at.
import { chromium } from "playwright-core";
import { LAUNCH, PAGE } from "./browser.mjs";
const [name, hash, width = "1280", dark] = process.argv.slice(2);
const browser = await chromium.launch(LAUNCH);
const page = await browser.newPage({ viewport: { width: Number(width), height: 900 }, colorScheme: dark ? "dark" : "light" });
page.on("console", (said) => console.log(said.text()));
page.on("pageerror", (error) => console.log(error.stack));
await page.goto(PAGE + hash);
await page.waitForSelector("body.ready", { timeout: 20000 });
await page.waitForTimeout(300);
await page.screenshot({ path: `shots/${name}.png`, fullPage: true });
await browser.close();
