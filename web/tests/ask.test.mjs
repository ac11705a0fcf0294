// Asking.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { done, engine, open } from "./fixture.mjs";

after(done);

test("a question is answered as it is typed: verdict, item, both sides, evidence, others", async () => {
  const { page, close } = await open();
  await page.fill("#question", "秸秆焚烧没人管");
  const answer = page.locator(".answer");
  await answer.waitFor();
  assert.match(await answer.innerText(), /配合履职[\s\S]*由巴楚县农业农村局牵头[\s\S]*C065[\s\S]*上级部门做什么[\s\S]*乡镇做什么/);
  assert.equal(await page.locator(".answer .mark").innerText(), "◐");
  assert.ok((await page.locator(".original mark").allInnerTexts()).join("").includes("秸秆焚烧"));
  await page.click(".others summary");
  await page.locator(".others").filter({ hasText: /沾边的词|原文没有专指它的词/ }).waitFor();
  await page.fill("#question", "");
  assert.equal(await page.locator(".answer").count(), 0);
  await close();
});

test("the first answer stands soon after opening, before the rest of the page has been read", async () => {
  const times = [];
  for (let at = 0; at < 3; at++) {
    const { page, close } = await open("#q=" + encodeURIComponent("老板欠我们工钱不给"));
    times.push(await page.evaluate(() => performance.getEntriesByName("lvzhi-ready")[0].startTime));
    await close();
  }
  console.log(`first answer ${times.map(Math.round).sort((a, b) => a - b).join(", ")} ms after opening`);
  // A third of a second here; a machine that does three other things at once is given six times that.
  assert.ok(Math.min(...times) <= 2_000, `${times}`);
});

test("what is not on the list has its usual body and basis, and no finding", async () => {
  const { page, close } = await open("#q=" + encodeURIComponent("想办护照去哪里"));
  const answer = await page.locator(".answer").innerText();
  assert.match(answer, /清单外[\s\S]*通常由[\s\S]*公安[\s\S]*通常由谁办[\s\S]*清单里最接近的（不是结论）/);
  assert.equal(await page.locator(".original mark").count(), 0);
  await close();
});

test("a ticket's wrapping is struck, several requests have several answers", async () => {
  const text = "工单编号：20260317004 诉求内容：村里的路灯坏了三个月没人修，另外邻居半夜烧秸秆，请尽快核实处理";
  const { page, close } = await open("#q=" + encodeURIComponent(text));
  assert.equal(await page.locator(".answer").count(), 2);
  const frame = (await page.locator(".original .frame").allInnerTexts()).join("|");
  assert.match(frame, /工单编号/);
  assert.match(frame, /请尽快核实处理/);
  // Nothing of the text is lost or doubled, whatever is marked.
  const shown = await page.locator(".original").evaluate((element) => {
    const copy = element.cloneNode(true);
    copy.querySelectorAll("sup").forEach((number) => number.remove());
    return copy.textContent;
  });
  assert.equal(shown, text);
  await close();
});

test("the address holds the question, and follows it", async () => {
  const { page, close } = await open("#q=" + encodeURIComponent("老板欠我们工钱不给"));
  assert.match(await page.locator(".answer").innerText(), /R009/);
  await page.fill("#question", "低保怎么申请");
  await page.waitForFunction(() => decodeURIComponent(location.hash) === "#q=低保怎么申请");
  await page.evaluate(() => (location.hash = "#q=" + encodeURIComponent("老板欠我们工钱不给")));
  await page.waitForFunction(() => document.querySelector(".answer")?.textContent.includes("R009"));
  await page.goto(page.url().replace(/#.*/, "#q=%E4%BD%8E%"));
  await page.waitForSelector("body.ready");
  await close();
});

test("a question that was just typed stays when the colours or the language are changed", async () => {
  const { page, close } = await open("#q=" + encodeURIComponent("老板欠我们工钱不给"));
  for (const [button, text] of [["colours", "低保怎么申请"], ["language", "路灯坏了没人修"]]) {
    await page.evaluate(([button, text]) => {
      const field = document.getElementById("question");
      field.value = text;
      field.dispatchEvent(new InputEvent("input"));
      document.getElementById(button).click();
    }, [button, text]);
    assert.equal(await page.inputValue("#question"), text);
    await page.waitForFunction((text) => decodeURIComponent(location.hash) === `#q=${text}`, text);
  }
  await page.evaluate(() => (location.hash = "#column"));
  await page.fill("#table-paste", "诉求");
  await page.click("#language");
  assert.equal(await page.inputValue("#table-paste"), "诉求");
  await close();
});

test("copied as a reply, and printed as a card of one page", async () => {
  const { page, close } = await open("#q=" + encodeURIComponent("老板欠我们工钱不给"), { before: () => (window.print = () => (window.printed = true)) });
  await page.click("text=复制为答复");
  await page.locator(".notice.good").waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /由巴楚县人力资源和社会保障局承接。\n\s+依据：《夏马勒乡履行职责事项清单》上级部门收回第 9 项（R009）/);
  await page.click("text=打印责任卡");
  assert.equal(await page.evaluate(() => window.printed), true);
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#card h1").innerText(), "责任卡");
  assert.equal(await page.locator("main").isVisible(), false);
  assert.equal(await pages(page), 1);
  await close();
});

test("the page prints what is on the screen; a card only by its button", async () => {
  const { page, close } = await open("#q=" + encodeURIComponent("老板欠我们工钱不给"), { before: () => (window.print = () => {}) });
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator(".answer").isVisible(), true);
  assert.equal(await page.locator("#card").isVisible(), false);
  await page.emulateMedia({ media: "screen" });
  await page.click("text=打印责任卡");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("#card").isVisible(), true);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  await page.evaluate(() => (location.hash = "#browse"));
  assert.equal(await page.locator("#card").isVisible(), false);
  assert.equal(await page.locator("#results").isVisible(), true);
  await close();
});

