/** The page: its parts, the list that is asked, language and colours, what is dropped on it. */

import * as ask from "./ask";
import * as browse from "./browse";
import * as column from "./column";
import * as lists from "./lists";
import * as reading from "./reading";
import * as table from "./table";
import { left, opened } from "./dialog";
import { byId, fill, h, message, notice, retell } from "./dom";
import { place } from "./place";
import * as library from "../generated/ask.js";
import * as state from "./state";
import * as store from "./store";
import { Thread } from "./thread";
import { VIEWS, isChinese, joined, setLanguage, setWords, t } from "./words";

declare const WORKER: string;

type View = keyof typeof VIEWS;

/** What an address's fragment asks for; `known` says whether it names something of the page. */
function route(): { view: View; value?: string; known: boolean } {
  const fragment = location.hash.slice(1);
  const at = fragment.indexOf("=");
  const name = at < 0 ? fragment : fragment.slice(0, at);
  let value: string | undefined;
  try {
    value = at < 0 ? undefined : decodeURIComponent(fragment.slice(at + 1));
  } catch {
    value = fragment.slice(at + 1);
  }
  switch (name) {
    case "q": return { view: "ask", value, known: true };
    case "item": return { view: "browse", value: value?.trim() || undefined, known: true };
    case "department": return { view: "departments", value: value?.trim() || undefined, known: true };
    // Only its own: an address may name what every object has.
    default: {
      const known = Object.keys(VIEWS).includes(name);
      return { view: known ? (name as View) : "ask", known: known || fragment === "" };
    }
  }
}

/** What says that the last address named nothing. */
let unknown: HTMLElement | null = null;

/** Goes to what the address names. */
function go(focus: boolean): void {
  const { view, value, known } = route();
  unknown?.remove();
  if (known) unknown = null;
  else {
    const name = address();
    unknown = notice(() => t(`网址里的“${name}”不是这里的任何一页，所以显示的是“查问”`, `The address names no page that there is (${name}): this is “Ask”`), "bad");
  }
  if (view === "ask" && value !== undefined) ask.setText(value);
  show(focus);
}

/** The address's fragment as people write it. */
function address(): string {
  try {
    return decodeURIComponent(location.hash);
  } catch {
    return location.hash;
  }
}

/** Goes to another address, where nothing that is being written holds the person back. */
async function moved({ oldURL }: HashChangeEvent): Promise<void> {
  if (await left()) return go(true);
  // The address is that of what is shown.
  history.pushState(null, "", oldURL);
}

/** Writes the page anew where it is. */
function again(forms = false): void {
  const back = place(forms);
  show(false);
  back();
}

function show(focus: boolean): void {
  const { view, value } = route();
  const main = byId("main");
  const shown =
    view === "ask" ? ask.view()
    : view === "column" ? column.view()
    : view === "lists" ? lists.view()
    : view === "departments" ? browse.departmentsView(value)
    : value !== undefined ? browse.itemView(value)
    : browse.view();
  fill(main, shown);
  frame(view);
  document.title = `${VIEWS[view]()} · ${t("履职：这件事归谁办", "lvzhi: whose duty is it")}`;
  if (focus) {
    const target = main.querySelector<HTMLElement>("#question, h2[tabindex], h2") ?? main;
    if (!target.matches("textarea")) target.setAttribute("tabindex", "-1");
    target.focus({ preventScroll: true });
    scrollTo(0, 0);
  }
}

/** The header: parts of the page, the list, language, colours. */
function frame(view: View): void {
  document.documentElement.lang = isChinese() ? "zh-CN" : "en";
  fill(byId("name"), t("履职", "lvzhi"), h("span", { class: "muted" }, t("这件事归谁办", "whose duty is it")));
  fill(byId("skip"), t("跳到正文", "Skip to the content"));
  const links = (Object.keys(VIEWS) as View[]).map((key) =>
    h("a", { href: `#${key}`, "aria-current": key === view ? "page" : null }, VIEWS[key]()));
  const nav = byId("nav");
  nav.setAttribute("aria-label", t("页面", "Parts"));
  fill(nav, links);
  fill(byId("tools"),
    h("label", null, h("span", { class: "off" }, t("按哪份清单", "List")),
      h("select", { id: "asked-list", onchange: (event: Event) => state.choose(state.lists[Number((event.target as HTMLSelectElement).value)]) },
        state.lists.map((open, at) => h("option", { value: at, selected: open === state.list() }, state.title(open))))),
    h("button", { type: "button", class: "quiet", id: "language", lang: isChinese() ? "en" : "zh-CN", onclick: () => {
      setLanguage(isChinese() ? "en" : "zh");
      store.setSetting("language", isChinese() ? "zh" : "en");
      retell();
      again(true);
    } }, isChinese() ? "English" : "中文"),
    h("button", { type: "button", class: "quiet", id: "colours", onclick: () => {
      const dark = isDark();
      document.documentElement.dataset.colours = dark ? "light" : "dark";
      store.setSetting("colours", dark ? "light" : "dark");
      frame(view);
      byId("colours").focus();
    } }, isDark() ? t("浅色", "Light") : t("深色", "Dark")));
  fill(byId("foot"),
    h("p", null, t("这一页不联网：写的话、拖进来的文件都只在这台电脑上。判断供参考，不是法律意见。",
      "This page uses no network: what you write and drop stays on this computer. For reference; not legal advice.")),
    h("p", null, `lvzhi ${state.engine.version()} · ${state.version()}`));
}

