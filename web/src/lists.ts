/** The person's own lists: read from their files, mended, kept, saved, compared. */

import { button, byId, download, fill, h, message, notice, XLSX, type Child } from "./dom";
import { LARGEST } from "./column";
import * as state from "./state";
import { lists, list, thread, title, type Open } from "./state";
import * as store from "./store";
import type { Doubt, Facts, Report } from "./types";
import { isChinese, t, tierName } from "./words";
import { missing, remedy } from "./said";
import { editItem } from "./edit";
import { fact } from "./item";

interface Read { name: string; bytes: Uint8Array }

let report: {
  of: Open;
  report: Report;
  facts: Facts;
  /** What it was read from: a report acts on its own files, whatever was chosen since. */
  files: Read[];
  /** The item that each doubt is about, by the ids that the items have now. */
  doubted: (string | null)[];
  /** Doubts, by their places, whose items were corrected. */
  seen: Set<number>;
} | null = null;
/** Files that can only be read when something is said of them: which part of the list they are, or whose. */
let wanting: { of: "tier" | "township"; facts: Facts; files: Read[]; before?: Open; said: string } | null = null;

/** Items without a certain matter that are shown at once. */
const SHOWN = 30;

const TIERS = ["basic", "cooperative", "reclaimed"] as const;

let comparison: { html: string; of: (Uint8Array | null)[]; titles: string[] } | null = null;

export function view(): HTMLElement {
  const file = h("input", { type: "file", id: "list-file", multiple: true, class: "off", accept: ".xlsx,.xls,.et,.docx,.ods,.odt,.csv,.tsv,.txt,.md,.html,.htm,.jsonl,.lvz",
    onchange: (event: Event) => {
      const field = event.target as HTMLInputElement;
      const files = [...(field.files ?? [])];
      // So that the same file can be chosen again when it was repaired.
      field.value = "";
      void take(files);
    } });
  const element = h("div", { class: "view" },
    h("h2", null, t("我的清单", "My lists")),
    h("div", { class: "panel drop" },
      h("div", { class: "actions" },
        h("span", { class: "strong" }, t("把本乡镇的清单文件拖进来，或", "Drop your township's list here, or")),
        file, h("label", { for: "list-file", class: "button" }, t("选择文件", "Choose files")),
        button(t("下载空白模板", "Download the form"), async () => download("清单模板.xlsx", await thread.call<Uint8Array>("template"), XLSX), "quiet")),
      h("p", { class: "muted" }, t("Excel、WPS、Word、CSV 或存过的 .lvz；几个文件合成一份清单也可以。文件不离开这台电脑。", "Excel, WPS, Word, CSV or a saved .lvz; several files can make one list. They do not leave this computer."))),
    h("div", { id: "reading" }, wantedForm()),
    h("div", { id: "report" }, shownReport()),
    h("section", { class: "panel" }, h("h3", null, t("打开着的清单", "Open lists")), h("div", { id: "open-lists" }, openLists())),
    lists.length > 1 ? compareForm() : null,
    h("div", { id: "comparison" }, shownComparison()));
  return element;
}

/** Takes files that were dropped or chosen: compiled lists are opened, all others are read together as one list. */
export async function take(files: File[]): Promise<void> {
  const large = files.find((file) => file.size > LARGEST);
  if (large) {
    return notice(t(`${large.name} 有 ${Math.round(large.size / 1e6)} MB，最多 64 MB。清单只有文字，请删去图片后另存`,
      `${large.name} has ${Math.round(large.size / 1e6)} MB, at most 64: a list is text, so save it without pictures`), "bad");
  }
  wanting = null;
  // What was said of files before is not of these.
  fill(byId("notice"));
  const reading = document.getElementById("reading");
  if (reading) fill(reading, h("p", { class: "panel", role: "status" }, t("正在读取……", "Reading…")));
  try {
    const read = await Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
    const compiled = read.filter(({ bytes }) => bytes[0] === 0x8f && bytes[1] === 0x4c && bytes[2] === 0x56 && bytes[3] === 0x5a);
    const foreign = read.filter((file) => !compiled.includes(file));
    for (const { name, bytes } of compiled) state.choose(state.add(bytes, name));
    if (compiled.length) notice(t(`已打开 ${compiled.map(({ name }) => name).join("、")}，现在按“${title(list())}”回答`, `Opened ${compiled.map(({ name }) => name).join(", ")}: ${title(list())} is asked now`));
    if (foreign.length) {
      await imported({}, foreign);
    }
  } catch (error) {
    notice(message(error), "bad");
  } finally {
    const now = document.getElementById("reading");
    if (now) fill(now, wantedForm());
    now?.querySelector<HTMLElement>("button, input")?.focus();
  }
}

