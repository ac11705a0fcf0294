/** A table of requests: dropped or pasted, answered in the background, looked through, corrected, taken away. */

import { announce, button, byId, download, fill, h, message, notice, XLSX, type Child } from "./dom";
import { bars } from "./charts";
import { badge } from "./item";
import * as state from "./state";
import { list, thread } from "./state";
import type { RowAnswer, SheetAbout, Verdict } from "./types";
import { t, word } from "./words";

/** Rows that are shown at once. */
const PAGE = 100;

/** Files beyond this are not even begun with. */
export const LARGEST = 64 << 20;

const VERDICTS: Verdict[] = ["basic", "cooperative", "reclaimed", "unlisted", "unclear"];

const COLUMNS = () => [t("行", "Row"), t("诉求", "Request"), t("判断", "Verdict"), t("事项", "Item"), t("由谁办", "Who"), t("把握", "Sure"), t("更正", "Correct")];

/** Counts and rows anew, where they are shown. */
let recount = (): void => {};

/** A text that was pasted, for when the view is drawn anew. */
let pasted = "";

/** What people corrected, by list, sheet, column and headings: who comes back to one finds it. */
let marks = new Map<string, Map<number, string>>();

/** What the filter is about: the sheet, its column and headings. */
let about = "";

/** The run of answers that counts: pieces of one before it are not shown. */
let run = 0;

/** Whether the table is being read again, after the worker was lost. */
let restoring = false;

const table = {
  name: "",
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
  corrected: new Map<number, string>(),
  filter: unfiltered(),
  /** The rows that have the words of the filter. */
  having: new Set<number>(),
  page: 0,
};

function unfiltered() {
  return { verdict: "" as Verdict | "" | "corrected" | "empty", who: "", text: "", doubtful: false };
}

export function view(): HTMLElement {
  const file = h("input", { type: "file", id: "table-file", accept: ".xlsx,.xls,.et,.ods,.csv,.tsv,.txt,.docx", class: "off",
    onchange: () => {
      const files = [...(file.files ?? [])];
      // The same file, mended meanwhile, can be chosen again.
      file.value = "";
      void take(files);
    } });
  const paste = h("textarea", { id: "table-paste", rows: 3, value: pasted, oninput: () => void (pasted = paste.value), placeholder: t("从 Excel 或 WPS 复制一列或几列，粘贴到这里", "Copy cells from a spreadsheet and paste them here") });
  const element = h("div", { class: "view" },
    h("h2", null, t("批量判断", "A whole table")),
    h("div", { class: "panel drop" },
      h("div", { class: "actions" },
        h("span", { class: "strong" }, t("把工单表拖进来，或", "Drop a table here, or")),
        file, h("label", { for: "table-file", class: "button" }, t("选择文件", "Choose a file"))),
      h("p", { class: "muted" }, t("Excel、WPS、CSV，一行一件。诉求那一列会自动认出；其余列原样保留。", "Excel, WPS or CSV, a request a row. Its column is found; the others are kept.")),
      h("label", { for: "table-paste" }, t("或者粘贴：", "Or paste:")), paste,
      h("div", { class: "actions" }, button(t("读取粘贴的内容", "Read what was pasted"), async () => {
        if (!paste.value.trim()) return notice(t("还没有粘贴内容", "Nothing was pasted yet"), "bad");
        const text = paste.value;
        await opened(t("粘贴", "pasted"), () => thread.call("tablePaste", text));
      }))),
    h("div", { id: "table" }));
  queueMicrotask(() => {
    show();
    // Another list was chosen since: its items are others.
    const sheet = table.sheets[table.sheet];
    if (sheet && sheet.column !== null && table.list !== list().family) again();
  });
  return element;
}

