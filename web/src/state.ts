/** The library and the lists of the page. */

import type { Engine } from "../generated/ask.js";
import type { Item, Whole } from "./types";
import { Thread } from "./thread";
import * as store from "./store";
import { t } from "./words";

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
}

export let engine: Engine;
export let thread: Thread;
export const lists: Open[] = [];
let chosen = 0;
const watchers: (() => void)[] = [];

export const list = (): Open => lists[chosen];
export const onList = (watcher: () => void): void => void watchers.push(watcher);

export function begin(started: Engine, worker: Thread): void {
  engine = started;
  thread = worker;
  lists.push(entry("built-in", 0, null, t("内置", "built in"), null));
}

function entry(key: string, number: number, bytes: Uint8Array | null, source: string, kept: number | null): Open {
  const whole: Whole = JSON.parse(engine.whole(number));
  return { key, family: key, number, bytes, whole, items: new Map(whole.items.map((item) => [item.id, item])), source, kept };
}

/** The township's name, with the county where two have the same. */
export function title(open: Open): string {
  const { name, county } = open.whole.township;
  const twice = lists.filter((other) => other.whole.township.name === name).length > 1;
  return (twice ? `${county}${name}` : name) + (open.whole.taught.length ? t("（教过）", " (taught)") : "");
}

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
    const copy = add(bytes, t("内置，已改", "built in, changed"));
    if (same) copy.family = open.family;
    if (list() === open) choose(copy);
    return copy;
  }
  if (!same) open.family = newKey();
  engine.close(open.number);
  const { number, whole, items } = entry(open.key, engine.open(bytes), bytes, open.source, open.kept);
  Object.assign(open, { number, whole, items, bytes });
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
  const stored = open.kept === null ? null : await store.get(open.key).catch(() => null);
  const base = stored && stored.revision !== open.kept ? stored.bytes : open.bytes;
  const { bytes, count } = await thread.call("teach", base, corrections);
  if (stored) open.kept = stored.revision;
  const changed = replace(open, bytes);
  if (changed.kept !== null) await keep(changed);
  return { list: changed, count };
}

/** Keeps a list in the browser's storage. */
export async function keep(open: Open): Promise<void> {
  if (open.bytes === null) return;
  open.kept = await store.put({ key: open.key, name: open.whole.township.name, source: open.source, bytes: open.bytes, revision: (open.kept ?? 0) + 1 });
}
