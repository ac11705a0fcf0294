/** The view of a table of requests: dropped, chosen or pasted, and how it is asked. */

import { button, byId, fill, h, message, notice, type Child } from "./dom";
import { results } from "./results";
import { list, thread } from "./state";
import { again, begun, onTable, opened, table, tableName, take } from "./table";
import { t } from "./words";

/** A text that was pasted, for when the view is drawn anew. */
let pasted = "";

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
        if (!paste.value.trim()) return void notice(() => t("还没有粘贴内容", "Nothing was pasted yet"), "bad");
        const text = paste.value;
        await opened("", () => thread.call("tablePaste", text));
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
  if (table.reading) fill(place, h("p", { class: "panel", role: "status" }, t("正在读取……", "Reading…")));
  else fill(place, table.sheets.length === 0 ? null : [choice(), table.running ? running() : answered()]);
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
    h("p", { class: "wide" }, h("b", null, tableName()), t(`，${sheet.rows} 行，${sheet.columns} 列`, `: ${sheet.rows} rows, ${sheet.columns} columns`)),
    table.sheets.length > 1 ? h("label", null, t("工作表", "Sheet"), h("select", { id: "table-sheet", onchange: (event: Event) => {
      table.sheet = chosen(event);
      begun().catch((error) => notice(() => message(error), "bad"));
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

onTable(show, progress);
