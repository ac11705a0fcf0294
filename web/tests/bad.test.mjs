// Bad input of every kind: a sentence that says what to do, and nothing lost.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { pathToFileURL } from "node:url";
import { readFileSync, writeFileSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { correct, done, downloaded, engine, file, open, read } from "./fixture.mjs";

after(done);

const bad = (page) => page.locator(".notice.bad").first();

test("a question of 100,000 characters", async () => {
  const { page, close } = await open();
  await page.fill("#question", "路灯坏了".repeat(25_000));
  await bad(page).waitFor();
  assert.match(await bad(page).innerText(), /查询过长.*请只保留诉求部分/);
  assert.equal((await page.inputValue("#question")).length, 100_000);
  await page.fill("#question", "   ");
  assert.equal(await bad(page).count(), 0);
  await close();
});

test("broken, locked and foreign files", async () => {
  const { page, close } = await open("#lists");
  const whole = read("crates/import/tests/data/official.xlsx");
  const files = [
    ["断.xlsx", whole.subarray(0, whole.length / 2)],
    ["不是.xlsx", "不是表格，只是一句话"],
    ["空.csv", ""],
    ["图.png", new Uint8Array([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 0])],
    ["坏.lvz", new Uint8Array([0x8f, 0x4c, 0x56, 0x5a, 1, 2, 3])],
  ];
  for (const [name, bytes] of files) {
    await page.setInputFiles("#list-file", file(name, bytes));
    await bad(page).waitFor({ timeout: 60_000 });
    assert.match(await bad(page).innerText(), /[\u4e00-\u9fff]{6,}/, name);
    await page.locator(".notice button").click();
    assert.equal(await page.locator("#asked-list option").count(), 1, name);
  }
  await page.setInputFiles("#list-file", file("好.xlsx", whole));
  await page.locator(".notice.good").waitFor({ timeout: 60_000 });
  await close();
});

test("a file of 200 MB is not begun with", async () => {
  const { page, close } = await open("#column");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.items.add(new File([new Uint8Array(200_000_000)], "大.xlsx"));
    document.getElementById("table-file").files = data.files;
    document.getElementById("table-file").dispatchEvent(new Event("change"));
  });
  await bad(page).waitFor();
  assert.match(await bad(page).innerText(), /200 MB，最多 64 MB/);
  await close();
});

test("a file that is gone when it is read: said in the page's words, not the browser's", async () => {
  const { page, close } = await open("#column", { before: () => (Blob.prototype.arrayBuffer = () => Promise.reject(new DOMException("A requested file could not be read", "NotReadableError"))) });
  for (const [hash, field] of [["#column", "#table-file"], ["#lists", "#list-file"]]) {
    await page.evaluate((hash) => (location.hash = hash), hash);
    await page.setInputFiles(field, file("走.csv", "诉求\n路灯坏了"));
    await bad(page).waitFor();
    assert.match(await bad(page).innerText(), /^浏览器没能读出这个文件[^a-z]*$/);
    await page.locator(".notice button").click();
  }
  await close();
});

test("a table without a column of text asks which it is", async () => {
  const { page, close } = await open("#column");
  await page.setInputFiles("#table-file", file("数.csv", "甲,乙\n1,2\n3,4\n"));
  await bad(page).waitFor();
  assert.match(await bad(page).innerText(), /没有认出写着诉求的列/);
  await page.selectOption("#table-column", "0");
  await page.getByText("判断完毕").waitFor();
  await close();
});

test("storage that is forbidden or full: said when somebody wants to keep, nothing lost", async () => {
  const forbidden = () => {
    Object.defineProperty(window, "indexedDB", { get() { throw new DOMException("no", "SecurityError"); } });
    Object.defineProperty(window, "localStorage", { get() { throw new DOMException("no", "SecurityError"); } });
  };
  const full = () => {
    IDBObjectStore.prototype.put = function () {
      throw new DOMException("full", "QuotaExceededError");
    };
  };
  for (const [before, words] of [[forbidden, /不允许保存.*存为 .lvz/], [full, /已满.*存为 .lvz/]]) {
    const { page, close } = await open("#lists", { before });
    await page.setInputFiles("#list-file", file("好.xlsx", read("crates/import/tests/data/official.xlsx")));
    await page.locator(".notice.good").waitFor({ timeout: 60_000 });
    await page.getByLabel("存在本机浏览器").click();
    await bad(page).waitFor();
    assert.match(await bad(page).innerText(), words);
    assert.equal(await page.getByLabel("存在本机浏览器").isChecked(), false);
    assert.equal(await page.locator("#asked-list option").count(), 2);
    await close();
  }
});