/** Asks for what files do not say and cannot be read without. */
function wantedForm(): Child {
  if (!wanting) return null;
  const { of, facts, files, before, said } = wanting;
  const names = files.map(({ name }) => name).join("、");
  const given = (fact: Facts) => imported({ ...facts, ...fact }, files, before);
  const field = h("input", { autocomplete: "off" });
  return h("section", { class: "panel wanting", "aria-label": t("还缺一项才能读取", "One thing is missing to read it") },
    h("h3", null, of === "tier" ? t(`${names}：属于哪一类清单？`, `${names}: which part of the list is it?`) : t(`${names}：读取哪个乡镇的？`, `${names}: which township is to be read?`)),
    h("p", { class: "muted" }, said),
    h("div", { class: "actions" },
      of === "tier" ? TIERS.map((tier) => button(tierName(tier), () => given({ tier })))
      : [h("label", null, t("乡镇（街道）", "Township"), " ", field), button(t("读取", "Read it"), () => given({ township: field.value.trim() }))],
      h("button", { type: "button", class: "quiet", onclick: () => ((wanting = null), fill(byId("reading"))) }, t("不读了", "Leave it"))));
}

/** Makes a list of files; once more in the place of the one before where only the facts are others. */
async function imported(facts: Facts, files: Read[], before?: Open): Promise<void> {
  let made: { bytes: Uint8Array; report: Report; doubted: (string | null)[] };
  try {
    made = await thread.call("import", files, facts);
  } catch (error) {
    const of = missing(error);
    if (!of) throw error;
    wanting = { of, facts, files, before, said: message(error) };
    const place = document.getElementById("reading");
    if (place) fill(place, wantedForm());
    return;
  }
  wanting = null;
  const open = before ? await state.change(before, made.bytes, false) : state.add(made.bytes, files.map(({ name }) => name).join("、"));
  report = { of: open, report: made.report, facts, files, doubted: made.doubted, seen: new Set() };
  state.choose(open);
  const doubts = made.report.doubts.filter(({ severity }) => severity !== "note").length;
  const nameless = !open.whole.township.name;
  notice(t(`读出 ${made.report.items} 项${doubts ? `，${doubts} 处存疑，请看报告` : ""}。现在按“${title(open)}”回答。${nameless ? "文件没有写明是哪个乡镇：请在报告里填上，再点“更正”。" : ""}`,
    `${made.report.items} items read${doubts ? `, ${doubts} doubts: see the report` : ""}. ${title(open)} is asked now.${nameless ? " The file does not say which township it is of: write it in the report and click “Correct”." : ""}`));
  if (location.hash !== "#lists") location.hash = "#lists";
}

/** Changes the list itself. */
async function mend(of: Open, edits: object[], told: () => void = () => {}, untold: () => void = () => {}): Promise<void> {
  // What the report says of it is changed before the list is shown anew, and back where the change is refused.
  told();
  try {
    await state.mend(of, edits);
  } catch (error) {
    untold();
    throw error;
  }
  notice(t("已更正", "Mended"));
}

