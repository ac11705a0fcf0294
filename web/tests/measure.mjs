// node tests/measure.mjs: how long after opening the first answer stands, in a new browser each time, and how long each key takes that is typed behind it;
// as it is, and with the page's thread four times slower. The load is that of the machine meanwhile: other work on it makes all of this longer.
import { loadavg } from "node:os";
import { chromium } from "playwright-core";
import { LAUNCH, PAGE } from "./browser.mjs";

const TEXTS = ["村口的路灯坏了三个月没人修", "老板欠我们工钱不给", "秸秆焚烧没人管，烟很大", "想办护照去哪里",
  "工单编号：20260317004 诉求内容：村里的路灯坏了三个月没人修，另外邻居半夜烧秸秆，请尽快核实处理"];

/** Writes each text, character by character. */
async function typed(texts) {
  const field = document.getElementById("question");
  const times = [];
  for (const text of [...texts, ...texts, ...texts]) {
    for (let length = 1; length <= text.length; length++) {
      field.value = text.slice(0, length);
      const began = performance.now();
      field.dispatchEvent(new InputEvent("input"));
      times.push(performance.now() - began);
      await new Promise((done) => setTimeout(done, 0));
    }
  }
  return times;
}

const at = (times, share) => times.sort((a, b) => a - b)[Math.floor((times.length - 1) * share)];
for (const rate of [1, 4]) {
  const [first, keys] = [[], []];
  for (let run = 0; run < 7; run++) {
    const browser = await chromium.launch(LAUNCH);
    const page = await browser.newPage();
    const session = await page.context().newCDPSession(page);
    await session.send("Emulation.setCPUThrottlingRate", { rate });
    await page.goto(PAGE + "#q=" + encodeURIComponent("老板欠我们工钱不给"));
    await page.waitForSelector(".answer");
    first.push(Math.round(await page.evaluate(() => performance.getEntriesByName("lvzhi-ready")[0].startTime)));
    if (run === 0) keys.push(...await page.evaluate(typed, TEXTS));
    await browser.close();
  }
  console.log(`slowed ${rate} times, load ${loadavg()[0].toFixed(1)}: first answer ${first.sort((a, b) => a - b).join(", ")} ms; ${keys.length} keys, ${at(keys, 0.5).toFixed(1)} ms in the middle, ${at(keys, 0.95).toFixed(1)} at 95 %, ${at(keys, 0.99).toFixed(1)} at 99 %`);
}
