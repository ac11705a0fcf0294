// The module and the page say what the command says, byte for byte.
import { after, test } from "node:test";
import assert from "node:assert/strict";
import { done, engine, open, read } from "./fixture.mjs";

after(done);

const lines = read("data/conformance.jsonl").toString().trim().split("\n");

const ANSWER = ',"answer":{"verdict"';

/** What the library says to a line of the file, written as the file writes it. */
function said(engine, line) {
  const { q, item, department } = JSON.parse(line);
  const attempt = (call) => {
    try { return call(); } catch { return null; }
  };
  if (item !== undefined) return `{"item":${line.slice(8, line.lastIndexOf(',"is":'))},"is":${JSON.stringify(attempt(() => engine.resolve(0, item)))}}`;
  if (department !== undefined) return `{"department":${line.slice(14, line.lastIndexOf(',"is":'))},"is":${JSON.stringify(engine.department(0, department) ?? null)}}`;
  const end = line.indexOf(ANSWER);
  const text = line.slice(5, end < 0 ? line.lastIndexOf(',"error":') : end);
  try {
    const answer = engine.classify(0, q);
    const best = JSON.parse(answer).matches[0];
    return `{"q":${text},"answer":${answer},"evidence":${best ? engine.evidence(0, q, best.id) : "[]"}}`;
  } catch (error) {
    return `{"q":${text},"error":"${error.message.includes("过长") ? "too_long" : "empty"}"}`;
  }
}

test("all lines of the conformance file", () => {
  let held = 0;
  for (const line of lines) {
    assert.equal(said(engine, line), line);
    held += 1;
  }
  assert.ok(held > 7000);
  console.log(`${held} lines of the conformance file: the same bytes`);
});

test("in the browser, too", async () => {
  const { page, close } = await open();
  const asked = lines.filter((line) => line.includes(ANSWER));
  const answers = await page.evaluate((texts) => texts.map((text) => window.lvzhi.engine.classify(0, text)), asked.map((line) => JSON.parse(line).q));
  answers.forEach((answer, at) => assert.equal(answer, asked[at].slice(asked[at].indexOf(ANSWER) + 10, asked[at].lastIndexOf(',"evidence":'))));
  assert.ok(answers.length > 1900);
  await close();
});