/** Takes the file that was dropped or chosen. */
export async function take(files: File[]): Promise<void> {
  const [file, ...others] = files;
  if (!file) return;
  if (file.size > LARGEST) {
    return notice(t(`${file.name} 有 ${Math.round(file.size / 1e6)} MB，最多 64 MB；请只留要判断的列，或分成几个文件`,
      `${file.name} has ${Math.round(file.size / 1e6)} MB, at most 64: keep the columns that matter, or split it`), "bad");
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    await opened(file.name, () => thread.call("tableRead", file.name, bytes));
    if (others.length) {
      const names = others.map(({ name }) => name).join("、");
      notice(t(`一次判断一个表：读了 ${file.name}，没有读 ${names}。下载结果后再拖入下一个，或先合成一个表`,
        `One table at a time: ${file.name} was read, ${names} not. Download the result and drop the next, or put them into one table first`), "bad");
    }
  } catch (error) {
    notice(message(error), "bad");
  }
}

function reading(): void {
  const place = document.getElementById("table");
  if (place) fill(place, h("p", { class: "panel", role: "status" }, t("正在读取……", "Reading…")));
}

async function opened(name: string, read: () => Promise<SheetAbout[]>): Promise<void> {
  // What was said of a file before is not said of this one.
  fill(byId("notice"));
  const { running } = table;
  if (running) {
    thread.cancel();
    run++;
    table.running = false;
  }
  reading();
  let sheets: SheetAbout[];
  try {
    sheets = await read();
  } catch (error) {
    // What was open stays as it was, and goes on where it was being answered.
    if (running) again();
    else show();
    throw error;
  }
  const named = sheets.findIndex((sheet) => sheet.named && sheet.rows > sheet.headings);
  marks = new Map();
  about = "";
  Object.assign(table, { name, read, sheets, sheet: named >= 0 ? named : Math.max(0, sheets.findIndex((sheet) => sheet.column !== null)) });
  await begun();
}

/** Answers the sheet that was chosen, by its own column and headings. */
async function begun(): Promise<void> {
  const { column, headings } = table.sheets[table.sheet];
  if (column !== null) return answer(column, headings);
  if (table.running) thread.cancel();
  run++;
  Object.assign(table, { answers: [], rows: 0, done: 0, running: false, stopped: false, corrected: new Map() });
  show();
  notice(t("没有认出写着诉求的列：每一列都只有数字、编码或很短的字。请在下面指定一列，或换一个表", "No column of requests was found, only numbers, codes or very short words: name it below, or take another table"), "bad");
}

/** Answers the same rows anew. */
function again(): void {
  const { column, headings } = table.sheets[table.sheet];
  if (column === null) return show();
  answer(column, headings).catch((error) => notice(message(error), "bad"));
}

/** Answers all rows, with what people corrected of them. */
async function answer(column: number, headings: number): Promise<void> {
  const sheet = table.sheets[table.sheet];
  Object.assign(sheet, { column, headings });
  if (table.running) thread.cancel();
  const mine = ++run;
  const rows = Math.max(0, sheet.rows - headings);
  const now = [table.name, table.sheet, column, headings].join("\n");
  if (now !== about) Object.assign(table, { filter: unfiltered(), having: new Set() });
  about = now;
  const key = `${list().family}\n${now}`;
  const corrected = marks.get(key) ?? new Map<number, string>();
  marks.set(key, corrected);
  Object.assign(table, { list: list().family, corrected, answers: new Array(rows), rows, done: 0, running: true, stopped: false, page: 0 });
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
    const all = await thread.call<boolean>("tableAnswer", mine, list().bytes, [table.sheet, column, headings], [...corrected]);
    if (mine === run) table.stopped = !all;
  } catch (error) {
    // Another run took its place, and says what there is to say.
    if (mine === run) throw error;
  } finally {
    if (mine === run) Object.assign(table, { running: false, took: performance.now() - began });
  }
  if (mine !== run) return;
  show();
  announce(t(`${table.done} 行已判断`, `${table.done} rows answered`), 0);
}

function progress(): void {
  const bar = document.getElementById("progress") as HTMLProgressElement | null;
  if (!bar) return;
  bar.value = table.done;
  byId("progress-text").textContent = `${table.done.toLocaleString("en")} / ${table.rows.toLocaleString("en")}`;
}

