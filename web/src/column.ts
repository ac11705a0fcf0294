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

const table = {
  name: "",
  sheets: [] as SheetAbout[],
  sheet: 0,
  /** The list that answered. */
  list: "",
  answers: [] as (RowAnswer | undefined)[],
  rows: 0,
  done: 0,
  running: false,
  took: 0,
  corrected: new Map<number, string>(),
  filter: { verdict: "" as Verdict | "" | "corrected" | "empty", who: "", text: "", doubtful: false },
  page: 0,
};

export function view(): HTMLElement {
  const file = h("input", { type: "file", id: "table-file", accept: ".xlsx,.xls,.et,.ods,.csv,.tsv,.txt,.docx", class: "off",
    onchange: (event: Event) => void take([...((event.target as HTMLInputElement).files ?? [])]) });
  const paste = h("textarea", { id: "table-paste", rows: 3, placeholder: t("从 Excel 或 WPS 复制一列或几列，粘贴到这里", "Copy cells from a spreadsheet and paste them here") });
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
        await opened(t("粘贴", "pasted"), () => thread.call("tablePaste", paste.value));
      }))),
    h("div", { id: "table" }));
  queueMicrotask(() => {
    show();
    // Another list was chosen since: its items are others.
    const about = table.sheets[table.sheet];
    if (about && about.column !== null && table.list !== list().family) void answer(about.column, about.headings).catch((error) => notice(message(error), "bad"));
  });
  return element;
}

/** Takes the file that was dropped or chosen. */
export async function take(files: File[]): Promise<void> {
  const [file] = files;
  if (!file) return;
  if (file.size > LARGEST) {
    return notice(t(`${file.name} 有 ${Math.round(file.size / 1e6)} MB，最多 64 MB；请只留要判断的列，或分成几个文件`,
      `${file.name} has ${Math.round(file.size / 1e6)} MB, at most 64: keep the columns that matter, or split it`), "bad");
  }
  try {
    const bytes = new Uint8Array(await file.arrayBuffer());
    await opened(file.name, () => thread.call("tableRead", file.name, bytes));
  } catch (error) {
    notice(message(error), "bad");
  }
}

async function opened(name: string, read: () => Promise<SheetAbout[]>): Promise<void> {
  if (table.running) thread.cancel();
  fill(byId("table"), h("p", { class: "panel", role: "status" }, t("正在读取……", "Reading…")));
  try {
    table.sheets = await read();
  } catch (error) {
    table.sheets = [];
    show();
    throw error;
  }
  Object.assign(table, { name, answers: [], rows: 0, done: 0, corrected: new Map(), page: 0 });
  table.sheet = Math.max(0, table.sheets.findIndex((sheet) => sheet.column !== null));
  const { column } = table.sheets[table.sheet];
  if (column === null) {
    show();
    return notice(t("没有认出写着诉求的列：每一列都只有数字、编码或很短的字。请在下面指定一列，或换一个表", "No column of requests was found, only numbers, codes or very short words: name it below, or take another table"), "bad");
  }
  await answer(column, table.sheets[table.sheet].headings);
}

