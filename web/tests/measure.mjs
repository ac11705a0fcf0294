// node tests/measure.mjs: how long after opening the first answer stands, in a new browser each time, as it is and with a processor four times slower.
import { chromium } from "playwright-core";
import { LAUNCH, PAGE } from "./browser.mjs";

for (const rate of [1, 4]) {
  const times = [];
  for (let at = 0; at < 5; at++) {
    const browser = await chromium.launch(LAUNCH);
    const page = await browser.newPage();
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    await page.goto(PAGE + "#q=" + encodeURIComponent("老板欠我们工钱不给"));
    await page.waitForSelector(".answer");
    times.push(Math.round(await page.evaluate(() => performance.getEntriesByName("lvzhi-ready")[0].startTime)));
    await browser.close();
  }
  times.sort((a, b) => a - b);
  console.log(`first answer, processor slowed ${rate} times: ${times.join(", ")} ms`);
}
