/** The list: three tiers, their categories, a search; an item's page; the departments. */

import { fill, h, type Child } from "./dom";
import { badge, itemLink, itemPage } from "./item";
import { engine, list, title, version } from "./state";
import type { Asked, Department, Item, Tier } from "./types";
import { counted, t, tierName, word } from "./words";

const TIERS: Tier[] = ["basic", "cooperative", "reclaimed"];

const wanted = { text: "", tier: "" as Tier | "", category: "", department: "" };

/** What is left of a text to compare by: neither width, case nor white space. */
const folded = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");

export function view(): HTMLElement {
  const results = h("div", { id: "results" });
  const show = () => fill(results, found());
  const { whole } = list();
  const search = h("input", {
    type: "search", id: "search", value: wanted.text, autocomplete: "off",
    placeholder: t("编号、名称、职责里的字，或一句话", "an id, a name, words of a duty, or a sentence"),
    oninput: (event: Event) => ((wanted.text = (event.target as HTMLInputElement).value), show()),
  });
  const select = (name: "tier" | "category" | "department", label: string, options: [string, string][]) =>
    h("label", null, label, h("select", {
      onchange: (event: Event) => {
        (wanted as any)[name] = (event.target as HTMLSelectElement).value;
        show();
      },
    }, h("option", { value: "" }, t("全部", "all")), options.map(([value, text]) => h("option", { value, selected: wanted[name] === value }, text))));
  const categories = [...new Set(whole.categories.map((category) => category.name))];
  const element = h("div", { class: "view" },
    h("h2", null, whole.township.name || title(list()), t("履行职责事项清单", ": list of duties")),
    h("p", { class: "muted" }, t(
      `共 ${whole.items.length} 项：${TIERS.map((tier) => `${tierName(tier)} ${count(tier)}`).join("，")}。版本：${version()}`,
      `${whole.items.length} items: ${TIERS.map((tier) => `${tier} ${count(tier)}`).join(", ")}. Version: ${version()}`),
      whole.township.made_up ? t("（虚构的示例）", " (a made-up example)") : ""),
    h("div", { class: "panel filters" },
      h("label", { class: "wide" }, t("查找", "Search"), search),
      select("tier", t("清单", "Tier"), TIERS.map((tier) => [tier, tierName(tier)])),
      select("category", t("类别", "Category"), categories.map((name) => [name, name])),
      select("department", t("部门", "Department"), whole.departments.map(({ name }) => [name, name]))),
    results);
  show();
  return element;
}

const count = (tier: Tier): number => list().whole.items.filter((item) => item.tier === tier).length;

function texts(item: Item): string {
  const duties = [...item.upper_duties, ...item.township_duties].flatMap((group) => [group.heading ?? "", ...group.duties]);
  return folded([item.id, item.name, item.category, ...item.departments.map(({ name }) => name), ...duties, ...item.takeover.map(({ method }) => method ?? "")].join("\n"));
}

/** Categories that a person has opened: they are open when one comes back from an item. */
const unfolded = new Set<string>();

const readable = new WeakMap<Item, string>();

function has(item: Item, text: string): boolean {
  let own = readable.get(item);
  if (own === undefined) readable.set(item, (own = texts(item)));
  return own.includes(text);
}

function found(): Child {
  const { items } = list().whole;
  const text = folded(wanted.text);
  const of = (item: Item) =>
    (!wanted.tier || item.tier === wanted.tier) && (!wanted.category || item.category === wanted.category) &&
    (!wanted.department || item.departments.some(({ name }) => name === wanted.department));
  const shown = items.filter((item) => of(item) && (!text || has(item, text)));
  if (shown.length === 0) return nearest(of);
  const sections = TIERS.map((tier) => {
    const own = shown.filter((item) => item.tier === tier);
    if (own.length === 0) return null;
    const categories = [...new Set(own.map((item) => item.category))];
    const open = text !== "" || wanted.category !== "" || wanted.department !== "";
    return h("section", { class: "panel" },
      h("h3", null, badge(tier), " ", h("span", { class: "muted" }, t(`${own.length} 项`, `${own.length} items`))),
      categories.map((name) => {
        const all = own.filter((item) => item.category === name);
        const key = `${tier} ${name}`;
        const details: HTMLDetailsElement = h("details", { open: open || unfolded.has(key), "data-keep": key, ontoggle: () => {
          // What a search unfolds is not what a person did.
          if (!open) unfolded[details.open ? "add" : "delete"](key);
        } }, h("summary", null, name, counted(all.length)), h("ul", { class: "items" }, all.map(line)));
        return details;
      }));
  });
  return [h("p", { role: "status", class: "muted" }, t(`找到 ${shown.length} 项`, `${shown.length} items found`)), sections];
}

