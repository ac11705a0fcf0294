/** The report of what was read of files: its doubts, and the mending of a list beside them. */

import { button, download, h, notice, XLSX, type Child } from "./dom";
import { editItem } from "./edit";
import { chooseMatters } from "./matters";
import { imported, report, TIERS, type Read } from "./reading";
import type { Edit, Left } from "./redo";
import { remedy, said } from "./said";
import * as state from "./state";
import { lists, thread, type Open } from "./state";
import type { Doubt, Facts, Report } from "./types";
import { colon, counted, isChinese, t, tierName } from "./words";

/** Items without a certain matter that are shown at once. */
const SHOWN = 30;

/** Changes the list itself. */
async function mend(of: Open, edits: Edit[], told: () => void = () => {}, untold: () => void = () => {}): Promise<void> {
  // What the report says of it is changed before the list is shown anew, and back where the change is refused.
  told();
  try {
    await state.mend(of, edits);
  } catch (error) {
    untold();
    throw error;
  }
  notice(() => t("已更正", "Mended"));
}

/** All of it, while its list is open. */
export function shownReport(): Child {
  if (!report || !lists.includes(report.of)) return null;
  const { of, report: found, facts, files } = report;
  const severities: [Doubt["severity"], string][] = [["lost", t("未收入", "Left out")], ["doubtful", t("存疑", "Doubtful")], ["note", t("提示", "Notes")]];
  return h("section", { class: "panel", "aria-label": t("读取报告", "Report") },
    h("h3", null, t(`读取报告：${of.source}`, `Report: ${of.source}`)),
    h("p", null, `${found.region}${found.prefecture}${found.county}${found.township || t("（没有写明乡镇）", "(no township named)")}${colon()}${found.items} ${t("项", "items")}`),
    totals(found),
    undone(report.left),
    severities.map(([severity, name]) => doubts(name, severity, found.doubts.map((doubt, at) => ({ doubt, at })).filter(({ doubt }) => doubt.severity === severity))),
    factsForm(of, found, facts, files),
    mending(of, found),
    h("div", { class: "actions" },
      button(t("下载标出存疑处的 Excel", "Download with doubts marked"), async () => download(t("核对.xlsx", "checked.xlsx"), await thread.call<Uint8Array>("marked", files, facts), XLSX)),
      h("a", { href: "#ask", class: "button main" }, t("去查问", "Ask this list"))));
}

function totals(found: Report): Child {
  const items = found.totals.filter(({ of }) => of === "items");
  if (items.length === 0) return null;
  return h("table", { class: "totals" },
    h("thead", null, h("tr", null, [t("清单", "Tier"), t("读出", "found"), t("文件载明", "declared")].map((text, at) => h("th", { scope: "col", class: at > 0 ? "number" : "" }, text)))),
    h("tbody", null, items.map((total) => h("tr", null, h("th", { scope: "row" }, tierName(total.tier)), h("td", { class: "number" }, total.found),
      h("td", { class: "number" }, total.declared ?? "—", total.declared !== null && total.declared !== total.found ? t("（不符）", " (differs)") : "")))));
}

/** What was mended and taught before the files were read again, and could not be done once more. */
function undone(left: Left[]): Child {
  if (left.length === 0) return null;
  const why = ({ of, name, what }: Left): string => {
    switch (of) {
      case "item": return t(`“${name}”的更正：现在没有这一项`, `${name}: there is no such item now`);
      case "added": return t(`添加“${name}”：现在已有这一项`, `${name}, to be added: the item is there now`);
      case "cell": return t(`“${name}”的“${what}”：这一类清单没有这一格`, `${name}: its part of the list has no cell ${what}`);
      case "department": return t(`部门“${what}”的更正：现在没有这个部门`, `${what}: there is no such department now`);
      case "taught": return t(`教过的“${what}”：现在没有“${name}”这一项`, `“${what}”, which was taught: there is no item ${name} now`);
      case "refused": return `${name}${name ? colon() : ""}${said(what)}`;
    }
  };
  return h("details", { open: true, "data-keep": `undone-${report!.of.key}`, class: "doubts doubtful" },
    h("summary", null, t("重新读取后没能再做的更正", "Mended before, and not again when the file was read once more"), counted(left.length)),
    h("ul", null, left.map((one) => h("li", null, why(one)))),
    h("p", { class: "muted" }, t("下次重新读取时会再试。", "They are tried again whenever the file is read once more.")));
}

