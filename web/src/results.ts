/** The answers to a table: counted, drawn, filtered, row by row. */

import { bars } from "./charts";
import { correct } from "./correct";
import { button, byId, download, fill, h, message, notice, XLSX, type Child } from "./dom";
import { badge } from "./item";
import { said } from "./said";
import { list, thread } from "./state";
import { again, downloaded, held, table, tableName } from "./table";
import type { Verdict } from "./types";
import { percent, t, word } from "./words";

/** Rows that are shown at once. */
const PAGE = 100;

const VERDICTS: Verdict[] = ["basic", "cooperative", "reclaimed", "unlisted", "unclear"];

const COLUMNS = () => [t("行", "Row"), t("诉求", "Request"), t("判断", "Verdict"), t("事项", "Item"), t("由谁办", "Who"), t("把握", "Sure"), t("更正", "Correct")];

/** Counts and rows anew. */
let recount = (): void => {};

const tally = <K>(keys: Iterable<K>): Map<K, number> => {
  const counts = new Map<K, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};

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

/** All that is shown of a table that was answered. */
export function results(): Child {
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
      table.apart ? h("p", { class: "remark", role: "status" }, t(`有 ${table.apart} 处更正是对这里没有的文字作的（在另一列或另一个工作表里），这里没有用上，下载的结果里也没有；选回那里就有。`,
        `${table.apart} ${table.apart > 1 ? "corrections are" : "correction is"} of texts that are not here (but in another column or sheet), and not in what is downloaded here: choose that one again and they are there.`)) : null,
      h("div", { class: "charts", id: "charts" }, charts(filter)),
      h("div", { class: "actions", id: "again", hidden: table.corrected.size === 0 },
        button(t("按教过的重新判断", "Answer anew as taught"), again),
        h("span", { class: "muted" }, t("更正过的行不变，说法相近的别的行会跟着改。", "Corrected rows stay; others that say nearly the same follow."))),
      h("div", { class: "actions" },
        button(t("下载结果（Excel）", "Download as Excel"), async () => {
          download(`${tableName().replace(/\.[^.]+$/, "")}-${t("归属判断", "answers")}.xlsx`, await thread.call<Uint8Array>("tableXlsx", list().bytes), XLSX);
          downloaded();
        }, "main"),
        h("span", { class: "muted" }, t("原有的列都在，判断附在后面，另有统计表。", "All columns are kept, the answers stand behind them, with sheets of counts.")))),
    h("div", { class: "panel" }, h("div", { class: "filters" },
      h("label", null, t("判断", "Verdict"), h("select", { id: "filter-verdict", onchange: (event: Event) => filter({ verdict: (event.target as HTMLSelectElement).value as Verdict }) },
        [["", t("全部", "all")], ...VERDICTS.map((verdict) => [verdict, word("verdict", verdict)]), ["corrected", t("更正过的", "corrected")], ["empty", t("没有判断的", "not answered")]]
          .map(([value, text]) => h("option", { value, selected: value === table.filter.verdict }, text)))),
      h("span", { id: "filter-who" }, body()),
      h("label", { class: "wide" }, t("含有", "Contains"), h("input", { type: "search", id: "filter-text", value: table.filter.text,
        oninput: (event: Event) => void search((event.target as HTMLInputElement).value).catch((error) => notice(() => message(error), "bad")) })),
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

/** Another part of the page may be shown by now. */
const corrected = (): void => void (document.getElementById("charts") && recount());

function line(at: number): HTMLElement {
  const row = table.answers[at]!;
  const { verdict, item: id, who, person } = held(at);
  const item = id ? list().items.get(id) : undefined;
  const edit = h("button", { type: "button", class: "quiet", id: `correct-${at}`, "aria-label": t(`更正第 ${at + 1} 行`, `correct row ${at + 1}`), onclick: () => correct(at, corrected) }, person ? t("✎ 已更正", "✎ corrected") : t("更正", "correct"));
  const before = person && row.verdict ? h("p", { class: "muted" }, t("原判断：", "before: "), h("s", null, word("verdict", row.verdict), row.item ? ` ${row.item}` : "")) : null;
  const cells: [string, Child][] = [
    ["number", at + 1],
    ["text", row.text || h("span", { class: "muted" }, t("（空）", "(empty)"))],
    ["", [verdict ? badge(verdict) : row.error ? said(row.error) : "–", before]],
    ["text", item ? h("a", { href: `#item=${item.id}` }, item.id, " ", item.name) : verdict === "unlisted" && row.verdict === "unlisted" ? row.matter ?? "" : ""],
    ["who", [who, verdict === "unlisted" && who ? h("span", { class: "muted" }, t("（通常）", " (usually)")) : null]],
    ["number", person ? t("人工", "by hand") : verdict && verdict !== "unclear" ? percent(row.confidence) : ""],
    ["", edit],
  ];
  // On a narrow page each row is a card, whose cells carry the headings themselves.
  const heads = COLUMNS();
  return h("tr", null, cells.map(([kind, content], n) => h("td", { class: kind, "data-head": heads[n] }, h("div", null, content))));
}
