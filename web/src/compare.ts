/** Two lists side by side. */

import { button, byId, download, fill, h, XLSX, type Child } from "./dom";
import { fact } from "./item";
import { TIERS } from "./reading";
import { list, lists, thread, title } from "./state";
import { isChinese, t, word } from "./words";

let comparison: { html: string; of: (Uint8Array | null)[]; titles: () => string[] } | null = null;

export function compareForm(): Child {
  const select = (at: number) => h("select", null, lists.map((open, n) => h("option", { value: n, selected: n === at }, title(open))));
  const [one, other] = [select(0), select(Math.max(1, lists.indexOf(list())))];
  return h("section", { class: "panel" }, h("h3", null, t("比较两份清单", "Compare two lists")),
    h("div", { class: "filters" }, h("label", null, t("甲", "One"), one), h("label", null, t("乙", "Other"), other),
      button(t("比较", "Compare"), async () => {
        const chosen = [one, other].map((select) => lists[Number(select.value)]);
        const [of, titles] = [chosen.map(({ bytes }) => bytes), () => chosen.map(title)];
        comparison = { html: await thread.call<string>("compare", of), of, titles };
        fill(byId("comparison"), shownComparison());
      })));
}

/** What the library, whose reviews are Chinese, says of a comparison. */
const ENGLISH: [RegExp, string][] = [
  [/^清单比较：(\d+) 份$/, "$1 lists compared"], [/^…… 另有 (\d+) 行$/, "… and $1 rows more"], [/^清单(?=（|$)/, "Lists"], [/^涉及的事由/, "Matters that they have"],
  [/^各家都有/, "All have it"], [/^只有一家有/, "One alone has it"], [/^类别不一/, "In different tiers"], [/^事由×乡镇/, "Matters by townships"],
  [/^乡镇$/, "Township"], [/^施行日期$/, "In force"], [/^事项$/, "Items"], [/^部门$/, "Departments"], [/^事由$/, "Matter"], [/^名称$/, "Name"], [/^领域$/, "Field"],
  [/^清单类别$/, "Tier"], [/^按事项主要对应的事由比较.*/, "Compared by the matters that items are mainly about; what one alone has, the others do not even have beside others. "
    + "Which matters an item has, the program may have found by its words, and wrongly where they are vague: look at the text before you conclude anything"],
  [/（(\d+)）$/, " ($1)"],
];

function inEnglish(element: Element): void {
  const text = element.textContent!.trim();
  const tier = TIERS.find((key) => word("tier", key).startsWith(`${text} `));
  element.textContent = tier ? word("tier", tier) : ENGLISH.reduce((now, [is, english]) => now.replace(is, english), text);
}

/** The comparison that was made last. */
export function shownComparison(): Child {
  if (!comparison) return null;
  const { html, of, titles } = comparison;
  // Made by the library, which escapes every text; it has no scripts, and the page's policy would not run any.
  const parsed = new DOMParser().parseFromString(html, "text/html");
  parsed.querySelectorAll("[style],style").forEach((element) => element.removeAttribute("style"));
  if (!isChinese()) parsed.querySelectorAll("h1, h2, dt, li, p, th").forEach(inEnglish);
  // The library calls them by their townships, numbered where these are the same: which is which is said above.
  const called = [...parsed.querySelectorAll("#townships + div tbody tr")].map((row) => row.firstElementChild?.textContent ?? "");
  return h("section", { class: "panel scroll comparison", tabindex: "0", role: "region", "aria-label": t("比较", "Comparison") },
    h("div", { class: "actions" }, button(t("下载全部（Excel）", "Download all as Excel"), async () => download(t("清单比较.xlsx", "comparison.xlsx"), await thread.call<Uint8Array>("compareXlsx", of), XLSX))),
    h("dl", { class: "facts" }, titles().map((title, at) => fact([t("甲", "One"), t("乙", "Other")][at], title, called[at] && called[at] !== title ? h("span", { class: "muted" }, t(`（下面写作“${called[at]}”）`, ` (below: ${called[at]})`)) : null))),
    ...parsed.body.childNodes);
}
