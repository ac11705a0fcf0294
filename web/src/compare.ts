/** Two lists side by side. */

import { button, byId, download, fill, h, XLSX, type Child } from "./dom";
import { fact } from "./item";
import { list, lists, thread, title } from "./state";
import { t } from "./words";

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

/** The comparison that was made last. */
export function shownComparison(): Child {
  if (!comparison) return null;
  const { html, of, titles } = comparison;
  // Made by the library, which escapes every text; it has no scripts, and the page's policy would not run any.
  const parsed = new DOMParser().parseFromString(html, "text/html");
  parsed.querySelectorAll("[style],style").forEach((element) => element.removeAttribute("style"));
  // The library calls them by their townships, numbered where these are the same: which is which is said above.
  const called = [...parsed.querySelectorAll("#townships + div tbody tr")].map((row) => row.firstElementChild?.textContent ?? "");
  return h("section", { class: "panel scroll comparison", tabindex: "0", role: "region", "aria-label": t("比较", "Comparison") },
    h("div", { class: "actions" }, button(t("下载全部（Excel）", "Download all as Excel"), async () => download(t("清单比较.xlsx", "comparison.xlsx"), await thread.call<Uint8Array>("compareXlsx", of), XLSX))),
    h("dl", { class: "facts" }, titles().map((title, at) => fact([t("甲", "One"), t("乙", "Other")][at], title, called[at] && called[at] !== title ? h("span", { class: "muted" }, t(`（下面写作“${called[at]}”）`, ` (below: ${called[at]})`)) : null))),
    ...parsed.body.childNodes);
}