function shownReport(): Child {
  if (!report || !lists.includes(report.of)) return null;
  const { of, report: found, facts, files } = report;
  const severities: [Doubt["severity"], string][] = [["lost", t("未收入", "Left out")], ["doubtful", t("存疑", "Doubtful")], ["note", t("提示", "Notes")]];
  return h("section", { class: "panel", "aria-label": t("读取报告", "Report") },
    h("h3", null, t(`读取报告：${of.source}`, `Report: ${of.source}`)),
    h("p", null, `${found.region}${found.prefecture}${found.county}${found.township || t("（没有写明乡镇）", "(no township named)")}：${found.items} ${t("项", "items")}`),
    totals(found),
    severities.map(([severity, name]) => doubts(name, severity, found.doubts.map((doubt, at) => ({ doubt, at })).filter(({ doubt }) => doubt.severity === severity))),
    factsForm(of, found, facts, files),
    mending(of, found),
    h("div", { class: "actions" },
      button(t("下载标出存疑处的 Excel", "Download with doubts marked"), async () => download("核对.xlsx", await thread.call<Uint8Array>("marked", files, facts), XLSX)),
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

const placeOf = ({ sheet, row, column }: Doubt["place"]): string => {
  let letters = "";
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26)) letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return column ? `${sheet ? `${sheet}!` : ""}${letters}${row}` : `${sheet ? `${sheet} ` : ""}${t(`第 ${row} 行`, `line ${row}`)}`;
};

function doubts(name: string, severity: Doubt["severity"], all: { doubt: Doubt; at: number }[]): Child {
  if (all.length === 0) return null;
  const language = isChinese() ? 0 : 1;
  return h("details", { open: severity !== "note", "data-keep": `${severity}-${report!.of.key}`, class: `doubts ${severity}` },
    h("summary", null, `${name}（${all.length}）`),
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
  const fields: [keyof Facts, string, string][] = [
    ["township", t("乡镇（街道）", "Township"), found.township], ["county", t("县（市、区）", "County"), found.county],
    ["prefecture", t("市（州、地区）", "Prefecture"), found.prefecture], ["region", t("省（自治区）", "Region"), found.region],
    ["code", t("区划代码（九位）", "Division code"), of.whole.township.code ?? ""], ["edition", t("施行日期", "In force"), found.edition],
  ];
  const inputs = fields.map(([key, label, value]) => ({ key, label, field: h("input", { value: facts[key] ?? value ?? "", placeholder: key === "edition" ? t("如 2025-04-18", "such as 2025-04-18") : "" }) }));
  const value = (key: keyof Facts) => fields.find(([of]) => of === key)![2];
  const tier = h("select", null, h("option", { value: "" }, t("按文件", "as the file says")), TIERS.map((key) => h("option", { value: key, selected: facts.tier === key }, tierName(key))));
  return h("details", { open: !found.township, "data-keep": `facts-${of.key}` }, h("summary", null, t("更正乡镇、日期、清单类别", "Correct the township, date, tier")),
    h("div", { class: "filters" },
      inputs.map(({ label, field }) => h("label", null, label, field)),
      h("label", null, t("没有写明类别的表是", "Tables without a tier are"), tier)),
    h("p", { class: "muted" }, t("改乡镇、日期只改清单本身。补上文件没有写的地名，或指定类别，要重新读取文件：此前在这里更正、教过的会丢失，请先做这一步。",
      "The township and the date are changed in the list itself. A place that the file does not say, or a tier, needs the file to be read again, which loses what was mended and taught before: do it first.")),
    h("div", { class: "actions" },
      button(t("更正", "Correct"), async () => {
        const called: Facts = {};
        for (const { key, field } of inputs) if (field.value.trim() !== value(key)) called[key as "township"] = field.value.trim();
        if (Object.keys(called).length === 0) return notice(t("没有改动", "Nothing was changed"), "bad");
        const before = { ...found };
        await mend(of, [{ township: called }], () => Object.assign(found, called), () => Object.assign(found, before));
      }),
      button(t("按此重新读取", "Read again"), async () => {
        // What the file does not say helps to read it; what it says otherwise is changed in the list.
        const given: Facts = {}, called: Facts = {};
        for (const { key, field } of inputs) {
          const [is, said] = [field.value.trim(), value(key)];
          if (is && is !== said) (said ? called : given)[key as "township"] = is;
        }
        if (tier.value) given.tier = tier.value as Facts["tier"];
        await imported({ ...facts, ...given }, files, of);
        if (Object.keys(called).length === 0) return;
        const now = report!.report, before = { ...now };
        await mend(of, [{ township: called }], () => Object.assign(now, called), () => Object.assign(now, before));
      }, "quiet")));
}

/** Items, departments and matters, mended in the list itself. */
function mending(of: Open, found: Report): Child {
  const item = h("input", { list: "mend-items", placeholder: "B001", autocomplete: "off" });
  const department = h("select", null, of.whole.departments.map((one) => h("option", null, one.name)));
  const called = h("input", { autocomplete: "off" });
  const unsure = found.covers.filter((cover) => !cover.sure && of.items.get(cover.item)?.name === cover.name);
  const matter = h("div", null);
  return h("details", { "data-keep": `mending-${of.key}` }, h("summary", null, t("更正事项、部门、事由", "Correct items, departments, matters")),
    h("div", { class: "filters" },
      h("label", null, t("事项", "Item"), item),
      h("datalist", { id: "mend-items" }, of.whole.items.map((one) => h("option", { value: one.id }, one.name))),
      button(t("更正这一项", "Correct it"), () => editItem(of, state.engine.resolve(of.number, item.value.trim()))),
      button(t("添加一项", "Add an item"), () => editItem(of, ""), "quiet")),
    of.whole.departments.length ? h("div", { class: "filters" },
      h("label", null, t("部门", "Department"), department), h("label", { class: "wide" }, t("名称改为（写另一部门的名称，两个并为一个）", "is called (another's name makes one of both)"), called),
      button(t("改名", "Rename"), () => mend(of, [{ department: department.value, name: called.value }]))) : null,
    unsure.length ? [
      h("p", null, t(`${unsure.length} 项的事由没有把握，点开选一个：`, `${unsure.length} items are bound to a matter without certainty; choose one:`)),
      h("ul", { class: "items", id: "unsure" }, unsure.slice(0, SHOWN).map((cover) => h("li", null, button(`${cover.item} ${cover.name}`, async () => {
        const proposals: { id: string; name: string; confidence: number }[] = await thread.call("proposals", of.bytes, cover.item);
        fill(matter, h("p", { class: "strong" }, cover.item, " ", cover.name), h("div", { class: "chips" }, proposals.map((proposal) =>
          button(`${proposal.name}（${Math.round(proposal.confidence * 100)}%）`, async () => {
            await mend(of, [{ item: cover.item, matter: proposal.id }], () => (cover.sure = true), () => (cover.sure = false));
            document.querySelector<HTMLElement>("#unsure button")?.focus();
          }, "chip"))));
        matter.scrollIntoView({ block: "nearest" });
      }, "quiet")))),
      unsure.length > SHOWN ? h("p", { class: "muted" }, t(`先列 ${SHOWN} 项，选过的会让出位置`, `The first ${SHOWN}; those that are chosen make room`)) : null, matter] : null);
}

function openLists(): Child {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("打开着的清单", "Open lists") }, h("table", { class: "open" },
    h("thead", null, h("tr", null, [t("清单", "List"), t("事项", "Items"), t("教过", "Taught"), t("来自", "From"), t("保存", "Keep"), ""].map((head) => h("th", { scope: "col" }, head || h("span", { class: "off" }, t("操作", "Actions")))))),
    h("tbody", null, lists.map((open, at) => h("tr", null,
      h("th", { scope: "row" }, h("label", { class: "check" }, h("input", { type: "radio", name: "chosen", id: `chosen-${at}`, checked: open === list(), onchange: () => state.choose(open) }), title(open))),
      h("td", { class: "number" }, open.whole.items.length), h("td", { class: "number" }, open.whole.taught.length || "–"), h("td", null, state.source(open)),
      h("td", null, open.bytes === null ? "–" : h("label", { class: "check" }, h("input", { type: "checkbox", checked: open.kept !== null, onchange: (event: Event) => void keeping(open, event.target as HTMLInputElement) }), t("存在本机浏览器", "in this browser"))),
      h("td", null, h("div", { class: "actions" },
        button(t("存为 .lvz", "Save .lvz"), async () => {
          download(`${open.whole.township.name || "清单"}.lvz`, await thread.call<Uint8Array>("lvz", open.bytes), "application/octet-stream");
          open.unsaved = false;
        }, "quiet"),
        button(t("存为 Excel", "Save Excel"), async () => {
          download(`${open.whole.township.name || "清单"}.xlsx`, await thread.call<Uint8Array>("xlsx", open.bytes), XLSX);
          const taught = open.whole.taught.length;
          if (taught) notice(t(`Excel 里只有清单，没有教过的 ${taught} 条。要连同教过的一起保存，请点“存为 .lvz”。`,
            `The workbook has the list alone, without the ${taught} that it was taught: “Save .lvz” saves both.`), "bad");
        }, "quiet"),
        open.bytes === null ? null : button(t("关闭", "Close"), async () => {
          const changed = open.unsaved || (open.kept !== null && mended(open));
          if (changed && !confirm(t(`“${title(open)}”里更正过、教过的内容，关闭后就没有了。可以先“存为 .lvz”。真的关闭吗？`,
            `What was mended in ${title(open)} and taught to it is gone when it is closed; “Save .lvz” saves it. Close it?`))) return;
          if (open.kept !== null) await store.drop(open.key);
          state.remove(open);
        }, "quiet"))))))));
}