/** Nothing has these words: what the text is about may be on the list in others. */
function nearest(of: (item: Item) => boolean): Child {
  const said = t("没有含这些字的事项。", "No item has these words. ");
  try {
    const { answer }: Asked = JSON.parse(engine.ask(list().number, wanted.text));
    const near = answer.matches.map(({ id }) => list().items.get(id)).filter((item): item is Item => !!item && of(item));
    return h("section", { class: "panel" }, h("p", { role: "status" }, said, near.length ? t("意思相近的：", "Near in meaning:") : ""), h("ul", { class: "items" }, near.map(line)));
  } catch {
    return h("p", { role: "status" }, said);
  }
}

const line = (item: Item): HTMLElement => {
  const [lead] = item.departments;
  return h("li", null, itemLink(item, [h("span", { class: "id" }, item.id), " ", item.name]), lead ? h("span", { class: "muted" }, ` ${lead.name}`) : null);
};

/** The page of one item. */
export function itemView(id: string): HTMLElement {
  const item = list().items.get(id) ?? list().items.get(folded(id).toUpperCase());
  const back = h("p", null, h("a", { href: "#browse" }, t("← 回到清单", "← back to the list")));
  if (!item) return h("div", { class: "view" }, back, h("p", { class: "panel" }, t(`这份清单里没有 ${id}。`, `This list has no ${id}.`)));
  return h("div", { class: "view" }, back, itemPage(item));
}

/** All departments, or one with what it leads, joins and has taken over. */
export function departmentsView(name?: string): HTMLElement {
  const { departments, items } = list().whole;
  const of = (department: Department, role?: string) =>
    items.filter((item) => item.departments.some((is) => is.name === department.name && (!role || is.role === role)));
  const found = name === undefined ? undefined : departments.find((department) => department.name === name);
  if (name !== undefined) {
    const back = h("p", null, h("a", { href: "#departments" }, t("← 全部部门", "← all departments")));
    if (!found) return h("div", { class: "view" }, back, h("p", { class: "panel" }, t(`这份清单里没有“${name}”。`, `This list has no ${name}.`)));
    return h("div", { class: "view" }, back,
      h("h2", { tabindex: "-1" }, found.name),
      h("p", { class: "muted" }, word("kind", found.kind), found.aliases.length ? t(`，也叫 ${found.aliases.join("、")}`, `, also called ${found.aliases.join(", ")}`) : ""),
      ["lead", "joint", "successor"].map((role) => {
        const own = of(found, role);
        return own.length === 0 ? null : h("section", { class: "panel" }, h("h3", null, word("role", role), counted(own.length)), h("ul", { class: "items" }, own.map(line)));
      }));
  }
  const kinds = [...new Set(departments.map((department) => department.kind))];
  const roles = ["lead", "joint", "successor"];
  const row = (department: Department) => h("tr", null,
    h("th", { scope: "row" }, h("a", { href: `#department=${encodeURIComponent(department.name)}` }, department.name)),
    roles.map((role) => h("td", { class: "number" }, of(department, role).length || "–")));
  return h("div", { class: "view" },
    h("h2", null, t("部门", "Departments")),
    h("div", { class: "panel scroll", tabindex: "0", role: "region", "aria-label": t("部门", "Departments") }, h("table", { class: "counts" },
      h("thead", null, h("tr", null, h("th", { scope: "col" }, t("部门", "Department")), roles.map((role) => h("th", { scope: "col", class: "number" }, word("role", role))))),
      kinds.map((kind) => h("tbody", null,
        h("tr", null, h("th", { scope: "rowgroup", colspan: 4, class: "group" }, word("kind", kind))),
        departments.filter((department) => department.kind === kind).map(row))))));
}
