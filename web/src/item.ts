/** An item as people read it: who leads, who does what, and what is known of its text. */

import { button, h, type Child } from "./dom";
import { editItem } from "./edit";
import { chooseMatters } from "./matters";
import type { DutyGroup, Item } from "./types";
import { list, townshipName, type Open } from "./state";
import { MARK, colon, isChinese, plain, t, word } from "./words";

export const names = (item: Item, role: string): string[] =>
  [...new Set(item.departments.filter((department) => department.role === role).map((department) => department.name))];

/** A link to an item's page. */
export const itemLink = (item: Item, text?: Child): HTMLElement => h("a", { href: `#item=${item.id}` }, text ?? `${item.id} ${item.name}`);

export const departmentLink = (name: string): HTMLElement => h("a", { href: `#department=${encodeURIComponent(name)}` }, name);

const linked = (all: string[]): Child[] => all.map((name, at) => [at > 0 ? t("、", ", ") : "", departmentLink(name)]);

/** A label with what it labels, in a list of such. */
export const fact = (label: string, ...text: Child[]): Child => [h("dt", null, label), h("dd", null, ...text)];

/** The mark and name of a tier or a verdict. */
export const badge = (verdict: Item["tier"] | "unlisted" | "unclear"): HTMLElement =>
  h("span", { class: `badge ${verdict}` }, h("span", { "aria-hidden": "true" }, MARK[verdict], " "), word("verdict", verdict));

function groups(all: DutyGroup[]): Child[] {
  return all.map((group) => [
    group.heading ? h("p", { class: "heading" }, group.heading) : null,
    group.department ? h("p", { class: "heading" }, `${group.department}${colon()}`) : null,
    group.duties.length > 1 ? h("ol", null, group.duties.map((duty) => h("li", null, duty))) : group.duties.map((duty) => h("p", null, duty)),
  ]);
}

const none = (item: Item): string =>
  item.source_lines.length > 0 ? t("（扫描件缺失）", "(lost in the scan)") : t("（原文没有写明）", "(the list does not say)");

/** Who leads, joins or has taken over, and the duties of both sides. */
export function responsibility(item: Item, open: Open = list(), level: "h3" | "h4" = "h4"): HTMLElement {
  const side = (title: string, ...body: Child[]) => h("section", { class: "side" }, h(level, null, title), ...body);
  const township = townshipName(open);
  const sides: Child[] = [];
  const facts: Child[] = [];
  if (item.tier === "basic") {
    facts.push(fact(t("负责", "Responsible"), township));
    sides.push(side(t(`${township}的职责`, `Duty of ${township}`), h("p", null, item.name)));
  } else if (item.tier === "cooperative") {
    const lead = names(item, "lead");
    facts.push(fact(word("role", "lead"), lead.length ? linked(lead) : none(item)));
    const joint = names(item, "joint");
    if (joint.length) facts.push(fact(word("role", "joint"), linked(joint)));
    facts.push(fact(t("配合", "Assists"), township));
    sides.push(side(t("上级部门做什么", "What the departments do"), item.upper_duties.length ? groups(item.upper_duties) : none(item)));
    sides.push(side(t("乡镇做什么", "What the township does"), item.township_duties.length ? groups(item.township_duties) : none(item)));
  } else {
    const successors = names(item, "successor");
    facts.push(fact(word("role", "successor"), successors.length ? linked(successors) : t("清单未列承接部门，不再开展", "none: discontinued")));
    sides.push(side(t("承接部门怎么做", "How it is done now"),
      item.takeover.map((takeover) => h("p", null, takeover.department ? `${takeover.department}${colon()}` : "", takeover.method ?? none(item)))));
    sides.push(side(t("乡镇做什么", "What the township does"), h("p", null, t("不再承担，来人来电请转承接部门。", "Nothing any more: refer people to the body that took it over."))));
  }
  return h("div", null, h("dl", { class: "facts" }, facts), h("div", { class: "sides" }, sides));
}

/** The page of an item, which can be mended there. */
export function itemPage(item: Item, open: Open = list()): HTMLElement {
  const related = item.related.map((id) => open.items.get(id)).filter((other): other is Item => !!other);
  return h("article", { class: "panel item" },
    h("p", null, badge(item.tier), h("span", { class: "muted" }, ` · ${item.category} · ${plain(item.tier)}`)),
    h("h2", { tabindex: "-1" }, h("span", { class: "id" }, item.id), " ", item.name),
    responsibility(item, open, "h3"),
    h("dl", { class: "facts" },
      related.length > 0 && fact(t("相关事项", "Related items"), related.map((other) => h("p", null, itemLink(other), " ", badge(other.tier)))),
      item.matters.length > 0 && fact(t("对应事由", "Matters"), item.matters.map((cover) =>
        h("p", null, cover.name ?? t("（本版本未收录）", "(not in this version)"), cover.from === "bound" ? h("span", { class: "muted" }, t("（由程序对应）", " (bound by the program)")) : null))),
      item.source_lines.length > 0 && fact(t("出处", "Source"), t(`原文第 ${item.source_lines.join("、")} 行`, `line ${item.source_lines.join(", ")} of the source`)),
      item.repairs.length > 0 && fact(t("校勘", "Repairs"), item.repairs.map((repair, at) =>
        h("p", null, h("b", null, word("repair", repair.kind)), colon(), isChinese() ? item.repair_basis[at] : repair.basis,
          repair.scanned ? h("span", { class: "muted" }, t(`（扫描件作“${repair.scanned}”）`, ` (scanned: “${repair.scanned}”)`)) : null)))),
    h("div", { class: "actions" }, button(t("更正这一项", "Correct this item"), () => editItem(open, item.id, (now) => void (location.hash = now ? `#item=${now}` : "#browse")), "quiet"),
      button(t("更正事由", "Correct its matters"), () => chooseMatters(open, item.id), "quiet"),
      open.bytes === null ? h("span", { class: "muted" }, t("内置清单不变，更正记在它的副本里。", "The built-in list stays: a copy of it takes the change.")) : null));
}