function show(): void {
  const place = document.getElementById("table");
  if (!place) return;
  const focused = place.contains(document.activeElement) ? document.activeElement!.id : null;
  fill(place, table.sheets.length === 0 ? null : [choice(), table.running ? running() : answered()]);
  // What had the focus is drawn anew, or gone.
  if (focused !== null) ((focused && document.getElementById(focused)) || document.getElementById("table-column"))?.focus({ preventScroll: true });
}

function answered(): Child {
  const sheet = table.sheets[table.sheet];
  if (sheet.column !== null && table.rows === 0) {
    return h("p", { class: "panel", role: "status" }, t("这个表只有标题行，下面没有诉求。请换一个表；第一行就是诉求的，把上面的“标题行数”改成 0。",
      "This table has headings and no requests below them. Take another table, or set “Rows of headings” to 0 where the first row is a request."));
  }
  return table.done > 0 || table.stopped ? results() : null;
}

function running(): Child {
  return h("div", { class: "panel" },
    h("label", { for: "progress" }, t("正在判断", "Answering")), " ",
    h("progress", { id: "progress", max: table.rows, value: table.done }), " ",
    h("span", { id: "progress-text", class: "number" }, `${table.done} / ${table.rows}`), " ",
    button(t("停止", "Cancel"), () => thread.cancel(), "quiet"));
}

/** What is asked: the sheet, the column, and whether headings stand above. */
function choice(): Child {
  const sheet = table.sheets[table.sheet];
  const heads = sheet.first[Math.max(0, sheet.headings - 1)] ?? [];
  const label = (at: number) => (sheet.headings > 0 && heads[at]?.trim()) || t(`第 ${at + 1} 列`, `column ${at + 1}`);
  const chosen = (event: Event) => Number((event.target as HTMLSelectElement).value);
  return h("div", { class: "panel filters" },
    h("p", { class: "wide" }, h("b", null, table.name), t(`，${sheet.rows} 行，${sheet.columns} 列`, `: ${sheet.rows} rows, ${sheet.columns} columns`)),
    table.sheets.length > 1 ? h("label", null, t("工作表", "Sheet"), h("select", { id: "table-sheet", onchange: (event: Event) => {
      table.sheet = chosen(event);
      begun().catch((error) => notice(message(error), "bad"));
    } }, table.sheets.map((one, at) => h("option", { value: at, selected: at === table.sheet }, one.name || t(`表 ${at + 1}`, `table ${at + 1}`))))) : null,
    h("label", null, t("诉求在哪一列", "Column of requests"), h("select", { id: "table-column", onchange: (event: Event) => {
      sheet.column = chosen(event);
      again();
    } }, sheet.column === null ? h("option", { value: "" }, t("请选择", "choose")) : null,
      Array.from({ length: sheet.columns }, (_, at) => h("option", { value: at, selected: at === sheet.column }, label(at))))),
    h("label", null, t("标题行数", "Rows of headings"), h("select", { id: "table-headings", onchange: (event: Event) => {
      sheet.headings = chosen(event);
      again();
    } }, [0, 1, 2, 3, 4, 5].map((count) => h("option", { value: count, selected: count === sheet.headings }, String(count))))));
}