test("what has to be checked stands in the reply and on the card, too", async () => {
  const { page, close } = await open("#q=" + encodeURIComponent("莎车县的路灯坏了没人修"), { before: () => (window.print = () => {}) });
  assert.match(await page.locator(".remark").innerText(), /提到了别的县或乡镇/);
  await page.click("text=复制为答复");
  await page.locator(".notice.good").waitFor();
  assert.match(await page.evaluate(() => navigator.clipboard.readText()), /注意：提到了别的县或乡镇，请核对/);
  await page.click("text=打印责任卡");
  assert.match(await page.locator("#card").evaluate((card) => card.textContent), /注意提到了别的县或乡镇/);
  const unsure = await page.evaluate(() => ["树挡住了", "有人闹事", "地里的水", "房子的事", "车停在路上", "孩子没人管", "味道很大"].find((text) => {
    const { answer } = JSON.parse(window.lvzhi.engine.ask(0, text));
    return answer.verdict !== "unclear" && answer.confidence < 0.7;
  }));
  assert.ok(unsure);
  await page.fill("#question", unsure);
  await page.click("text=复制为答复");
  await page.waitForFunction(async () => /注意：把握只有 \d+%，请核对/.test(await navigator.clipboard.readText()));
  await close();
});

test("in English the reply is English, but for what the list says", async () => {
  const { page, close } = await open("#q=" + encodeURIComponent("老板欠我们工钱不给"));
  await page.click("#language");
  await page.click("text=Copy as a reply");
  await page.locator(".notice.good").waitFor();
  const reply = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(reply, /taken over by[\s\S]*Basis: the list of duties[\s\S]*item 9 \(R009\)[\s\S]*\(Version of the list: /);
  assert.doesNotMatch(reply, /依据|由程序比对/);
  await close();
});

const pages = async (page) => (await page.pdf({ preferCSSPageSize: true })).toString("latin1").match(/\/Type\s*\/Page\b/g).length;

test("the item with most to say has one page, too, and each of several requests has its own", async () => {
  const items = JSON.parse(engine.whole(0)).items;
  const length = (item) => JSON.stringify([item.upper_duties, item.township_duties, item.takeover]).length;
  const longest = items.reduce((most, item) => (length(item) > length(most) ? item : most));
  const { page, close } = await open("#q=" + encodeURIComponent(longest.name), { before: () => (window.print = () => {}) });
  assert.ok((await page.locator(".answer").innerText()).includes(longest.id));
  await page.click("text=打印责任卡");
  await page.emulateMedia({ media: "print" });
  assert.ok((await page.locator("#card").innerText()).includes(longest.name));
  assert.equal(await pages(page), 1, `${longest.id}: ${length(longest)}`);
  await page.emulateMedia({ media: "screen" });
  await page.fill("#question", "路灯坏了三个月没人修，另外邻居半夜烧秸秆");
  await page.locator(".answer >> nth=1").waitFor();
  await page.click("text=打印责任卡");
  await page.emulateMedia({ media: "print" });
  assert.equal(await pages(page), 2);
  await close();
});

test("a new word that is being composed is not answered before it stands", async () => {
  const { page, close } = await open();
  await page.locator("#question").evaluate((field) => {
    field.dispatchEvent(new CompositionEvent("compositionstart"));
    field.value = "dibao";
    field.dispatchEvent(new InputEvent("input"));
  });
  assert.equal(await page.locator(".answer").count(), 0);
  await page.locator("#question").evaluate((field) => {
    field.value = "低保";
    field.dispatchEvent(new CompositionEvent("compositionend"));
  });
  await page.locator(".answer").waitFor();
  await close();
});

test("memory is flat over a thousand questions, and each is answered within a frame", async () => {
  const { page, close } = await open();
  const { grown, slowest, middle } = await page.evaluate(async () => {
    const field = document.getElementById("question");
    const say = (text) => ((field.value = text), field.dispatchEvent(new InputEvent("input")));
    const memory = () => window.lvzhi.memory();
    const things = ["路灯", "低保", "工钱", "秸秆", "老榆树", "自来水", "危房", "学校"];
    for (let at = 0; at < 50; at++) say(things[at % 8] + "坏了" + at);
    const before = memory();
    const times = [];
    for (let at = 0; at < 1000; at++) {
      const began = performance.now();
      say(`${things[at % 8]}的事没人管，第${at}次反映，希望解决`);
      times.push(performance.now() - began);
      if (at % 50 === 0) await new Promise(requestAnimationFrame);
    }
    times.sort((a, b) => a - b);
    return { grown: memory() - before, slowest: times[989], middle: times[500] };
  });
  console.log(`a question: ${middle.toFixed(1)} ms in the middle, ${slowest.toFixed(1)} ms at 99 %`);
  assert.equal(grown, 0);
  assert.ok(middle <= 16, `${middle}`);
  await close();
});
