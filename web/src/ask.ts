/** Asking: a text, whose it is, and why. */

import { announce, button, byId, copy, fill, h, message, notice, type Child } from "./dom";
import { bestItem, elsewhere, isFinding, printCard, reply, sentence } from "./card";
import { badge, fact, itemLink, responsibility } from "./item";
import { engine, list, title } from "./state";
import type { Asked, Match, Piece, Request } from "./types";
import { MARK, counted, percent, plain, reason, sure, t, word } from "./words";

/** A text of more characters is not answered at each key. */
const LONG = 3_000;

/** A text of more characters has no place in an address. */
const LINKED = 600;

const EXAMPLES = ["老板欠我们工钱不给", "村口那棵几百年的老榆树有人要砍", "路灯坏了三个月没人修，另外邻居半夜烧秸秆", "想办护照去哪里"];

let text = "";
let asked: Asked | null = null;
let addressed: ReturnType<typeof setTimeout> | undefined;
let late: ReturnType<typeof setTimeout> | undefined;

export function view(): HTMLElement {
  const field = h("textarea", {
    id: "question", rows: 3, value: text, spellcheck: "false", autocomplete: "off", "aria-describedby": "question-help",
    placeholder: t("例如：老板欠我们工钱不给", "for example 老板欠我们工钱不给"),
  });
  let composing = false;
  const changed = () => {
    if (composing) return;
    text = field.value;
    clearTimeout(late);
    if (text.length > LONG) late = setTimeout(show, 200);
    else show();
  };
  // While a word is being composed of sounds, what stands there is not what will.
  field.addEventListener("compositionstart", () => (composing = true));
  field.addEventListener("compositionend", () => ((composing = false), changed()));
  field.addEventListener("input", changed);
  const examples = EXAMPLES.map((example) => h("button", { type: "button", class: "chip", onclick: () => ask(example) }, example));
  const element = h("div", { class: "view" },
    h("h2", { class: "off" }, t("查问", "Ask")),
    h("div", { class: "panel" },
      h("label", { for: "question", class: "strong" }, t("要办什么事？", "What is it about?")),
      field,
      h("p", { id: "question-help", class: "muted" },
        t("写一句话，或把整张工单贴进来。边写边答；内容不离开这台电脑。", "A sentence, or a whole ticket. Answered as you type; nothing leaves this computer.")),
      h("div", { id: "examples", class: "chips" }, examples)),
    h("div", { id: "answer" }));
  queueMicrotask(show);
  return element;
}

/** Asks a text, as if it had been typed. */
export function ask(question: string): void {
  text = question;
  const field = document.getElementById("question") as HTMLTextAreaElement | null;
  if (!field) return;
  field.value = question;
  field.focus();
  show();
}

export const setText = (question: string): void => void (text = question);

const link = (): string => (text.trim() && text.length <= LINKED ? `#q=${encodeURIComponent(text)}` : "#ask");

function show(): void {
  const place = document.getElementById("answer");
  if (!place) return;
  // Browsers allow so many changes of the address a second: it follows when the typing rests.
  clearTimeout(addressed);
  addressed = setTimeout(() => place.isConnected && location.hash !== link() && history.replaceState(null, "", link()), 300);
  const examples = byId("examples");
  examples.hidden = text.trim() !== "";
  if (!text.trim()) {
    asked = null;
    fill(place);
    return;
  }
  try {
    asked = JSON.parse(engine.ask(list().number, text));
  } catch (error) {
    asked = null;
    fill(place, h("div", { class: "panel notice bad", role: "alert" }, h("p", null, message(error))));
    return;
  }
  const { parts, pieces } = asked!;
  fill(place,
    parts.map((part, at) => request(part, at, parts.length)),
    original(pieces, parts.length),
    actions(parts));
  announce(() => parts.map((part) => sentence(part)).join(" "));
}

/** A request with its answer. */
function request(part: Request, at: number, of: number): HTMLElement {
  const { answer } = part;
  const finding = isFinding(part);
  const item = bestItem(part);
  const head = h("div", { class: `verdict ${answer.verdict}` },
    h("span", { class: "mark", "aria-hidden": "true" }, MARK[answer.verdict]),
    h("div", null,
      h("h3", null, word("verdict", answer.verdict), h("span", { class: "plain" }, ` · ${plain(answer.verdict)}`)),
      h("p", { class: "sentence" }, sentence(part)),
      answer.verdict !== "unclear" ? h("p", { class: "muted" }, sure(answer.confidence)) : null));
  return h("article", { class: "panel answer", "aria-label": t(`第 ${at + 1} 件`, `request ${at + 1}`) },
    of > 1 ? h("p", { class: "request" }, h("b", null, t(`第 ${at + 1} 件，共 ${of} 件`, `Request ${at + 1} of ${of}`)), t("　", " "), part.words.trim()) : null,
    head, elsewhere(part) ? h("p", { class: "remark" }, elsewhere(part)) : null,
    finding && item ? [
      h("dl", { class: "facts" },
        fact(t("事项", "Item"), itemLink(item, [h("span", { class: "id" }, item.id), " ", item.name])),
        fact(t("类别", "Category"), item.category),
        answer.matches[0].matter && answer.matter ? fact(t("事由", "Matter"), answer.matter.name) : null),
      responsibility(item),
    ] : null,
    answer.verdict === "unlisted" && answer.matter ? h("dl", { class: "facts" },
      fact(t("事由", "Matter"), answer.matter.name),
      part.usual_body ? fact(t("通常由谁办", "Usually done by"), h("b", null, part.usual_body)) : null,
      answer.matter.basis ? fact(t("依据", "Basis"), answer.matter.basis) : null) : null,
    others(part));
}

