/** The table of requests that is open: read, answered in the background, and what holds of each row. */

import { announce, byId, fill, message, notice } from "./dom";
import { list, thread } from "./state";
import type { RowAnswer, SheetAbout, Verdict } from "./types";
import { joined, t } from "./words";

/** Files beyond this are not even begun with. */
export const LARGEST = 64 << 20;

/** What people corrected, by list: the text of a request and its item, which hold wherever the text is read, whatever column and headings are chosen. */
let marks = new Map<string, Map<string, string>>();

/** Those of them, by list and text, that stand in no workbook that was downloaded. */
const fresh = new Set<string>();

/** What the filter is about: the sheet, its column and headings. */
let about = "";

/** The run of answers that counts: pieces of one before it are not shown. */
let run = 0;

/** Whether the table is being read again, after the worker was lost. */
let restoring = false;

export const table = {
  /** The name of its file; none where it was pasted. */
  name: "",
  /** Whether a file is being read. */
  reading: false,
  /** Reads it once more. */
  read: null as (() => Promise<SheetAbout[]>) | null,
  sheets: [] as SheetAbout[],
  sheet: 0,
  /** The list that answered. */
  list: "",
  answers: [] as (RowAnswer | undefined)[],
  rows: 0,
  done: 0,
  running: false,
  stopped: false,
  took: 0,
  /** What people said of the rows that are shown, with the texts that they said it of. */
  corrected: new Map<number, string>(),
  texts: new Set<string>(),
  /** How many corrections are of texts that none of these rows has. */
  apart: 0,
  filter: unfiltered(),
  /** The rows that have the words of the filter. */
  having: new Set<number>(),
  page: 0,
};

function unfiltered() {
  return { verdict: "" as Verdict | "" | "corrected" | "empty", who: "", text: "", doubtful: false };
}

let show = (): void => {};
let progress = (): void => {};

/** Says who shows the table: anew where something has changed, and how far its answers are. */
export function onTable(shows: () => void, progresses: () => void): void {
  show = shows;
  progress = progresses;
}

/** What the table is called. */
export const tableName = (): string => table.name || t("粘贴的内容", "what was pasted");

/** Takes the file that was dropped or chosen. */
export async function take(files: File[]): Promise<void> {
  const [file, ...others] = files;
  if (!file) return;
  if (file.size > LARGEST) {
    return void notice(() => t(`${file.name} 有 ${Math.round(file.size / 1e6)} MB，最多 64 MB；请只留要判断的列，或分成几个文件`,
      `${file.name} has ${Math.round(file.size / 1e6)} MB, at most 64: keep the columns that matter, or split it`), "bad");
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const taken = await opened(file.name, () => thread.call("tableRead", file.name, bytes));
    if (taken && others.length) {
      const names = others.map(({ name }) => name);
      notice(() => t(`一次判断一个表：读了 ${file.name}，没有读 ${joined(names)}。下载结果后再拖入下一个，或先合成一个表`,
        `One table at a time: ${file.name} was read, ${joined(names)} not. Download the result and drop the next, or put them into one table first`), "bad");
    }
  } catch (error) {
    notice(() => message(error), "bad");
  }
}

/** Opens what `read` gives in the place of the table before, which does not go unasked with what people did; gives whether it did. */
export async function opened(name: string, read: () => Promise<SheetAbout[]>): Promise<boolean> {
  if (unsaved() && !confirm(t("更正过的结果还没有下载，打开另一个表就没有了（教给清单的还在）。真的打开吗？",
    "What you corrected was not downloaded, and goes when another table is opened (what the list was taught stays). Open it?"))) return false;
  // What was said of a file before is not said of this one.
  fill(byId("notice"));
  const { running } = table;
  if (running) {
    thread.cancel();
    run++;
    table.running = false;
  }
  table.reading = true;
  show();
  let sheets: SheetAbout[];
  try {
    sheets = await read();
  } catch (error) {
    table.reading = false;
    // What was open stays as it was, and goes on where it was being answered.
    if (running) again();
    else show();
    throw error;
  }
  table.reading = false;
  const named = sheets.findIndex((sheet) => sheet.named && sheet.rows > sheet.headings);
  marks = new Map();
  fresh.clear();
  about = "";
  Object.assign(table, { name, read, sheets, sheet: named >= 0 ? named : Math.max(0, sheets.findIndex((sheet) => sheet.column !== null)) });
  await begun();
  return true;
}

/** Answers the sheet that was chosen, by its own column and headings. */
export async function begun(): Promise<void> {
  const { column, headings } = table.sheets[table.sheet];
  if (column !== null) return answer(column, headings);
  if (table.running) thread.cancel();
  run++;
  Object.assign(table, { answers: [], rows: 0, done: 0, running: false, stopped: false });
  hold([]);
  show();
  notice(() => t("没有认出写着诉求的列：每一列都只有数字、编码或很短的字。请在下面指定一列，或换一个表",
    "No column of requests was found, only numbers, codes or very short words: name it below, or take another table"), "bad");
}

