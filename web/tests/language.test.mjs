// The English view: nothing of the page stays Chinese but what lists, files and people say; what is heard is in the language that is chosen.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { choose, correct, done, engine, file, official, open } from "./fixture.mjs";

after(done);

/** All strings in a value. */
const strings = (value) => typeof value === "string" ? [value] : value && typeof value === "object" ? Object.values(value).flatMap(strings) : [];
const WORDS = JSON.parse(engine.words());

/** What is Chinese in the page and is said by no list (whole strings of it) nor stands in `given` (pieces of which may be shown). */
async function chinese(page, given = []) {
  const lists = await page.evaluate(() => Array.from(document.querySelectorAll("#asked-list option"), (_, at) => {
    try {
      return window.lvzhi.engine.whole(at);
    } catch {
      // A list that was closed has left its number.
      return "null";
    }
  }));
  const own = [...new Set([...lists.map((list) => JSON.parse(list)), WORDS].flatMap(strings))].filter((text) => /[\u3400-\u9fff]/.test(text));
  return page.evaluate(([own, given]) => {
    const CHINESE = /[\u3000-\u303f\u3400-\u9fff\uff00-\uffef]+/g;
    const all = new Set(own);
    const long = own.toSorted((a, b) => b.length - a.length);
    const left = (text) => {
      CHINESE.lastIndex = 0;
      if (!CHINESE.test(text) || all.has(text.trim())) return "";
      CHINESE.lastIndex = 0;
      let rest = text.replace(CHINESE, (run) => given.some((words) => words.includes(run)) ? "" : run);
      for (const piece of long) if (rest.includes(piece)) rest = rest.replaceAll(piece, "");
      return rest.search(CHINESE) < 0 ? "" : text;
    };
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
    for (let node = walker.currentNode; node; node = walker.nextNode()) {
      if (node.nodeType === Node.TEXT_NODE) {
        // What says itself that it is Chinese is the button that leads back.
        if (!node.parentElement.closest("script, style, [lang=zh-CN], [aria-hidden=true], #card")) found.push(left(node.data));
      } else {
        for (const name of ["aria-label", "placeholder", "title", "data-head", "label"]) found.push(left(node.getAttribute(name) ?? ""));
      }
    }
    found.push(left(document.title));
    return [...new Set(found.filter((text) => text))];
  }, [own, given]);
}

const QUESTION = "村里的路灯坏了三个月没人修，另外邻居半夜烧秸秆，请尽快核实处理";
const EXAMPLES = ["老板欠我们工钱不给", "村口那棵几百年的老榆树有人要砍", "路灯坏了三个月没人修，另外邻居半夜烧秸秆", "想办护照去哪里"];
const matters = (question) => strings(JSON.parse(engine.ask(0, question)));

/** Views by what leads to them, and what of them is neither the page's nor the list's. */
const VIEWS = {
  empty: { hash: "#ask", given: EXAMPLES },
  asked: { hash: `#q=${encodeURIComponent(QUESTION)}`, given: [QUESTION, ...EXAMPLES, ...matters(QUESTION)], act: (page) => page.locator(".others summary").first().click() },
  unlisted: { hash: `#q=${encodeURIComponent("想办护照去哪里")}`, given: [...EXAMPLES, ...matters("想办护照去哪里")], act: (page) => page.click("text=复制为答复") },
  unclear: { hash: `#q=${encodeURIComponent("您好")}`, given: ["您好", ...EXAMPLES, ...matters("您好")] },
  "too long": { hash: "#ask", given: ["路灯坏了".repeat(30_000), ...EXAMPLES], act: (page) => page.fill("#question", "路灯坏了".repeat(25_000)) },
  browse: { hash: "#browse", act: (page) => page.locator("#results summary").first().click() },
  "browse in other words": { hash: "#browse", act: (page) => page.fill("#search", "工头跑了拿不到钱") },
  cooperative: { hash: "#item=C065" }, repaired: { hash: "#item=B091" }, reclaimed: { hash: "#item=R009" },
  departments: { hash: "#departments" }, department: { hash: `#department=${encodeURIComponent("巴楚县人力资源和社会保障局")}` },
  "no item": { hash: "#item=Z999" }, "no page": { hash: "#nothing", given: EXAMPLES },
  "empty table": { hash: "#column" }, lists: { hash: "#lists" },
  "a table that was pasted": { hash: "#column", given: [...EXAMPLES, ...EXAMPLES.flatMap(matters), "号", "诉求", "状态"], act: async (page) => {
    await page.fill("#table-paste", `号\t诉求\t状态\n${EXAMPLES.map((text, at) => `${at}\t${text}\t待办`).join("\n")}`);
    await page.click("text=读取粘贴的内容");
    await page.getByText("判断完毕").waitFor();
    await page.fill("#table-paste", "");
  } },
  "a row that was corrected": { hash: "#column", given: [...EXAMPLES, ...EXAMPLES.flatMap(matters), "诉求", "号"], act: async (page) => {
    await correct(page, `诉求\t号\n${EXAMPLES.join("\t1\n")}\t1`, 2);
    await page.locator(".notice.good").filter({ hasText: "已记下" }).waitFor();
    await page.fill("#table-paste", "");
    await page.locator(".chart").nth(1).locator("button").first().click();
  } },
  "a file that is no table": { hash: "#column", act: async (page) => {
    await page.setInputFiles("#table-file", file("bad.xlsx", ""));
    await page.locator(".notice.bad").waitFor();
  } },
  "a report": { hash: "#lists", act: (page) => choose(page, { ...official, name: "list.xlsx" }), given: ["official"] },
  "a tier that is wanted": { hash: "#lists", act: async (page) => {
    await page.setInputFiles("#list-file", [file("a.csv", "序号,事项类别,事项名称\n1,民生服务,发放高龄津贴\n"), file("b.csv", "序号,事项类别,事项名称\n1,民生服务,管护集镇路灯\n")]);
    await page.locator(".wanting").waitFor({ timeout: 60_000 });
  } },
};