/** Whether a list that is kept holds more than the file that it was read from. */
const mended = (open: Open): boolean => (open.kept ?? 0) > 1 || open.whole.taught.length > 0;

async function keeping(open: Open, box: HTMLInputElement): Promise<void> {
  try {
    if (box.checked) await state.keep(open);
    else {
      await store.drop(open.key);
      open.unsaved = mended(open);
      open.kept = null;
    }
  } catch (error) {
    box.checked = !box.checked;
    notice(message(error), "bad");
  }
}

function compareForm(): Child {
  const select = (at: number) => h("select", null, lists.map((open, n) => h("option", { value: n, selected: n === at }, title(open))));
  const [one, other] = [select(0), select(Math.max(1, lists.indexOf(list())))];
  return h("section", { class: "panel" }, h("h3", null, t("比较两份清单", "Compare two lists")),
    h("div", { class: "filters" }, h("label", null, t("甲", "One"), one), h("label", null, t("乙", "Other"), other),
      button(t("比较", "Compare"), async () => {
        const chosen = [one, other].map((select) => lists[Number(select.value)]);
        const [of, titles] = [chosen.map(({ bytes }) => bytes), chosen.map(title)];
        comparison = { html: await thread.call<string>("compare", of), of, titles };
        fill(byId("comparison"), shownComparison());
      })));
}

function shownComparison(): Child {
  if (!comparison) return null;
  const { html, of, titles } = comparison;
  // Made by the library, which escapes every text; it has no scripts, and the page's policy would not run any.
  const parsed = new DOMParser().parseFromString(html, "text/html");
  parsed.querySelectorAll("[style],style").forEach((element) => element.removeAttribute("style"));
  // The library calls them by their townships, numbered where these are the same: which is which is said above.
  const called = [...parsed.querySelectorAll("#townships + div tbody tr")].map((row) => row.firstElementChild?.textContent ?? "");
  return h("section", { class: "panel scroll comparison", tabindex: "0", role: "region", "aria-label": t("比较", "Comparison") },
    h("div", { class: "actions" }, button(t("下载全部（Excel）", "Download all as Excel"), async () => download("清单比较.xlsx", await thread.call<Uint8Array>("compareXlsx", of), XLSX))),
    h("dl", { class: "facts" }, titles.map((title, at) => fact([t("甲", "One"), t("乙", "Other")][at], title, called[at] && called[at] !== title ? h("span", { class: "muted" }, t(`（下面写作“${called[at]}”）`, ` (below: ${called[at]})`)) : null))),
    ...parsed.body.childNodes);
}