/** Answers the same rows anew. */
export function again(): void {
  const { column, headings } = table.sheets[table.sheet];
  if (column === null) return show();
  answer(column, headings).catch((error) => notice(() => message(error), "bad"));
}

/** Answers all rows by a column and its headings, with what people corrected of them. */
async function answer(column: number, headings: number): Promise<void> {
  const sheet = table.sheets[table.sheet];
  Object.assign(sheet, { column, headings });
  if (table.running) thread.cancel();
  const mine = ++run;
  const rows = Math.max(0, sheet.rows - headings);
  const now = [table.name, table.sheet, column, headings].join("\n");
  if (now !== about) Object.assign(table, { filter: unfiltered(), having: new Set() });
  about = now;
  hold([]);
  Object.assign(table, { list: list().family, answers: new Array(rows), rows, done: 0, running: true, stopped: false, page: 0 });
  show();
  const began = performance.now();
  let shown = 0;
  thread.onProgress = ({ run: of, from, answers }) => {
    if (of !== run) return;
    const found: RowAnswer[] = JSON.parse(answers);
    found.forEach((row, at) => (table.answers[from + at] = row));
    table.done = Math.min(table.rows, from + found.length);
    if (performance.now() - shown > 150) {
      shown = performance.now();
      progress();
    }
  };
  try {
    const { all, corrected } = await thread.call<{ all: boolean; corrected: Corrected }>("tableAnswer", mine, list().bytes, [table.sheet, column, headings], [...own()]);
    if (mine === run) {
      table.stopped = !all;
      hold(corrected);
    }
  } catch (error) {
    // Another run took its place, and says what there is to say.
    if (mine === run) throw error;
  } finally {
    if (mine === run) Object.assign(table, { running: false, took: performance.now() - began });
  }
  if (mine !== run) return;
  show();
  const { done } = table;
  announce(() => t(`${done} 行已判断`, `${done} rows answered`), 0);
}

/** What people said of texts, of the items of the list that is asked. */
function own(): Map<string, string> {
  const { family } = list();
  const said = marks.get(family) ?? new Map<string, string>();
  marks.set(family, said);
  return said;
}

/** Rows whose text was corrected, with that text. */
type Corrected = [at: number, text: string][];

function hold(rows: Corrected): void {
  const said = own();
  table.corrected = new Map(rows.map(([at, text]) => [at, said.get(text)!]));
  table.texts = new Set(rows.map(([, text]) => text));
  table.apart = said.size - table.texts.size;
}

const mark = (text: string): string => `${list().family}\n${text}`;

/** Notes what a person said of a text, and gives how many rows have it. */
export async function said(text: string, item: string): Promise<number> {
  const rows = await thread.call<Corrected>("tableCorrect", text, item);
  own().set(text, item);
  fresh.add(mark(text));
  hold(rows);
  return rows.filter(([, other]) => other === text).length;
}

/** Notes that the table was downloaded, with what people said of its rows. */
export const downloaded = (): void => table.texts.forEach((text) => fresh.delete(mark(text)));

/** Whether people corrected rows that they did not download. */
export const unsaved = (): boolean => fresh.size > 0;

/** What holds of a row: what a person said of it, or else what was answered. */
export function held(at: number): { verdict: Verdict | null; item: string | null; who: string; person: boolean } {
  const row = table.answers[at]!;
  const said = table.corrected.get(at);
  if (said === undefined) return { verdict: row.verdict, item: row.item, who: row.who, person: false };
  const item = list().items.get(said);
  // Who usually does it was told of what the list has not, and stays so.
  const usual = row.verdict === "unlisted" ? row.who : "";
  return { verdict: item?.tier ?? "unlisted", item: item?.id ?? null, who: item ? item.responsible.join("、") : usual, person: true };
}

/** The worker is gone, and the table with it: it is read again, and answered with what people corrected; but not twice, as it may be what breaks. */
export function lost(): void {
  run++;
  table.running = false;
  if (!table.read) return;
  if (restoring) {
    restoring = false;
    fresh.clear();
    Object.assign(table, { read: null, sheets: [], answers: [], rows: 0, done: 0 });
    return show();
  }
  restoring = true;
  table.reading = true;
  show();
  const sheet = table.sheets[table.sheet];
  table.read()
    .finally(() => (table.reading = false))
    .then(() => (sheet.column === null ? show() : answer(sheet.column, sheet.headings)))
    .then(() => void (restoring = false))
    .catch((error) => notice(() => message(error), "bad"));
}