test("two pages on one storage teach one list: what either was taught stays", async () => {
  const first = await open("#lists");
  await first.page.setInputFiles("#list-file", file("内置.lvz", engine.lvz(0)));
  await first.page.locator(".notice.good").waitFor();
  await first.page.getByLabel("存在本机浏览器").check();
  await first.page.waitForTimeout(300);
  const second = await open("", { context: first.context });
  await second.page.waitForFunction(() => document.querySelectorAll("#asked-list option").length === 2);
  for (const [{ page }, text] of [[first, "想办护照去哪里"], [second, "家里的猫丢了找谁"]]) {
    await correct(page, `诉求\t号\n${text}\t1\n${text}吗\t2`, 1);
    await page.locator(".notice.good").filter({ hasText: "已记下" }).waitFor({ timeout: 60_000 });
  }
  assert.match(await second.page.locator(".notice.good").innerText(), /共教过 2 条/);
  await second.close();
  await first.close();
});

test("a kept list that another page mended is not read anew over it without a word", async () => {
  const first = await open("#lists");
  await first.page.setInputFiles("#list-file", file("清单.xlsx", read("crates/import/tests/data/official.xlsx")));
  await first.page.locator(".notice.good").waitFor({ timeout: 60_000 });
  await first.page.getByLabel("存在本机浏览器").check();
  await first.page.waitForTimeout(300);
  const second = await open("", { context: first.context });
  await second.page.waitForFunction(() => document.querySelectorAll("#asked-list option").length === 2);
  await rename(second.page, "B001", "管护集镇的路灯");
  await second.page.getByText("已更正 B001").waitFor({ timeout: 60_000 });
  await first.page.click("summary:has-text('更正乡镇')");
  await first.page.click("text=按此重新读取");
  await bad(first.page).filter({ hasText: "另一个页面" }).waitFor({ timeout: 60_000 });
  await first.page.evaluate(() => (location.hash = "#item=B001"));
  await first.page.getByRole("heading", { name: "管护集镇的路灯" }).waitFor();
  await first.page.evaluate(() => (location.hash = "#lists"));
  first.page.once("dialog", (asked) => asked.accept());
  if (!await first.page.getByText("按此重新读取").isVisible()) await first.page.click("summary:has-text('更正乡镇')");
  await first.page.click("text=按此重新读取");
  await first.page.locator(".notice.good").filter({ hasText: "读出" }).waitFor({ timeout: 60_000 });
  await second.close();
  await first.close();
});

test("a browser without WebAssembly, and one without scripts, say what to do", async () => {
  const { page, close } = await open("", { broken: true, before: () => delete window.WebAssembly });
  await page.getByText("这一页没能启动").waitFor();
  assert.match(await page.locator("main").innerText(), /Edge 或 Chrome 109/);
  await close();
  const still = await open("", { broken: true, settings: { javaScriptEnabled: false } });
  assert.match(await still.page.locator("main").innerText(), /浏览器太旧，或禁用了脚本/);
  await still.close();
});

test("a file that was damaged on its way says so: cut short, a character changed, a piece missing", async () => {
  const whole = readFileSync(new URL("../dist/lvzhi.html", import.meta.url), "utf16le");
  const piece = whole.indexOf('<script type="text/plain"', whole.length / 3);
  const at = piece + 1000;
  const damages = {
    short: whole.slice(0, whole.length / 2),
    changed: whole.slice(0, at) + String.fromCharCode(whole.charCodeAt(at) ^ 1) + whole.slice(at + 1),
    missing: whole.slice(0, piece) + whole.slice(whole.indexOf("</script>", piece) + 9),
  };
  for (const [damage, text] of Object.entries(damages)) {
    const path = join(mkdtempSync(join(tmpdir(), "lvzhi-")), `${damage}.html`);
    writeFileSync(path, text, "utf16le");
    const { page, close } = await open("", { broken: true, url: pathToFileURL(path).href });
    await page.getByText("重新复制这个文件").waitFor();
    await close();
  }
});

test("no request leaves the page, even where a script tries", async () => {
  const { page, close } = await open();
  const went = await page.evaluate(async () => {
    const tries = [() => fetch("https://example.org/"), () => new Promise((done, failed) => {
      const image = new Image();
      image.onload = done;
      image.onerror = failed;
      image.src = "https://example.org/a.png";
    })];
    const results = await Promise.allSettled(tries.map((attempt) => attempt()));
    return results.filter(({ status }) => status === "fulfilled").length;
  });
  assert.equal(went, 0);
  await assert.rejects(close(), /Content Security Policy|example\.org/);
});