/** Answers all rows; once more after a list was taught, with what people said of them. */
async function answer(column: number, headings: number, again = false): Promise<void> {
  const about = table.sheets[table.sheet];
  Object.assign(about, { column, headings });
  if (!again) table.rows = await thread.call("tableChoose", table.sheet, column, headings);
  if (table.running) thread.cancel();
  Object.assign(table, { list: list().family, answers: new Array(table.rows), done: 0, running: true, page: 0 });
  if (!again) {
    table.corrected = new Map();
    table.filter = { verdict: "", who: "", text: "", doubtful: false };
  }
  show();
  const began = performance.now();
  let shown = 0;
  thread.onProgress = ({ from, answers }) => {
    const found: RowAnswer[] = JSON.parse(answers);
    found.forEach((row, at) => (table.answers[from + at] = row));
    table.done = Math.min(table.rows, from + found.length);
    if (performance.now() - shown > 150) {
      shown = performance.now();
      progress();
    }
  };
  try {
    const all = await thread.call<boolean>("tableAnswer", list().bytes, table.rows);
    if (!all) table.rows = table.done;
  } finally {
    table.running = false;
    table.took = performance.now() - began;
  }
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
  if (table.sheets.length === 0) return fill(place);
  fill(place, choice(), table.running ? running() : table.done > 0 ? results() : null);
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
  const about = table.sheets[table.sheet];
  const heads = about.first[Math.max(0, about.headings - 1)] ?? [];
  const label = (at: number) => (about.headings > 0 && heads[at]?.trim()) || t(`第 ${at + 1} 列`, `column ${at + 1}`);
  const again = () => void answer(about.column ?? 0, about.headings).catch((error) => notice(message(error), "bad"));
  return h("div", { class: "panel filters" },
    h("p", { class: "wide" }, h("b", null, table.name), t(`，${about.rows} 行，${about.columns} 列`, `: ${about.rows} rows, ${about.columns} columns`)),
    table.sheets.length > 1 ? h("label", null, t("工作表", "Sheet"), h("select", { onchange: (event: Event) => {
      table.sheet = Number((event.target as HTMLSelectElement).value);
      again();
    } }, table.sheets.map((sheet, at) => h("option", { value: at, selected: at === table.sheet }, sheet.name || t(`表 ${at + 1}`, `table ${at + 1}`))))) : null,
    h("label", null, t("诉求在哪一列", "Column of requests"), h("select", { id: "table-column", onchange: (event: Event) => {
      about.column = Number((event.target as HTMLSelectElement).value);
      again();
    } }, about.column === null ? h("option", { value: "" }, t("请选择", "choose")) : null,
      Array.from({ length: about.columns }, (_, at) => h("option", { value: at, selected: at === about.column }, label(at))))),
    h("label", null, t("标题行数", "Rows of headings"), h("select", { onchange: (event: Event) => {
      about.headings = Number((event.target as HTMLSelectElement).value);
      again();
    } }, [0, 1, 2, 3, 4, 5].map((count) => h("option", { value: count, selected: count === about.headings }, String(count))))));
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
  return { verdict: item?.tier ?? "unlisted", item: item?.id ?? null, who: item?.responsible.join("、") ?? "", person: true };
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
  const answered = table.answers.reduce((count, row) => count + (row ? 1 : 0), 0);
  const filter = (change: Partial<typeof table.filter>) => {
    Object.assign(table.filter, change);
    table.page = 0;
    fill(byId("rows"), answers());
  };
  const seconds = (table.took / 1000).toFixed(1);
  recount = () => {
    fill(byId("charts"), charts(filter));
    fill(byId("rows"), answers());
    byId("again").hidden = table.corrected.size === 0;
  };
  return [
    h("div", { class: "panel" },
      h("p", { role: "status" }, t(`${answered.toLocaleString("en")} 行判断完毕，用时 ${seconds} 秒。`, `${answered.toLocaleString("en")} rows answered in ${seconds} s. `),
        table.done < table.answers.length ? t("（中途停止，其余没有判断）", "(stopped: the others were not answered)") : ""),
      h("div", { class: "charts", id: "charts" }, charts(filter)),
      h("div", { class: "actions", id: "again", hidden: table.corrected.size === 0 },
        button(t("按教过的重新判断", "Answer anew as taught"), () => {
          const about = table.sheets[table.sheet];
          return answer(about.column!, about.headings, true);
        }),
        h("span", { class: "muted" }, t("更正过的行不变，说法相近的别的行会跟着改。", "Corrected rows stay; others that say nearly the same follow."))),
      h("div", { class: "actions" },
        button(t("下载结果（Excel）", "Download as Excel"), async () =>
          download(`${table.name.replace(/\.[^.]+$/, "")}-归属判断.xlsx`, await thread.call<Uint8Array>("tableXlsx", list().bytes), XLSX), "main"),
        h("span", { class: "muted" }, t("原有的列都在，判断附在后面，另有统计表。", "All columns are kept, the answers stand behind them, with sheets of counts.")))),
    h("div", { class: "panel" }, h("div", { class: "filters" },
      h("label", null, t("判断", "Verdict"), h("select", { id: "filter-verdict", onchange: (event: Event) => filter({ verdict: (event.target as HTMLSelectElement).value as Verdict }) },
        h("option", { value: "" }, t("全部", "all")), VERDICTS.map((verdict) => h("option", { value: verdict }, word("verdict", verdict))),
        h("option", { value: "corrected" }, t("更正过的", "corrected")), h("option", { value: "empty" }, t("没有判断的", "not answered")))),
      h("label", { class: "wide" }, t("含有", "Contains"), h("input", { type: "search", oninput: (event: Event) => filter({ text: (event.target as HTMLInputElement).value }) })),
      h("label", { class: "check" }, h("input", { type: "checkbox", onchange: (event: Event) => filter({ doubtful: (event.target as HTMLInputElement).checked }) }), t("只看把握不到 70% 的", "Only those below 70 %"))),
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
    if (text && !row.text.includes(text)) return;
    if (doubtful && (row.verdict === null || row.confidence >= 0.7)) return;
    shown.push(at);
  });
  const pages = Math.max(1, Math.ceil(shown.length / PAGE));
  table.page = Math.min(table.page, pages - 1);
  const turn = (by: number) => {
    table.page += by;
    fill(byId("rows"), answers());
  };
  return [
    h("p", { role: "status", class: "muted" }, t(`${shown.length.toLocaleString("en")} 行`, `${shown.length.toLocaleString("en")} rows`), who ? t(`，负责单位：${who}`, `, body: ${who}`) : ""),
    h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("判断结果", "Answers") }, h("table", { class: "rows" },
      h("thead", null, h("tr", null, COLUMNS().map((head) => h("th", { scope: "col" }, head)))),
      h("tbody", null, shown.slice(table.page * PAGE, (table.page + 1) * PAGE).map(line)))),
    pages > 1 ? h("div", { class: "actions" },
      h("button", { type: "button", disabled: table.page === 0, onclick: () => turn(-1) }, t("上一页", "Previous")),
      h("span", null, `${table.page + 1} / ${pages}`),
      h("button", { type: "button", disabled: table.page + 1 === pages, onclick: () => turn(1) }, t("下一页", "Next"))) : null,
  ];
}

