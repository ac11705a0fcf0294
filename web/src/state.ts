/** The library and the lists of the page. */

import type { Engine } from "../generated/ask.js";
import { step, type Edit, type Step, type Taught } from "./redo";
import type { Item, Mended, Whole } from "./types";
import { Thread } from "./thread";
import * as store from "./store";
import { t, told } from "./words";

/** A list that is open in the page. */
export interface Open {
  /** What the storage knows it by. */
  key: string;
  /** The key of the list that it was changed from, with the same items; else its own. */
  family: string;
  /** Its number in the library. */
  number: number;
  /** The compiled file; null for the list built in. */
  bytes: Uint8Array | null;
  whole: Whole;
  items: Map<string, Item>;
  /** The name of the file that it came from. */
  source: string;
  /** The revision in the storage; none where it is not kept. */
  kept: number | null;
  /** Whether it holds changes that are neither kept nor saved as a file. */
  unsaved: boolean;
  /** What was mended since it was read, in this page; null where another page has changed it, too. */
  steps: Step[] | null;
  /** What it was taught of items that it had when its files were read otherwise. */
  untaught: Taught[];
}

export let engine: Engine;
export let thread: Thread;
export const lists: Open[] = [];
let chosen = 0;
const watchers: (() => void)[] = [];

export const list = (): Open => lists[chosen];
export const onList = (watcher: () => void): void => void watchers.push(watcher);

/** Whether a list holds changes that are neither kept nor saved. */
export const unsaved = (): boolean => lists.some((open) => open.unsaved);

export function begin(started: Engine, worker: Thread): void {
  engine = started;
  thread = worker;
  lists.push(entry("built-in", 0, null, "", null));
}

function entry(key: string, number: number, bytes: Uint8Array | null, source: string, kept: number | null): Open {
  const whole: Whole = JSON.parse(engine.whole(number));
  return { key, family: key, number, bytes, whole, items: new Map(whole.items.map((item) => [item.id, item])), source, kept, unsaved: false, steps: [], untaught: [] };
}

/** The township's name where it stands in a sentence. */
export const townshipName = (open: Open = list()): string => open.whole.township.name || t("本乡镇", "the township");

/** The township's name, or the file's where the list has none; with what tells it from the others that are called so: the county, the file, a number. */
export function title(open: Open): string {
  const name = (of: Open) => of.whole.township.name || source(of);
  let called = name(open);
  let alike = lists.filter((other) => name(other) === called);
  if (alike.some((other) => other.whole.township.county !== open.whole.township.county)) {
    called = open.whole.township.county + called;
    alike = alike.filter((other) => other.whole.township.county === open.whole.township.county);
  }
  if (alike.length > 1) {
    const twins = alike.filter((other) => source(other) === source(open));
    const number = twins.length > 1 ? ` ${twins.indexOf(open) + 1}` : "";
    called += open.whole.township.name ? t(`（${source(open)}${number}）`, ` (${source(open)}${number})`) : number;
  }
  return called + (open.whole.taught.length ? t("（教过）", " (taught)") : "");
}

/** What tells one state of a list from another: its version, or where the importer gave none, the date from which it is in force. */
export function version(open: Open = list()): string {
  const { data_version, edition } = open.whole.township;
  if (!data_version.startsWith("imported")) return data_version;
  return edition ? t(`${edition} 起施行`, `in force from ${edition}`) : t("没有写明施行日期", "no date of being in force");
}

/** Where a list came from. */
export const source = (open: Open): string => (open.key === "built-in" ? t("内置", "built in") : CHANGED.includes(open.source) ? t(...CHANGED) : open.source);

/** Where a list came from that was changed from the built-in one. One that is kept may have been noted in either language. */
const CHANGED: [string, string] = ["内置，已改", "built in, changed"];

/** Opens a compiled list and asks it from now on. */
export function add(bytes: Uint8Array, source: string, key: string = newKey(), kept: number | null = null): Open {
  const open = entry(key, engine.open(bytes), bytes, source, kept);
  lists.push(open);
  return open;
}

const newKey = (): string => crypto.randomUUID?.() ?? String(Math.random());

/** Another compiled file in the place of that of an open list. The built-in one stays, and a list beside it takes the change. `same` says whether ids
 * mean the items that they meant. */
export function replace(open: Open, bytes: Uint8Array, same = true): Open {
  if (open.bytes === null) {
    const copy = add(bytes, CHANGED[0]);
    copy.unsaved = true;
    if (same) copy.family = open.family;
    if (list() === open) choose(copy);
    return copy;
  }
  if (!same) open.family = newKey();
  engine.close(open.number);
  const { number, whole, items } = entry(open.key, engine.open(bytes), bytes, open.source, open.kept);
  Object.assign(open, { number, whole, items, bytes, unsaved: open.kept === null });
  tell();
  return open;
}

