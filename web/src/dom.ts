/** Elements without a framework: one function that makes them, and a few that everything needs. */

import { said } from "./said";
import { t } from "./words";

export type Child = Node | string | number | null | undefined | false | Child[];

type Properties = Record<string, string | number | boolean | null | undefined | ((event: any) => void)>;

/** An element with its attributes, listeners (`onclick` and their kin) and children. What is null or false is left out. */
export function h<K extends keyof HTMLElementTagNameMap>(tag: K, properties?: Properties | null, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  set(element, properties);
  append(element, children);
  return element;
}

/** As `h`, for drawings. */
export function svg(tag: string, properties?: Properties | null, ...children: Child[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  set(element, properties);
  append(element, children);
  return element;
}

function set(element: Element, properties?: Properties | null): void {
  for (const [name, value] of Object.entries(properties ?? {})) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") element.addEventListener(name.slice(2), value);
    else if (name === "value") (element as HTMLInputElement).value = String(value);
    else element.setAttribute(name, value === true ? "" : String(value));
  }
}

function append(element: Element, children: Child[]): void {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    if (Array.isArray(child)) append(element, child);
    else element.append(child instanceof Node ? child : String(child));
  }
}

/** The element of this id, which the page has. */
export function byId<T extends HTMLElement = HTMLElement>(id: string): T {
  const element = document.getElementById(id);
  if (!element) throw new Error(`no element ${id}`);
  return element as T;
}

/** Puts `children` in the place of all that `element` holds. */
export function fill(element: Element, ...children: Child[]): void {
  element.replaceChildren();
  append(element, children);
}

/** What is said of something that happened, as it is in the language that is chosen when it is read. */
type Said = () => string;

let announced: ReturnType<typeof setTimeout> | undefined;
let heard: Said = () => "";
let noticed = (): void => {};

/** Tells people who hear the page; after a pause, so that typing is not talked over. */
export function announce(text: Said, wait = 700): void {
  clearTimeout(announced);
  announced = setTimeout(() => (byId("live").textContent = (heard = text)()), wait);
}

/** Shows a sentence above the page until it is closed or another takes its place. */
export function notice(text: Said, kind: "good" | "bad" = "good"): HTMLElement {
  const [words, close] = [h("p"), h("button", { type: "button", class: "quiet", onclick: () => fill(byId("notice")) }, "✕")];
  noticed = () => {
    words.textContent = text();
    close.setAttribute("aria-label", t("关闭提示", "Close the notice"));
  };
  noticed();
  const shown = h("div", { class: `notice ${kind}`, role: kind === "bad" ? "alert" : "status" }, words, close);
  fill(byId("notice"), shown);
  return shown;
}

/** Says in the language that was just chosen what was said in the other. */
export function retell(): void {
  noticed();
  byId("live").textContent = heard();
}

/** Hands a file to the person. */
export function download(name: string, bytes: Uint8Array | string, type: string): void {
  const url = URL.createObjectURL(new Blob([bytes as BlobPart], { type }));
  const link = h("a", { href: url, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

export const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** Puts a text onto the clipboard, also where the browser has no interface for it. */
export async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = h("textarea", { value: text, "aria-hidden": "true", class: "off" });
    document.body.append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    return done;
  }
}

/** A button that shows that it works, and says what went wrong. */
export function button(text: string, act: () => unknown, kind = ""): HTMLButtonElement {
  const element = h("button", { type: "button", class: kind }, text);
  element.addEventListener("click", async () => {
    element.setAttribute("aria-busy", "true");
    try {
      await act();
    } catch (error) {
      notice(() => message(error), "bad");
    } finally {
      element.removeAttribute("aria-busy");
    }
  });
  return element;
}

/** The words of an error, in the language of the page. */
export function message(error: unknown): string {
  // The browser's own words are in its own language, of a file that is not where it was.
  if (error instanceof DOMException) return t("浏览器没能读出这个文件，可能已移走、改名或正被占用。请重新选择它", "The browser could not read the file, which may have been moved, renamed or locked: choose it again");
  return said(error instanceof Error ? error.message : String(error));
}