function line(at: number): HTMLElement {
  const row = table.answers[at]!;
  const { verdict, item: id, who, person } = held(at);
  const item = id ? list().items.get(id) : undefined;
  const edit = h("button", { type: "button", class: "quiet", "aria-label": t(`更正第 ${at + 1} 行`, `correct row ${at + 1}`), onclick: () => correct(at, edit) }, person ? t("✎ 已更正", "✎ corrected") : t("更正", "correct"));
  const before = person && row.verdict ? h("p", { class: "muted" }, t("原判断：", "before: "), h("s", null, word("verdict", row.verdict), row.item ? ` ${row.item}` : "")) : null;
  const cells: [string, Child][] = [
    ["number", at + 1],
    ["text", row.text || h("span", { class: "muted" }, t("（空）", "(empty)"))],
    ["", [verdict ? badge(verdict) : row.error ?? "–", before]],
    ["text", item ? h("a", { href: `#item=${item.id}` }, item.id, " ", item.name) : verdict === "unlisted" && !person ? row.matter ?? "" : ""],
    ["who", [who, verdict === "unlisted" && who ? h("span", { class: "muted" }, t("（通常）", " (usually)")) : null]],
    ["number", person ? t("人工", "by hand") : verdict && verdict !== "unclear" ? `${Math.round(row.confidence * 100)}%` : ""],
    ["", edit],
  ];
  // On a narrow page each row is a card, whose cells carry the headings themselves.
  const heads = COLUMNS();
  return h("tr", null, cells.map(([kind, content], n) => h("td", { class: kind, "data-head": heads[n] }, h("div", null, content))));
}

/** What a person says of a row: kept with the row, and taught to the list. */
function correct(at: number, from: HTMLElement): void {
  const { whole } = list();
  const field = h("input", { id: "correct-item", list: "correct-items", autocomplete: "off", value: table.corrected.get(at) ?? table.answers[at]?.item ?? "", placeholder: "B001" });
  const error = h("p", { class: "bad-text", role: "alert" });
  const dialog = h("dialog", { "aria-labelledby": "correct-title" },
    h("h3", { id: "correct-title" }, t(`更正第 ${at + 1} 行`, `Correct row ${at + 1}`)),
    h("p", { class: "original" }, table.answers[at]?.text),
    h("label", { for: "correct-item" }, t("应是哪一项？写编号或名称；清单没有的写 清单外", "Which item is it? An id or a name, or 清单外")), field,
    h("datalist", { id: "correct-items" }, h("option", { value: "清单外" }), whole.items.map((item) => h("option", { value: item.id }, item.name))),
    error,
    h("div", { class: "actions" },
      h("button", { type: "button", class: "main", onclick: async () => {
        try {
          const wanted = field.value.trim();
          const item = wanted === "清单外" ? wanted : state.engine.resolve(list().number, wanted);
          await save(at, item);
          dialog.close();
        } catch (failed) {
          error.textContent = message(failed);
        }
      } }, t("记下并教给清单", "Keep and teach the list")),
      h("button", { type: "button", onclick: () => dialog.close() }, t("取消", "Cancel"))));
  dialog.addEventListener("close", () => (dialog.remove(), from.isConnected && from.focus()));
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

/** The worker is gone, and the table with it. */
export function lost(): void {
  Object.assign(table, { sheets: [], answers: [], rows: 0, done: 0, running: false });
  show();
}