test("a file that is refused changes nothing: the report that is shown acts on its own file", async () => {
  const { page, close } = await open("#lists");
  await page.setInputFiles("#list-file", file("别的.csv", read("crates/import/tests/data/cooperative.csv")));
  await page.locator(".notice.good").waitFor({ timeout: 60_000 });
  page.on("dialog", (asked) => asked.accept());
  const items = () => page.locator("table.open tr", { hasText: "别的.csv" }).locator("td").first().innerText();
  const before = await items();
  for (const [name, text] of [["无类别.csv", "序号,事项类别,事项名称\n1,民生服务,发放高龄津贴\n2,民生服务,查处非法采砂\n"], ["空.csv", ""]]) {
    await page.setInputFiles("#list-file", file(name, text));
    await page.locator(".notice.bad, .wanting").first().waitFor({ timeout: 60_000 });
    const marked = await downloaded(page, () => page.click("text=下载标出存疑处的 Excel"));
    assert.equal(new TextDecoder().decode(marked.bytes.slice(0, 2)), "PK", name);
    if (!await page.locator("#report").getByLabel("乡镇（街道）").isVisible()) await page.click("summary:has-text('更正乡镇')");
    await page.locator("#report").getByLabel("乡镇（街道）").fill(`${name.slice(0, 1)}岭乡`);
    await page.click("text=按此重新读取");
    await page.waitForFunction((name) => document.querySelector("#asked-list option:checked").textContent.includes(name), `${name.slice(0, 1)}岭乡`, { timeout: 60_000 });
    assert.equal(await items(), before, name);
  }
  await close();
});

/** A page with a list that is kept in the browser. */
async function kept(options) {
  const opened = await open("#lists", options);
  await opened.page.setInputFiles("#list-file", file("内置.lvz", engine.lvz(0)));
  await opened.page.locator(".notice.good").waitFor();
  await opened.page.getByLabel("存在本机浏览器").check();
  await opened.page.waitForTimeout(300);
  return opened;
}

/** Writes another name of an item in its dialog, and saves. */
async function rename(page, id, name) {
  await page.evaluate((id) => (location.hash = `#item=${id}`), id);
  await page.getByRole("button", { name: "更正这一项" }).click();
  await page.getByLabel("事项名称").fill(name);
  await page.getByRole("button", { name: "保存" }).click();
}

const nameOf = (page, number, id) => page.evaluate(([number, id]) => JSON.parse(window.lvzhi.engine.whole(number)).items.find((item) => item.id === id)?.name, [number, id]);

test("storage that fills while a kept list is changed: nothing of the change is done", async () => {
  const { page, close } = await kept();
  await page.evaluate(() => (IDBObjectStore.prototype.put = () => { throw new DOMException("full", "QuotaExceededError"); }));
  await correct(page, "诉求\t号\n想办护照去哪里\t1\n家里的猫丢了\t2", 1);
  await page.locator("dialog [role=alert]").filter({ hasText: "没有改动" }).waitFor({ timeout: 60_000 });
  assert.equal(await page.getByText("（教过）").count(), 0);
  page.once("dialog", (asked) => asked.accept());
  await page.keyboard.press("Escape");
  const before = await nameOf(page, 1, "C065");
  await page.evaluate(() => (location.hash = "#item=C065"));
  await page.getByRole("button", { name: "更正这一项" }).click();
  await page.getByLabel("上级部门职责").waitFor();
  await page.selectOption("#edit-tier", "basic");
  await page.getByLabel("上级部门职责").waitFor({ state: "detached" });
  for (let again = 0; again < 2; again++) {
    await page.getByRole("button", { name: "保存" }).click();
    await page.locator("dialog [role=alert]").filter({ hasText: "没有改动" }).waitFor({ timeout: 60_000 });
    assert.equal(await nameOf(page, 1, "C065"), before);
  }
  await close();
});

test("two pages that mend one kept list: neither undoes what the other did without a word", async () => {
  const first = await kept();
  const second = await open("", { context: first.context });
  await second.page.waitForFunction(() => document.querySelectorAll("#asked-list option").length === 2);
  await rename(first.page, "B001", "管护集镇的路灯");
  await first.page.getByText("已更正 B001").waitFor({ timeout: 60_000 });
  await rename(second.page, "B002", "清理河道的垃圾");
  await second.page.locator("dialog [role=alert]").filter({ hasText: "另一个页面" }).waitFor({ timeout: 60_000 });
  assert.equal(await second.page.getByLabel("事项名称").inputValue(), "清理河道的垃圾");
  await second.page.getByRole("button", { name: "保存" }).click();
  await second.page.getByText("已更正 B002").waitFor({ timeout: 60_000 });
  const third = await open("", { context: first.context });
  await third.page.waitForFunction(() => document.querySelectorAll("#asked-list option").length === 2);
  assert.equal(await nameOf(third.page, 1, "B001"), "管护集镇的路灯");
  assert.equal(await nameOf(third.page, 1, "B002"), "清理河道的垃圾");
  for (const { close } of [third, second, first]) await close();
});