/** The other candidates, and what of the text spoke for each. */
function others(part: Request): Child {
  const { answer } = part;
  const rest = answer.matches.slice(isFinding(part) ? 1 : 0).filter((match) => answer.verdict === "unclear" || match.confidence >= 0.005 || answer.verdict === "unlisted");
  if (rest.length === 0) return null;
  const title = answer.verdict === "unlisted" ? t("清单里最接近的（不是结论）", "The nearest on the list (no finding)")
    : answer.verdict === "unclear" ? t("候选，请人工判断", "Candidates: a person has to decide")
    : t("其他可能，为什么不是", "Other candidates, and why not");
  const shown = h("ul");
  const details = h("details", { class: "others", open: answer.verdict === "unclear" }, h("summary", null, title, counted(rest.length)), shown);
  const write = () => shown.childElementCount === 0 && fill(shown, rest.map((match) => candidate(part, match)));
  // Looked at by few, and asked of the library only then.
  if (details.open) write();
  else details.addEventListener("toggle", write);
  return details;
}

function candidate(part: Request, match: Match): Child {
  const item = list().items.get(match.id);
  if (!item) return null;
  const said: { text: string }[] = JSON.parse(engine.evidence(list().number, part.words, match.id));
  const why = said.length
    ? t(`沾边的词：${said.map((part) => `“${part.text}”`).join("、")}`, `what spoke for it: ${said.map((part) => `“${part.text}”`).join(", ")}`)
    : t("原文没有专指它的词", "no word of the text means it in particular");
  const behind = part.answer.verdict === "unclear" ? reason(part.answer.reason)
    : part.answer.verdict === "unlisted" ? t("所说的事更像清单以外的", "the matter is more like one outside the list")
    : t("首选的事项更贴合", "the first item fits better");
  return h("li", null, badge(item.tier), " ", itemLink(item), h("span", { class: "muted" }, ` ${percent(match.confidence)}`), h("p", { class: "muted" }, t(`${why}；${behind}。`, `${why}; ${behind}.`)));
}

/** The text as it was read. */
function original(pieces: Piece[], requests: number): Child {
  const frame = pieces.some((piece) => piece.of === "frame");
  const evidence = pieces.some((piece) => piece.of === "evidence");
  if (!frame && !evidence) return null;
  let before = 0;
  const shown = pieces.map((piece) => {
    const number = requests > 1 && piece.part !== before && piece.of !== "frame" ? ((before = piece.part), h("sup", null, String(piece.part + 1))) : null;
    if (piece.of === "frame") return h("span", { class: "frame", title: word("frame", piece.kind!) }, piece.text);
    if (piece.of === "evidence") return [number, h("mark", { title: word("met", piece.met!) }, piece.text)];
    return [number, piece.text];
  });
  return h("section", { class: "panel" },
    h("h3", null, t("原文是怎么读的", "How the text was read")),
    h("p", { class: "original" }, shown),
    h("p", { class: "muted" },
      evidence ? [h("mark", null, t("标出", "marked")), t(" 的词决定了答案。", " words decided. ")] : null,
      frame ? [h("span", { class: "frame" }, t("划线变灰", "Struck and grey")), t(" 的是套话、字段、地址，没有算进去。", " is wrapping, and was left out.")] : null));
}

function actions(parts: Request[]): Child {
  const done = (ok: boolean) => notice(() => ok ? t("已复制", "Copied") : t("浏览器不允许复制，请手动选取", "The browser does not allow it: select the text by hand"), ok ? "good" : "bad");
  return h("div", { class: "actions" },
    button(t("复制为答复", "Copy as a reply"), async () => done(await copy(reply(parts)))),
    button(t("打印责任卡", "Print a card"), () => printCard(parts)),
    text.length <= LINKED ? button(t("复制链接", "Copy the link"), async () => done(await copy(location.href.replace(/#.*|$/, link()))), "quiet") : null,
    h("span", { class: "muted" }, t(`按 ${title(list())} 的清单`, `by the list of ${title(list())}`)));
}