function isDark(): boolean {
  const { colours } = document.documentElement.dataset;
  return colours ? colours === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
}

/** What files are that were dropped where both are at home: a list and a table of requests look alike. */
function asked(files: File[], to: (part: "column" | "lists") => void): void {
  const choose = (part: "column" | "lists", text: string) => h("button", { type: "button", class: "main", onclick: () => {
    dialog.close();
    to(part);
  } }, text);
  const dialog: HTMLDialogElement = h("dialog", { "aria-labelledby": "dropped-title" },
    h("h3", { id: "dropped-title" }, joined(files.map(({ name }) => name))),
    h("p", null, t("这是乡镇的履职清单，还是要逐行判断的工单表？", "Is this a township's list, or a table of requests to be answered?")),
    h("div", { class: "actions" }, choose("lists", t("是清单", "A list")), choose("column", t("是工单表", "A table of requests")),
      h("button", { type: "button", onclick: () => dialog.close() }, t("取消", "Cancel"))));
  dialog.addEventListener("close", () => dialog.remove());
  opened(dialog, () => false);
}

/** Files dropped anywhere: a table or a list on its own part; elsewhere a compiled list is known, and of others it is asked. */
function dropping(): void {
  let depth = 0;
  const over = (is: boolean) => document.body.classList.toggle("over", is);
  addEventListener("dragenter", (event) => (event.preventDefault(), over(++depth > 0)));
  addEventListener("dragleave", () => over(--depth > 0));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    over((depth = 0) > 0);
    const files = [...(event.dataTransfer?.files ?? [])];
    if (files.length === 0) return;
    const { view } = route();
    const to = (part: "column" | "lists") => {
      if (view !== part) location.hash = `#${part}`;
      setTimeout(() => void (part === "column" ? table : reading).take(files), 0);
    };
    if (view === "column" || view === "lists") to(view);
    else if (files.every(({ name }) => /\.lvz$/i.test(name))) to("lists");
    else asked(files, to);
  });
}

async function kept(): Promise<void> {
  try {
    for (const { key, source, bytes, revision } of await store.all()) {
      try {
        state.add(bytes, source, key, revision);
      } catch (error) {
        notice(() => t(`存在浏览器里的“${source}”打不开（${message(error)}），请重新拖入原文件`, `The kept list ${source} cannot be opened (${message(error)}): drop its file anew`), "bad");
      }
    }
  } catch {
    // Without storage nothing was kept, and nothing has to be said before somebody wants to keep something.
  }
  const last = state.lists.find(({ key }) => key === store.setting("list"));
  if (last) state.choose(last);
  else if (state.lists.length > 1) state.tell();
}

async function begin(): Promise<void> {
  setLanguage(store.setting("language") === "en" ? "en" : "zh");
  const colours = store.setting("colours");
  if (colours) document.documentElement.dataset.colours = colours;
  performance.mark("lvzhi-script");
  // Where the parts do not stand in the page, they are beside it.
  const inPage = document.documentElement.dataset.parts === "in-page";
  const worker = new Thread(WORKER, inPage ? null : new URL(".", location.href).href);
  const { memory } = await library.default({ module_or_path: await worker.module });
  performance.mark("lvzhi-engine");
  state.begin(new library.Engine(), worker);
  setWords(JSON.parse(state.engine.words()));
  worker.onLost = table.lost;
  (globalThis as any).lvzhi = { engine: state.engine, memory: () => memory.buffer.byteLength };
  document.body.classList.add("ready");
  state.onList(() => again());
  addEventListener("hashchange", (event) => void moved(event));
  addEventListener("beforeunload", (event) => {
    // The browser asks whether what a person did, and neither kept nor saved, may go.
    if (!state.unsaved() && !table.unsaved()) return;
    event.preventDefault();
    event.returnValue = "";
  });
  byId("skip").addEventListener("click", (event) => {
    event.preventDefault();
    byId("main").setAttribute("tabindex", "-1");
    byId("main").focus();
  });
  dropping();
  go(false);
  if (route().view === "ask") document.getElementById("question")?.focus();
  performance.mark("lvzhi-ready");
  await kept();
}

begin().catch((error) => {
  fill(byId("main"), h("div", { class: "panel notice bad", role: "alert" }, h("p", null,
    "这一页没能启动。请换 Edge 或 Chrome 109 以上、Firefox 115 以上的浏览器打开，或重新复制这个文件。",
    h("br"), `The page did not start: use Edge or Chrome from 109 on or Firefox from 115 on, or copy the file anew. (${message(error)})`)));
});