for (const [name, { hash, act, given }] of Object.entries(VIEWS)) {
  test(`nothing stays Chinese in the English view: ${name}`, async () => {
    const { page, close } = await open(hash);
    await act?.(page);
    await page.waitForTimeout(100);
    await page.click("#language");
    await page.waitForTimeout(900);
    assert.deepEqual(await chinese(page, given), []);
    await close();
  });
}

/** The headings of cells and what is written into them are those of lists, which the importer reads. */
const HEADINGS = ["事项类别", "事项名称", "对应上级部门", "上级部门职责", "乡镇（街道）配合职责", "承接部门及工作方式", "承接部门：", "工作方式：", "清单外"];

test("nothing stays Chinese in the English view: dialogs", async () => {
  const { page, close } = await open("#item=C065");
  await page.click("#language");
  const cells = strings(JSON.parse(engine.cells(0, "C065", "cooperative")));
  const proposals = strings(JSON.parse(engine.proposals(0, "C065")));
  for (const [button, ready] of [["Correct this item", "#edit-3"], ["Correct its matters", "dialog [type=checkbox]"]]) {
    await page.getByRole("button", { name: button }).click();
    await page.locator(ready).first().waitFor();
    assert.deepEqual(await chinese(page, [...HEADINGS, ...cells, ...proposals]), []);
    await page.keyboard.press("Escape");
    await page.locator("dialog").waitFor({ state: "detached" });
  }
  await page.evaluate(() => (location.hash = "#column"));
  await page.fill("#table-paste", EXAMPLES.join("\n"));
  await page.click("text=Read what was pasted");
  await page.getByRole("button", { name: "correct row 1" }).click();
  await page.locator("#correct-item").waitFor();
  assert.deepEqual(await chinese(page, [...EXAMPLES, ...EXAMPLES.flatMap(matters), "清单外"]), []);
  await close();
});

test("nothing stays Chinese in the English view: a list changed from the built-in one, and two compared", async () => {
  const { page, close } = await open("#item=B001");
  await page.getByRole("button", { name: "更正这一项" }).click();
  await page.getByLabel("事项名称").fill("学习贯彻");
  await page.getByRole("button", { name: "保存" }).click();
  await page.getByText("已更正 B001").waitFor({ timeout: 60_000 });
  await page.evaluate(() => (location.hash = "#lists"));
  await page.click("#language");
  assert.deepEqual(await chinese(page), []);
  assert.match(await page.locator("#open-lists").innerText(), /built in, changed/);
  await page.getByRole("button", { name: "Compare", exact: true }).click();
  await page.locator(".comparison h2").first().waitFor({ timeout: 60_000 });
  // Cells are names of matters, townships and tiers.
  const matters = await page.locator(".comparison td").allInnerTexts();
  assert.deepEqual(await chinese(page, matters), []);
  assert.match(await page.locator(".comparison").innerText(), /2 lists compared[\s\S]*basic[\s\S]*Matters by townships \(/);
  await page.click("#language");
  assert.match(await page.locator(".comparison").innerText(), /清单比较：2 份[\s\S]*事由×乡镇（/);
  await close();
});

test("what is heard changes with the language: answers of a table, notices, errors of the page itself", async () => {
  const { page, close } = await open("#column");
  const live = () => page.locator("#live").textContent();
  await page.fill("#table-paste", EXAMPLES.join("\n"));
  await page.click("text=读取粘贴的内容");
  await page.waitForFunction(() => document.getElementById("live").textContent === "4 行已判断");
  await page.click("#language");
  assert.equal(await live(), "4 rows answered");
  await page.fill("#table-paste", "");
  await page.click("text=Read what was pasted");
  const notice = page.locator(".notice p");
  assert.equal(await notice.innerText(), "Nothing was pasted yet");
  await page.click("#language");
  assert.equal(await notice.innerText(), "还没有粘贴内容");
  assert.equal(await page.locator(".notice button").getAttribute("aria-label"), "关闭提示");
  assert.equal(await live(), "4 行已判断");
  // What was closed does not come back.
  await page.locator(".notice button").click();
  await page.click("#language");
  assert.equal(await page.locator(".notice p").count(), 0);
  await page.setInputFiles("#table-file", file("a.lvz", engine.lvz(0)));
  await notice.filter({ hasText: "not a table of requests" }).waitFor();
  await page.click("#language");
  assert.match(await notice.innerText(), /^a\.lvz：这是一份清单，不是诉求表/);
  await close();
});
