/** What the page says, in Chinese and English. What a list says stays as the list says it. */

import type { Tier, Verdict, Words } from "./types";

export type Language = "zh" | "en";

let language: Language = "zh";
let words: Words;

export const setLanguage = (to: Language): void => void (language = to);
export const isChinese = (): boolean => language === "zh";
export const setWords = (to: Words): void => void (words = to);

/** The one of two texts that is in the language chosen. */
export const t = (chinese: string, english: string): string => (language === "zh" ? chinese : english);

/** An error of the page itself, in the language that is chosen when it is read. */
export const told = (words: () => string): Error => Object.defineProperty(new Error(), "message", { get: words });

/** Names beside each other. */
export const joined = (names: string[]): string => names.join(t("、", ", "));

/** How many there are of what was just named. */
export const counted = (count: number): string => t(`（${count}）`, ` (${count})`);

/** What stands between a name and what is said of it. */
export const colon = (): string => t("：", ": ");

/** A word of a fixed set: its Chinese name, with its key for who reads English. */
export function word(set: keyof Words, key: string): string {
  const name = words[set][key] ?? key;
  return language === "zh" ? name : `${name} (${key.replace("_", " ")})`;
}

/** The mark of a verdict: its shape tells what its colour tells. */
export const MARK: Record<Verdict, string> = { basic: "●", cooperative: "◐", reclaimed: "▲", unlisted: "☐", unclear: "？" };

/** A verdict in a few plain words. */
export function plain(verdict: Verdict): string {
  switch (verdict) {
    case "basic": return t("乡镇自己办", "The township's own duty");
    case "cooperative": return t("县级部门牵头，乡镇配合", "A county department leads, the township assists");
    case "reclaimed": return t("乡镇不再承担", "No longer the township's");
    case "unlisted": return t("不在这份清单上", "Not on this list");
    case "unclear": return t("请人工判断", "A person has to decide");
  }
}

/** What a tier is called in navigation. */
export const tierName = (tier: Tier): string => word("tier", tier);

export function reason(key: string | undefined): string {
  switch (key) {
    case "tiers_near": return t("几级的事项相近，难分高下", "items of several tiers are too near to each other");
    case "only_frame": return t("只有套话，没有说是什么事", "nothing but formulas: it does not say what the matter is");
    case "asks_list": return t("问的是清单本身，请在“清单”里查看", "it asks about the list itself: see “List”");
    default: return t("说得太少，请再说具体些", "it says too little: say more");
  }
}

/** A share in per cent: halves go up, by the four decimals that answers have, as the command rounds them. */
export function percent(share: number): string {
  return `${Math.floor((Math.round(share * 10000) + 50) / 100)}%`;
}

/** How sure an answer is. */
export function sure(confidence: number): string {
  const said =
    confidence >= 0.9 ? t("很有把握", "very sure")
    : confidence >= 0.7 ? t("较有把握", "fairly sure")
    : confidence >= 0.5 ? t("把握一般", "moderately sure")
    : t("把握不大，请核对", "not very sure, please check");
  return t(`${said}（${percent(confidence)}）`, `${said} (${percent(confidence)})`);
}

/** What the parts of the page are called. */
export const VIEWS = {
  ask: () => t("查问", "Ask"),
  column: () => t("批量", "Table"),
  browse: () => t("清单", "List"),
  departments: () => t("部门", "Departments"),
  lists: () => t("我的清单", "My lists"),
};