const placeOf = ({ sheet, row, column }: Doubt["place"]): string => {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return column ? `${sheet ? `${sheet}!` : ""}${letters}${row}` : `${sheet ? `${sheet} ` : ""}${t(`第 ${row} 行`, `line ${row}`)}`;
};

function doubts(name: string, severity: Doubt["severity"], all: { doubt: Doubt; at: number }[]): Child {
  if (all.length === 0) return null;
  const language = isChinese() ? 0 : 1;
  return h("details", { open: severity !== "note", "data-keep": `${severity}-${report!.of.key}`, class: `doubts ${severity}` },
    h("summary", null, name, counted(all.length)),
    h("ul", null, all.slice(0, 200).map(({ doubt, at }) => h("li", null,
      doubt.file ? h("b", null, placeOf(doubt.place), " ") : null, doubt.understood[language],
      doubt.text ? h("q", { class: "muted" }, doubt.text.length > 80 ? `${doubt.text.slice(0, 80)}…` : doubt.text) : null,
      h("span", { class: "muted" }, ` → ${remedy(doubt.remedy[language])}`), " ", doubtful(at)))),
    all.length > 200 ? h("p", { class: "muted" }, t(`只列出前 200 处，全部在“下载标出存疑处的 Excel”里`, "The first 200; all of them are in the marked workbook")) : null);
}

/** A doubt that is about an item is mended there; what no row holds can be added. */
function doubtful(at: number): Child {
  const { of, report: found, doubted, seen } = report!;
  const id = doubted[at];
  const done = (now: string | null) => {
    if (id) report!.doubted = doubted.map((other) => (other === id ? now : other));
    doubted.forEach((other, n) => (n === at || (id && other === id)) && seen.add(n));
    state.tell();
  };
  const mark = seen.has(at) ? h("span", { class: "muted" }, t("✓ 已更正 ", "✓ corrected ")) : null;
  if (id && of.items.has(id)) return [mark, button(t(`更正 ${id}`, `Correct ${id}`), () => editItem(of, id, done), "quiet")];
  return [mark, !seen.has(at) && found.doubts[at].severity === "lost" ? button(t("添加为一项", "Add as an item"), () => editItem(of, "", done), "quiet") : null];
}

