/** Bars with their numbers written beside them: what is drawn can be read, too. */

import { h, svg } from "./dom";
import type { Verdict } from "./types";

export interface Bar { label: string; count: number; kind?: Verdict }

/** A chart of bars, the longest at most as wide as there is room. */
export function bars(title: string, all: Bar[], choose?: (bar: Bar) => void): HTMLElement {
  const most = Math.max(1, ...all.map((bar) => bar.count));
  const rows = all.map((bar) => h("li", null,
    h(choose ? "button" : "span", choose ? { type: "button", class: "bar-label", onclick: () => choose(bar) } : { class: "bar-label" }, bar.label),
    svg("svg", { class: `bar ${bar.kind ?? ""}`, viewBox: "0 0 100 10", preserveAspectRatio: "none", "aria-hidden": "true" },
      svg("rect", { width: (100 * bar.count) / most, height: 10 })),
    h("span", { class: "number" }, bar.count.toLocaleString("en"))));
  return h("figure", { class: "chart" }, h("figcaption", null, title), h("ul", null, rows));
}