const tally = <K>(keys: Iterable<K>): Map<K, number> => {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

/** What holds of a row: what a person said of it, or else what was answered. */
function held(at: number): { verdict: Verdict | null; item: string | null; who: string; person: boolean } {
  const row = table.answers[at]!;
  const said = table.corrected.get(at);
  if (said === undefined) return { verdict: row.verdict, item: row.item, who: row.who, person: false };
  const item = list().items.get(said);
  // Who usually does it was told of what the list has not, and stays so.
  const usual = row.verdict === "unlisted" ? row.who : "";
  return { verdict: item?.tier ?? "unlisted", item: item?.id ?? null, who: item ? item.responsible.join("、") : usual, person: true };
}

/** The two charts, of what holds of each row. */
function charts(filter: (change: Partial<typeof table.filter>) => void): Child {
  const rows = [...table.answers.keys()].filter((at) => table.answers[at]).map(held);
  const verdicts = tally(rows.map((row) => row.verdict ?? "empty"));
  const bodies = tally(rows.filter((row) => row.who && row.verdict !== "unlisted").map((row) => row.who));
  const top = [...bodies].sort((a, b) => b[1] - a[1]).slice(0, 10);
  return [
    bars(t("按判断", "By verdict"), VERDICTS.filter((verdict) => verdicts.has(verdict)).map((verdict) => ({ label: word("verdict", verdict), count: verdicts.get(verdict)!, kind: verdict })),
      (bar) => filter({ verdict: bar.kind!, who: "" })),
    bars(t("按负责单位（前十）", "By body (the first ten)"), top.map(([label, count]) => ({ label, count })), (bar) => filter({ who: bar.label, verdict: "" })),
  ];
}

function results(): Child {
  const filter = (change: Partial<typeof table.filter>) => {
    Object.assign(table.filter, change);
    table.page = 0;
    // A bar of a chart filters, too: what stands beside the rows says the same.
    byId<HTMLSelectElement>("filter-verdict").value = table.filter.verdict;
    fill(byId("filter-who"), body());
    fill(byId("rows"), answers());
  };
  const body = (): Child => table.filter.who && h("button", { type: "button", class: "chip", onclick: () => {
    filter({ who: "" });
    byId("filter-verdict").focus();
  } }, t(`负责单位：${table.filter.who} ✕ 取消`, `Body: ${table.filter.who} ✕ all bodies`));
  // The whole request is searched, of which the row shows the beginning.
  const search = async (text: string) => {
    table.filter.text = text;
    const having = new Set<number>(text ? await thread.call<Uint32Array>("tableHaving", text) : []);
    if (table.filter.text !== text || !document.getElementById("rows")) return;
    table.having = having;
    filter({});
  };
  const seconds = (table.took / 1000).toFixed(1);
  recount = () => {
    fill(byId("charts"), charts(filter));
    fill(byId("rows"), answers());
    byId("again").hidden = table.corrected.size === 0;
  };
  return [
    h("div", { class: "panel" },
      h("p", { role: "status" }, t(`${table.done.toLocaleString("en")} 行判断完毕，用时 ${seconds} 秒。`, `${table.done.toLocaleString("en")} rows answered in ${seconds} s. `),
        table.stopped && table.done < table.rows ? [t(`（中途停止，其余 ${(table.rows - table.done).toLocaleString("en")} 行没有判断）`, `(stopped: the other ${(table.rows - table.done).toLocaleString("en")} were not answered) `),
          " ", button(t("从头判断", "Answer all"), again, "quiet")] : ""),
      h("div", { class: "charts", id: "charts" }, charts(filter)),
      h("div", { class: "actions", id: "again", hidden: table.corrected.size === 0 },
        button(t("按教过的重新判断", "Answer anew as taught"), again),
        h("span", { class: "muted" }, t("更正过的行不变，说法相近的别的行会跟着改。", "Corrected rows stay; others that say nearly the same follow."))),
      h("div", { class: "actions" },
        button(t("下载结果（Excel）", "Download as Excel"), async () =>
          download(`${table.name.replace(/\.[^.]+$/, "")}-归属判断.xlsx`, await thread.call<Uint8Array>("tableXlsx", list().bytes), XLSX), "main"),
        h("span", { class: "muted" }, t("原有的列都在，判断附在后面，另有统计表。", "All columns are kept, the answers stand behind them, with sheets of counts.")))),
    h("div", { class: "panel" }, h("div", { class: "filters" },
      h("label", null, t("判断", "Verdict"), h("select", { id: "filter-verdict", onchange: (event: Event) => filter({ verdict: (event.target as HTMLSelectElement).value as Verdict }) },
        [["", t("全部", "all")], ...VERDICTS.map((verdict) => [verdict, word("verdict", verdict)]), ["corrected", t("更正过的", "corrected")], ["empty", t("没有判断的", "not answered")]]
          .map(([value, text]) => h("option", { value, selected: value === table.filter.verdict }, text)))),
      h("span", { id: "filter-who" }, body()),
      h("label", { class: "wide" }, t("含有", "Contains"), h("input", { type: "search", id: "filter-text", value: table.filter.text,
        oninput: (event: Event) => void search((event.target as HTMLInputElement).value).catch((error) => notice(message(error), "bad")) })),
      h("label", { class: "check" }, h("input", { type: "checkbox", checked: table.filter.doubtful, onchange: (event: Event) => filter({ doubtful: (event.target as HTMLInputElement).checked }) }), t("只看把握不到 70% 的", "Only those below 70 %"))),
      h("div", { id: "rows" }, answers())),
  ];
}

function answers(): Child {
  const { verdict, who, text, doubtful } = table.filter;
  const shown: number[] = [];
  table.answers.forEach((row, at) => {
    if (!row) return;
    if (verdict === "corrected" ? !table.corrected.has(at) : verdict === "empty" ? row.verdict !== null : verdict !== "" && held(at).verdict !== verdict) return;
    if (who && held(at).who !== who) return;
    if (text && !table.having.has(at)) return;
    if (doubtful && (row.verdict === null || row.confidence >= 0.7)) return;
    shown.push(at);
  });
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  table.page = Math.min(table.page, pages - 1);
  const turn = (by: number) => {
    table.page += by;
    fill(byId("rows"), answers());
    // The button that was used, or the other one at the last page.
    document.querySelector<HTMLElement>(by < 0 ? "#page-back:enabled, #page-on:enabled" : "#page-on:enabled")?.focus();
    if (document.activeElement === document.body) byId("page-back").focus();
  };
  return [
    h("p", { role: "status", class: "muted" }, t(`${shown.length.toLocaleString("en")} 行`, `${shown.length.toLocaleString("en")} rows`), who ? t(`，负责单位：${who}`, `, body: ${who}`) : ""),
    h("div", { class: "scroll", id: "rows-shown", tabindex: "0", role: "region", "aria-label": t("判断结果", "Answers") }, h("table", { class: "rows" },
      h("thead", null, h("tr", null, COLUMNS().map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", null, shown.slice(table.page * PAGE, (table.page + 1) * PAGE).map(line)))),
    pages > 1 ? h("div", { class: "actions" },
      h("button", { type: "button", id: "page-back", disabled: table.page === 0, onclick: () => turn(-1) }, t("上一页", "Previous")),
      h("span", null, `${table.page + 1} / ${pages}`),
      h("button", { type: "button", id: "page-on", disabled: table.page + 1 === pages, onclick: () => turn(1) }, t("下一页", "Next"))) : null,
  ];
}

function line(at: number): HTMLElement {
  const row = table.answers[at]!;
  const { verdict, item: id, who, person } = held(at);
  const item = id ? list().items.get(id) : undefined;
  const edit = h("button", { type: "button", class: "quiet", id: `correct-${at}`, "aria-label": t(`更正第 ${at + 1} 行`, `correct row ${at + 1}`), onclick: () => correct(at) }, person ? t("✎ 已更正", "✎ corrected") : t("更正", "correct"));
  const before = person && row.verdict ? h("p", { class: "muted" }, t("原判断：", "before: "), h("s", null, word("verdict", row.verdict), row.item ? ` ${row.item}` : "")) : null;
  const cells: [string, Child][] = [
    ["number", at + 1],
    ["text", row.text || h("span", { class: "muted" }, t("（空）", "(empty)"))],
    ["", [verdict ? badge(verdict) : row.error ?? "–", before]],
    ["text", item ? h("a", { href: `#item=${item.id}` }, item.id, " ", item.name) : verdict === "unlisted" && row.verdict === "unlisted" ? row.matter ?? "" : ""],
    ["who", [who, verdict === "unlisted" && who ? h("span", { class: "muted" }, t("（通常）", " (usually)")) : null]],
    ["number", person ? t("人工", "by hand") : verdict && verdict !== "unclear" ? `${Math.round(row.confidence * 100)}%` : ""],
    ["", edit],
  ];
  // On a narrow page each row is a card, whose cells carry the headings themselves.
  const heads = COLUMNS();
  return h("tr", null, cells.map(([kind, content], n) => h("td", { class: kind, "data-head": heads[n] }, h("div", null, content))));
}

/** What a person says of a row: kept with the row, and taught to the list. */
function correct(at: number): void {
  const { whole } = list();
  const field = h("input", { id: "correct-item", list: "correct-items", autocomplete: "off", value: table.corrected.get(at) ?? table.answers[at]?.item ?? "", placeholder: "B001" });
  const error = h("p", { class: "bad-text", role: "alert" });
  const keep = h("button", { class: "main" }, t("记下并教给清单", "Keep and teach the list"));
  const said = async (event: Event) => {
    event.preventDefault();
    keep.disabled = true;
    try {
      const wanted = field.value.trim();
      await save(at, wanted === "清单外" ? wanted : state.engine.resolve(list().number, wanted));
      dialog.close();
    } catch (failed) {
      error.textContent = message(failed);
    } finally {
      keep.disabled = false;
    }
  };
  // A form, so that Enter keeps what was written.
  const dialog = h("dialog", { "aria-labelledby": "correct-title" }, h("form", { onsubmit: (event: Event) => void said(event) },
    h("h3", { id: "correct-title" }, t(`更正第 ${at + 1} 行`, `Correct row ${at + 1}`)),
    h("p", { class: "original" }, table.answers[at]?.text),
    h("label", { for: "correct-item" }, t("应是哪一项？写编号或名称；清单没有的写 清单外", "Which item is it? An id or a name, or 清单外")), field,
    h("datalist", { id: "correct-items" }, h("option", { value: "清单外" }), whole.items.map((item) => h("option", { value: item.id }, item.name))),
    error,
    h("div", { class: "actions" }, keep, h("button", { type: "button", onclick: () => dialog.close() }, t("取消", "Cancel")))));
  // The row may be drawn anew, or filtered out by what was said of it.
  dialog.addEventListener("close", () => (dialog.remove(), (document.getElementById(`correct-${at}`) ?? document.getElementById("rows-shown"))?.focus()));
  document.body.append(dialog);
  dialog.showModal();
}

async function save(at: number, item: string): Promise<void> {
  const cells: [string, string][] = await thread.call("tableRow", at);
  const text = cells[table.sheets[table.sheet].column ?? 0]?.[1] ?? table.answers[at]!.text;
  const { list: taught, count } = await state.teach(list(), [{ text, item }]);
  await thread.call("tableCorrect", at, item);
  table.corrected.set(at, item);
  notice(t(`已记下，并教给“${state.title(taught)}”（共教过 ${count} 条）。下次同样的说法就会按它判断。`, `Kept, and taught to ${state.title(taught)} (${count} in all).`));
  if (document.getElementById("charts")) recount();
}

/** The worker is gone, and the table with it: it is read again, and answered with what people corrected; but not twice, as it may be what breaks. */
export function lost(): void {
  run++;
  table.running = false;
  if (!table.read) return;
  if (restoring) {
    restoring = false;
    Object.assign(table, { read: null, sheets: [], answers: [], rows: 0, done: 0 });
    return show();
  }
  restoring = true;
  reading();
  const sheet = table.sheets[table.sheet];
  table.read()
    .then(() => (sheet.column === null ? show() : answer(sheet.column, sheet.headings)))
    .then(() => void (restoring = false))
    .catch((error) => notice(message(error), "bad"));
}
