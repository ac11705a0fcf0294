// What the library says of errors, as the page says it.
import { test } from "node:test";
import assert from "node:assert/strict";
import { build } from "esbuild";
import { engine, read } from "./fixture.mjs";

const { outputFiles } = await build({
  stdin: { contents: 'export { said } from "./said"; export { setLanguage } from "./words";', resolveDir: new URL("../src", import.meta.url).pathname, loader: "ts" },
  bundle: true, format: "esm", write: false,
});
const { said, setLanguage } = await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString("base64")}`);

const fails = (act) => {
  try {
    act();
  } catch (error) {
    return error.message;
  }
  assert.fail("no error");
};
const reading = (name, bytes) => fails(() => {
  engine.clearFiles();
  engine.addFile(name, new Uint8Array(bytes));
  engine.import("{}");
});
const mending = (edit) => fails(() => engine.mend(0, JSON.stringify([edit])));
const text = (words) => Buffer.from(words);
const { departments, items } = JSON.parse(engine.whole(0));

const ERRORS = {
  empty: reading("空.csv", []),
  broken: reading("断.xlsx", read("crates/import/tests/data/official.xlsx").subarray(0, 3000)),
  words: reading("不是.xlsx", text("不是表格，只是一句话")),
  picture: reading("图.png", [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0]),
  pdf: reading("扫描.pdf", text("%PDF-1.4 xxx")),
  compiled: reading("内.lvz", engine.lvz(0)),
  numbered: reading("说明.txt", text("1)总则：保障 (含附则\n2)附则 (一\n")),
  copy: reading("清单 (1).csv", []),
  version: reading("report (final version).csv", []),
  again: (() => {
    engine.clearFiles();
    for (const name of ["清单 (1).csv", "清单 (2).csv"]) engine.addFile(name, text("序号,清单类别,事项类别,事项名称\n1,基本履职,民生服务,发放高龄津贴\n"));
    return fails(() => engine.import("{}"));
  })(),
  export: reading("清 单（新）.jsonl", text('{"type":"township","name":"东岭乡"}\n{"type":"item"}\n')),
  untaught: fails(() => engine.teach(0, JSON.stringify([{ text: "您好\n谢谢", item: "B001" }]))),
  tier: reading("无类别.csv", text("序号,事项类别,事项名称\n1,民生服务,发放高龄津贴\n")),
  code: mending({ township: { code: "12" } }),
  department: mending({ department: departments[0].name, name: "" }),
  name: mending({ rewrite: "B001", tier: "basic", cells: { 事项名称: items[2].name } }),
  unnamed: mending({ rewrite: "B001", tier: "basic", cells: { 事项名称: "" } }),
  unknown: fails(() => engine.resolve(0, "没有的项")),
  long: fails(() => engine.ask(0, "路灯坏了".repeat(25_000))),
};

for (const [name, error] of Object.entries(ERRORS)) {
  test(`one language, and nothing of the command: ${name}`, () => {
    setLanguage("zh");
    const chinese = said(error);
    assert.match(chinese, /[\u4e00-\u9fff]{5,}/);
    assert.doesNotMatch(chinese, /[a-z]{3,} [a-z]{2,} [a-z]{2,}/i);
    setLanguage("en");
    const english = said(error);
    assert.match(english, /[a-z]{2,} [a-z]{2,}/i);
    assert.doesNotMatch(english.replace(/“[^”]*”/g, ""), /[\u4e00-\u9fff]{9,}|[。；]/);
    for (const words of [chinese, english]) assert.doesNotMatch(words, /--[a-z]|\.toml|lvzhi|nothing was compiled|字节/);
  });
}

test("an error of another program stays out of Chinese, and a file's own brackets stay", () => {
  setLanguage("zh");
  assert.equal(said("工作簿无法生成 (the workbook cannot be written): the name is too long"), "工作簿无法生成");
  assert.match(said(ERRORS.copy), /^清单 \(1\)\.csv：文件是空的/);
  assert.match(said(ERRORS.version), /^report \(final version\)\.csv：文件是空的/);
  assert.match(said(ERRORS.again), /清单 \(1\)\.csv 和 清单 \(2\)\.csv 的内容相同/);
  assert.match(said(ERRORS.export), /^导出的清单有误；第 \d 行：/);
  assert.match(said(ERRORS.untaught), /^“您好 谢谢”没有说是什么事，没有可教的，这一行不用更正$/);
  setLanguage("en");
  assert.match(said(ERRORS.copy), /^清单 \(1\)\.csv: there is nothing in the file/);
  assert.match(said(ERRORS.export), /^the export is broken; line \d: /);
});

test("what stands on the page: whose name, how long, what now", () => {
  setLanguage("zh");
  assert.match(said(ERRORS.department), /^部门的名称：/);
  assert.match(said(ERRORS.code), /^区划代码：.*九位/);
  assert.match(said(ERRORS.name), /^事项名称：B003 与 B001 名称相同/);
  assert.match(said(ERRORS.long), /约 100,000 个汉字，最多约 21,845 个。请只保留诉求部分/);
  assert.match(said(ERRORS.words), /下载空白模板/);
});