/** What the file does not say, or says wrongly. */
function factsForm(of: Open, found: Report, facts: Facts, files: Read[]): Child {
  const values = (of: Open, found: Report) => ({ township: found.township, county: found.county, prefecture: found.prefecture, region: found.region, code: of.whole.township.code ?? "", edition: found.edition });
  type Key = keyof ReturnType<typeof values>;
  const labels: [Key, string][] = [
    ["township", t("乡镇（街道）", "Township")], ["county", t("县（市、区）", "County")], ["prefecture", t("市（州、地区）", "Prefecture")],
    ["region", t("省（自治区）", "Region")], ["code", t("区划代码（九位）", "Division code")], ["edition", t("施行日期", "In force")],
  ];
  const is = values(of, found);
  const inputs = labels.map(([key, label]) => ({ key, label, field: h("input", { value: is[key], placeholder: key === "edition" ? t("如 2025-04-18", "such as 2025-04-18") : "" }) }));
  const tier = h("select", null, h("option", { value: "" }, t("按文件", "as the file says")), TIERS.map((key) => h("option", { value: key, selected: facts.tier === key }, tierName(key))));
  /** Changes in the list what is written otherwise than the list has it; says whether there was something. */
  const correct = async (): Promise<boolean> => {
    const now = report!.report, is = values(of, now), before = { ...now };
    const called: Facts = {};
    for (const { key, field } of inputs) if (field.value.trim() !== is[key]) called[key] = field.value.trim();
    if (Object.keys(called).length === 0) return false;
    await mend(of, [{ township: called }], () => Object.assign(now, called), () => Object.assign(now, before));
    return true;
  };
  return h("details", { open: !found.township, "data-keep": `facts-${of.key}` }, h("summary", null, t("更正乡镇、日期、清单类别", "Correct the township, date, tier")),
    h("div", { class: "filters" },
      inputs.map(({ label, field }) => h("label", null, label, field)),
      h("label", null, t("没有写明类别的表是", "Tables without a tier are"), tier)),
    h("p", { class: "muted" }, t("点“更正”，乡镇、地名、代码、日期直接改在清单里，在这里更正过、教过的都在。只有指定清单类别时才要重新读取文件，更正过、教过的会在新读的清单上再做一遍，做不了的会说明。",
      "“Correct” changes the township, its places, code and date in the list itself, and what was mended and taught stays. Only a tier needs the file to be read again: both are done again to the list that is read then, and what cannot be is told.")),
    h("div", { class: "actions" },
      button(t("更正", "Correct"), async () => {
        if (!await correct()) notice(() => t("没有改动", "Nothing was changed"), "bad");
      }),
      button(t("按此重新读取", "Read again"), async () => {
        if (of.steps === null && !confirm(t("这份清单在另一个页面里也更正过：重新读取后，更正过的就没有了，教过的还在。真的重新读取吗？",
          "Another page has mended this list, too: what was mended is gone when the file is read again, and what was taught stays. Read it?"))) return;
        // What the file does not say helps to read it; what it says otherwise is changed in the list that is made of it.
        const given: Facts = {};
        for (const { key, field } of inputs) if (!is[key] && field.value.trim()) given[key] = field.value.trim();
        if (tier.value) given.tier = tier.value;
        if (await imported({ ...facts, ...given }, files, of)) await correct();
      }, "quiet")));
}

/** Items, departments and matters, mended in the list itself. */
function mending(of: Open, found: Report): Child {
  const item = h("input", { list: "mend-items", placeholder: "B001", autocomplete: "off" });
  const department = h("select", null, of.whole.departments.map((one) => h("option", null, one.name)));
  const called = h("input", { autocomplete: "off" });
  const unsure = found.covers.filter((cover) => !cover.sure && of.items.get(cover.item)?.name === cover.name);
  return h("details", { "data-keep": `mending-${of.key}` }, h("summary", null, t("更正事项、部门、事由", "Correct items, departments, matters")),
    h("div", { class: "filters" },
      h("label", null, t("事项", "Item"), item),
      h("datalist", { id: "mend-items" }, of.whole.items.map((one) => h("option", { value: one.id }, one.name))),
      button(t("更正这一项", "Correct it"), () => editItem(of, state.engine.resolve(of.number, item.value.trim()))),
      button(t("更正事由", "Correct its matters"), () => chooseMatters(of, state.engine.resolve(of.number, item.value.trim())), "quiet"),
      button(t("添加一项", "Add an item"), () => editItem(of, ""), "quiet")),
    of.whole.departments.length ? h("div", { class: "filters" },
      h("label", null, t("部门", "Department"), department), h("label", { class: "wide" }, t("名称改为（写另一部门的名称，两个并为一个）", "is called (another's name makes one of both)"), called),
      button(t("改名", "Rename"), () => mend(of, [{ department: department.value, name: called.value }]))) : null,
    unsure.length ? [
      h("p", null, t(`${unsure.length} 项的事由没有把握，点开选定：`, `${unsure.length} items are bound to a matter without certainty; open and choose:`)),
      h("ul", { class: "items", id: "unsure" }, unsure.slice(0, SHOWN).map((cover) => h("li", null, button(`${cover.item} ${cover.name}`, () =>
        chooseMatters(of, cover.item, (back) => {
          cover.sure = true;
          state.tell();
          // The next one takes its place.
          const next = document.querySelector<HTMLElement>("#unsure button");
          if (next) next.focus();
          else back();
        }), "quiet")))),
      unsure.length > SHOWN ? h("p", { class: "muted" }, t(`先列 ${SHOWN} 项，选过的会让出位置`, `The first ${SHOWN}; those that are chosen make room`)) : null] : null);
}