export function choose(open: Open): void {
  chosen = Math.max(0, lists.indexOf(open));
  store.setSetting("list", open.key);
  tell();
}

export function remove(open: Open): void {
  if (open.bytes === null) return;
  const asked = list();
  lists.splice(lists.indexOf(open), 1);
  engine.close(open.number);
  chosen = Math.max(0, lists.indexOf(asked));
  tell();
}

export function tell(): void {
  for (const watcher of watchers) watcher();
}

/** Teaches a list what a person corrected. What another page has kept meanwhile stays. */
export async function teach(open: Open, corrections: { text: string; item: string }[]): Promise<{ list: Open; count: number }> {
  const other = await newer(open);
  const { bytes, count } = await thread.call("teach", other?.bytes ?? open.bytes, corrections);
  if (other) open.steps = null;
  return { list: await change(open, bytes, true, other?.revision), count };
}

/** Mends a list. What another page has mended meanwhile is shown first, and nothing is changed. `same` says of what became of the edits whether ids mean
 * the items that they meant. */
export async function mend(open: Open, edits: Edit[], same: (gave: Mended[]) => boolean = () => true): Promise<{ list: Open; gave: Mended[] }> {
  if (await takenIn(open)) throw store.stale();
  const { bytes, gave } = await thread.call<{ bytes: Uint8Array; gave: Mended[] }>("mend", open.bytes, edits);
  const steps = open.steps && [...open.steps, ...edits.map((edit) => step(open.items, edit))];
  const list = await change(open, bytes, same(gave));
  list.steps = steps;
  return { list, gave };
}

/** What a list was taught, by the names of its items. */
export const taught = (open: Open): Taught[] =>
  [...open.untaught, ...open.whole.taught.map(({ item, text }) => ({ text, name: item === null ? null : open.items.get(item)?.name ?? item }))];

/** Refuses to go on with an item that is not what it was when the person began with it: another page has changed the list meanwhile. */
export function unmoved(open: Open, { id, name }: Item): void {
  const is = open.items.get(id);
  if (!is) {
    throw told(() => t(`${id} 已在另一个页面删去或移走；请记下这里写的，关闭后再看清单`,
      `${id} was taken out or moved in another page: note what you wrote, close this and look at the list`));
  }
  if (is.name !== name) {
    throw told(() => t(`${id} 已在另一个页面改为“${is.name}”；请记下这里写的，关闭后重新打开这一项`,
      `${id} was changed to “${is.name}” in another page: note what you wrote, close this and open the item anew`));
  }
}

/** What another page has kept of this list since. */
async function newer(open: Open): Promise<store.Kept | null> {
  const stored = open.kept === null ? null : await store.get(open.key).catch(() => null);
  return stored && stored.revision !== open.kept ? stored : null;
}

/** Puts what another page has kept since in the place of the list; says whether there was something. */
async function takenIn(open: Open): Promise<boolean> {
  const other = await newer(open);
  if (!other) return false;
  open.kept = other.revision;
  open.steps = null;
  replace(open, other.bytes, false);
  return true;
}

/** A changed list in the place of what it was: in the storage first, if it is kept there, so that all of a change is done or nothing. */
export async function change(open: Open, bytes: Uint8Array, same: boolean, on = open.kept): Promise<Open> {
  if (on !== null) {
    try {
      open.kept = await put(open, bytes, on);
    } catch (error) {
      if (await takenIn(open)) throw store.stale();
      throw told(() => t(`${(error as Error).message}。清单没有改动；也可以在“我的清单”里取消“存在本机浏览器”，再改`,
        `${(error as Error).message}. The list was not changed; or untick “in this browser” under “My lists” and try again`));
    }
  }
  return replace(open, bytes, same);
}

/** Keeps a list in the browser's storage. */
export async function keep(open: Open): Promise<void> {
  if (open.bytes === null) return;
  // Another page may have kept it on, and changed it, under the name that it had.
  if (open.kept === null && (await store.get(open.key).catch(() => null))) open.key = newKey();
  open.kept = await put(open, open.bytes, open.kept);
  open.unsaved = false;
}

const put = (open: Open, bytes: Uint8Array, on: number | null): Promise<number> =>
  store.put({ key: open.key, name: open.whole.township.name, source: open.source, bytes, revision: (on ?? 0) + 1 }, on);
