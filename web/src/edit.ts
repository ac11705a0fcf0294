/** Mends an item in a dialog: its part of the list and its cells, written as lists print them. */

import { opened } from "./dialog";
import { button, h, message, notice } from "./dom";
import { located } from "./place";
import type { Edit } from "./redo";
import { remedy } from "./said";
import * as state from "./state";
import { thread, type Open } from "./state";
import type { Tier } from "./types";
import { isChinese, t, tierName } from "./words";

type Cells = [heading: string, text: string][];

const TIERS: Tier[] = ["basic", "cooperative", "reclaimed"];

/** How a cell is written, by a word of its heading. */
const HINTS: [string, () => string][] = [
  ["对应上级部门", () => t("一行一个，牵头的写在最前", "one a line, the one that leads first")],
  ["职责", () => t("一行一条；部门或小标题单独一行，后面加冒号", "one a line; a department or a heading on a line of its own, with a colon")],
  ["承接部门", () => t("写“承接部门：……”，下一行“工作方式：……”；没有承接部门的只写做法", "承接部门：…, and on the next line 工作方式：…; without a body only how it is done")],
];

/** Opens the dialog, on an item or, without its id, on a new one. `done` hears the item's id, which is another where its tier is; none where it was taken out. */
export function editItem(open: Open, id: string, done: (id: string | null) => void = () => {}): void {
  const item = open.items.get(id);
  const back = located(document.activeElement);
  const fields = h("div", { class: "fields" });
  const error = h("p", { class: "bad-text", role: "alert" });
  const tier = h("select", { id: "edit-tier", onchange: () => void shown().catch(failed) }, TIERS.map((key) => h("option", { value: key, selected: key === item?.tier }, tierName(key))));
  const failed = (wrong: unknown) => void (error.textContent = message(wrong));
  let printed: Cells = [];
  const written = (): Record<string, string> =>
    Object.fromEntries([...fields.querySelectorAll<HTMLInputElement>("[data-cell]")].map((field) => [field.dataset.cell!, field.value]));

  /** The cells of the tier that is chosen; what was written into one that both tiers have stays. */
  async function shown(): Promise<void> {
    const own = written();
    printed = await thread.call<Cells>("cells", open.bytes, id, tier.value);
    fields.replaceChildren(...printed.map(([heading, text], at) => {
      const value = own[heading] ?? text;
      const about = { id: `edit-${at}`, "data-cell": heading, value, autocomplete: "off", spellcheck: "false" };
      const hint = HINTS.find(([word]) => heading.includes(word))?.[1]();
      const field = heading === "事项类别" ? h("input", { ...about, list: "edit-categories" })
        : h("textarea", { ...about, rows: heading === "事项名称" ? 2 : heading.includes("职责") ? 6 : 3, "aria-describedby": hint ? `edit-${at}-hint` : null });
      return h("div", null, h("label", { for: `edit-${at}` }, heading), hint ? h("span", { class: "muted", id: `edit-${at}-hint` }, ` ${hint}`) : null, field);
    }));
  }

  /** Whether something was written that is not saved. */
  const changed = () => {
    const is = new Map(printed);
    return Object.entries(written()).some(([heading, text]) => text !== (is.get(heading) ?? "")) || (!!item && tier.value !== item.tier);
  };
  const act = async (edit: Edit) => {
    error.textContent = "";
    try {
      if (item) state.unmoved(open, item);
      // Ids that are others name other items: what was answered by them is answered anew.
      const { gave } = await state.mend(open, [edit], ([{ item: now }]) => now === id);
      const [{ item: now, doubts = [] }] = gave;
      dialog.close();
      notice(() => now === undefined ? t(`已删去 ${id}`, `${id} was taken out`)
        : `${id === "" ? t(`已添加 ${now}`, `${now} was added`) : now === id ? t(`已更正 ${id}`, `${id} was corrected`) : t(`已更正，${id} 现在是 ${now}`, `Corrected: ${id} is ${now} now`)}${
          doubts.map((doubt) => t(`；${doubt.understood[0]}，${remedy(doubt.remedy[0])}`, `; ${doubt.understood[1]}: ${remedy(doubt.remedy[1])}`)).join("")}`, doubts.length ? "bad" : "good");
      done(now ?? null);
    } catch (wrong) {
      failed(wrong);
    }
  };
  const save = button(t("保存", "Save"), () => {
    // Only what was changed is said, so that all else stays as it is.
    const is = new Map(printed);
    const cells = Object.fromEntries(Object.entries(written()).filter(([heading, text]) => text !== is.get(heading)));
    return act({ rewrite: id, tier: tier.value as Tier, cells });
  }, "main");
  const sure = h("span", { hidden: true }, t("真的删去？ ", "Really? "), button(t("删去", "Take it out"), () => act({ remove: id })));
  const dialog = h("dialog", { class: "wide", "aria-labelledby": "edit-title" },
    h("h3", { id: "edit-title" }, id ? t(`更正 ${id}`, `Correct ${id}`) : t("添加一项", "Add an item")),
    h("div", null, h("label", { for: "edit-tier" }, t("清单类别", "Part of the list")), " ", tier),
    h("datalist", { id: "edit-categories" }, [...new Set(open.whole.categories.map(({ name }) => name))].map((name) => h("option", { value: name }))),
    fields, error,
    h("div", { class: "actions" }, save, h("button", { type: "button", onclick: () => leave() }, t("取消", "Cancel")),
      id ? [button(t("删去这一项…", "Take it out…"), () => void (sure.hidden = !sure.hidden), "quiet"), sure] : null),
    isChinese() ? null : h("p", { class: "muted" }, "What a list says stays Chinese, as it is read by the importer."));
  dialog.addEventListener("close", () => (dialog.remove(), back()));
  const leave = opened(dialog, changed);
  void shown().catch(failed);
}
