/** What is taken away from an answer: a text for a reply, and a responsibility card (责任卡) on one page of paper. */

import { byId, fill, h, type Child } from "./dom";
import { fact, names, responsibility } from "./item";
import { list, townshipName, version } from "./state";
import type { Item, Request } from "./types";
import { percent, plain, reason, sure, t, word } from "./words";

export const isFinding = (request: Request): boolean => !["unlisted", "unclear"].includes(request.answer.verdict);

export const bestItem = (request: Request): Item | undefined => {
  const [best] = request.answer.matches;
  return best && list().items.get(best.id);
};

/** Whose it is, in a sentence. */
export function sentence(request: Request): string {
  const { answer } = request;
  const township = townshipName();
  const item = bestItem(request);
  if (answer.verdict === "unlisted") {
    return request.usual_body
      ? t(`清单上没有这件事，通常由${request.usual_body}办。`, `Not on the list; usually done by ${request.usual_body}.`)
      : t("清单上没有这件事。", "Not on the list.");
  }
  if (answer.verdict === "unclear" || !item) return t(`说不准：${reason(answer.reason)}。`, `Cannot be told: ${reason(answer.reason)}.`);
  const lead = names(item, "lead"), joint = names(item, "joint"), successor = names(item, "successor");
  switch (item.tier) {
    case "basic": return t(`这是${township}自己的事，由${township}负责。`, `The duty of ${township} itself.`);
    case "cooperative":
      return lead.length
        ? t(`由${lead.join("、")}牵头${joint.length ? `，${joint.join("、")}协同` : ""}，${township}配合。`,
            `Led by ${lead.join(", ")}${joint.length ? ` with ${joint.join(", ")}` : ""}; ${township} assists.`)
        : t(`由县级部门牵头（原文没有写明是哪个），${township}配合。`, `Led by a county department that the list does not name; ${township} assists.`);
    default:
      return successor.length
        ? t(`不归${township}：已收回，由${successor.join("、")}承接。`, `Not ${township}'s any more: taken over by ${successor.join(", ")}.`)
        : t(`不归${township}：已收回，清单未列承接部门，不再开展。`, `Not ${township}'s any more, and nobody's: discontinued.`);
  }
}

/** What has to be checked before an answer is relied on; nothing where nothing has. */
export const elsewhere = (request: Request): string =>
  request.answer.elsewhere ? t("提到了别的县或乡镇，请核对是否归本乡镇。", "It names another county or township: check whether it is this one's.") : "";

/** From here on an answer goes out without its doubt. */
const CERTAIN = 0.7;

const doubt = ({ answer }: Request): string =>
  answer.verdict !== "unclear" && answer.confidence < CERTAIN
    ? t(`把握只有 ${percent(answer.confidence)}，请核对。`, `Only ${percent(answer.confidence)} sure: please check.`) : "";

const remarks = (request: Request): string[] => [elsewhere(request), doubt(request)].filter((remark) => remark);

/** The answers as a text that can stand in a reply. */
export function reply(requests: Request[]): string {
  const { name } = list().whole.township;
  const lines = requests.map((request, at) => {
    const item = bestItem(request);
    const head = requests.length > 1 ? `${at + 1}. “${request.words.trim()}”${t("：", ": ")}` : "";
    const basis = isFinding(request) && item
      ? t(`\n   依据：《${name}履行职责事项清单》${word("verdict", item.tier)}第 ${item.number} 项（${item.id}）“${item.name}”。`,
          `\n   Basis: the list of duties 《${name}履行职责事项清单》, ${word("verdict", item.tier)}, item ${item.number} (${item.id}), “${item.name}”.`)
      : request.answer.verdict === "unlisted" && request.answer.matter?.basis
        ? t(`\n   依据：${request.answer.matter.basis}。`, `\n   Basis: ${request.answer.matter.basis}.`) : "";
    return `${head}${sentence(request)}${basis}${remarks(request).map((remark) => `\n   ${t("注意：", "Note: ")}${remark}`).join("")}`;
  });
  return `${lines.join("\n")}\n${t(`（清单版本：${version()}，由程序比对，供参考）`, `(Version of the list: ${version()}. Compared by program, for reference.)`)}`;
}

/** Puts the cards into the page, where only paper shows them, a page for each request, and prints. */
export function printCard(requests: Request[]): void {
  const { township } = list().whole;
  const today = new Date();
  const date = `${today.getFullYear()} 年 ${today.getMonth() + 1} 月 ${today.getDate()} 日`;
  const card = (request: Request): Child => {
    const item = bestItem(request);
    const element = h("section", null,
      h("h1", null, t("责任卡", "Responsibility card")),
      h("p", { class: "card-of" }, `${township.county}${township.name}`),
      h("div", { class: "card-part" },
        h("dl", { class: "facts" },
          fact(t("诉求", "Request"), request.words.trim()),
          fact(t("判断", "Verdict"), h("b", null, word("verdict", request.answer.verdict)), ` · ${plain(request.answer.verdict)}`),
          fact(t("结论", "Finding"), sentence(request)),
          isFinding(request) && item ? [
            fact(t("事项", "Item"), `${item.id} ${item.name}`),
            fact(t("类别", "Category"), item.category),
          ] : null,
          request.answer.verdict === "unclear" ? null : fact(t("把握", "Confidence"), sure(request.answer.confidence)),
          remarks(request).length ? fact(t("注意", "Note"), h("b", null, remarks(request).join(""))) : null,
          request.answer.verdict === "unlisted" && request.answer.matter?.basis ? fact(t("依据", "Basis"), request.answer.matter.basis) : null),
        isFinding(request) && item ? responsibility(item) : null),
      h("dl", { class: "facts signed" }, fact(t("承办人", "Handled by"), ""), fact(t("审核人", "Checked by"), "")),
      h("p", { class: "muted" }, t(`依据《${township.name}履行职责事项清单》（${version()}）由程序比对，供参考。打印日期：${date}`,
        `Compared by program with the list (${version()}); for reference. Printed ${today.toISOString().slice(0, 10)}`)));
    // What has much to say is set smaller, so that it stays one page.
    const long = element.textContent!.length;
    if (long > 600) element.className = long > 2_600 ? "smallest" : long > 1_000 ? "smaller" : "small";
    return element;
  };
  fill(byId("card"), requests.map(card));
  // Without this mark paper shows what the screen shows.
  document.body.classList.add("printing-card");
  addEventListener("afterprint", () => {
    document.body.classList.remove("printing-card");
    fill(byId("card"));
  }, { once: true });
  window.print();
}
