/** What people mended in a list and taught it, done again to the list that its files make when they are read anew. Items are known by their names: ids are
 * others where the tier is. */

import type { Engine } from "../generated/engine.js";
import type { Facts, Item, Mended, Tier } from "./types";

/** A change of a list, as the library takes it. */
export type Edit =
  | { rewrite: string; tier: Tier; cells: Record<string, string> }
  | { remove: string }
  | { item: string; matters: string[] }
  | { department: string; name: string }
  | { township: Facts };

/** A change that was made, with the name and the tier that its item had before; none where it is of no item, or of a new one. */
export interface Step { edit: Edit; name: string; tier: Tier | null }

/** A text that was taught, with its item's name; none where the list does not hold it. */
export interface Taught { text: string; name: string | null }

/** What could not be done again: the item is not there, the item to be added is there, its tier has no such cell, the department is not there, or why it was refused. */
export interface Left { of: "item" | "added" | "cell" | "department" | "taught" | "refused"; name: string; what: string }

/** What became of it. */
export interface Redone {
  bytes: Uint8Array;
  left: Left[];
  untaught: Taught[];
  /** The ids that items have now, by those that they had as they were read; null where one was taken out. */
  moved: Record<string, string | null>;
  /** Items, by the ids that they have now, that were rewritten, and those whose matters were chosen. */
  rewritten: string[];
  chosen: string[];
  /** What was said of the township. */
  township: Facts;
}

const idOf = (edit: Edit): string => "rewrite" in edit ? edit.rewrite : "remove" in edit ? edit.remove : "item" in edit ? edit.item : "";

/** A change that is about to be made to a list of these items. */
export function step(items: Map<string, Item>, edit: Edit): Step {
  const item = items.get(idOf(edit));
  return { edit, name: item?.name ?? "", tier: item?.tier ?? null };
}

/** Does all of it again that can be done. */
export function redo(engine: Engine, bytes: Uint8Array, steps: Step[], taught: Taught[]): Redone {
  const list = engine.open(bytes);
  const { items }: { items: Item[] } = JSON.parse(engine.whole(list));
  const made: Redone = { bytes, left: [], untaught: [], moved: Object.fromEntries(items.map(({ id }) => [id, id])), rewritten: [], chosen: [], township: {} };
  let now = items;
  const named = (name: string, tier: Tier | null = null): Item | undefined =>
    now.find((item) => item.name === name && item.tier === tier) ?? now.find((item) => item.name === name);
  const mend = (edit: Edit): Mended => {
    const [gave]: Mended[] = JSON.parse(engine.mend(list, JSON.stringify([edit])));
    ({ items: now } = JSON.parse(engine.whole(list)));
    return gave;
  };
  /** An item that was read, or rewritten, as `id` is `to` now. */
  const moves = (id: string, to: string | null) => {
    for (const [read, is] of Object.entries(made.moved)) if (is === id) made.moved[read] = to;
    for (const ids of [made.rewritten, made.chosen]) if (ids.includes(id)) ids.splice(ids.indexOf(id), 1, ...(to ? [to] : []));
  };

  const one = ({ edit, name, tier }: Step): void => {
    const left = (of: Left["of"], what = "") => void made.left.push({ of, name, what });
    const item = named(name, tier);
    if ("township" in edit) {
      mend(edit);
      Object.assign(made.township, edit.township);
    } else if ("department" in edit) {
      if (engine.department(list, edit.department) === undefined) return left("department", edit.department);
      mend(edit);
    } else if ("remove" in edit) {
      // What is not there needs not to be taken out.
      if (!item) return;
      mend({ remove: item.id });
      moves(item.id, null);
    } else if ("matters" in edit) {
      if (!item) return left("item");
      mend({ ...edit, item: item.id });
      made.chosen.push(item.id);
    } else if (edit.rewrite === "") {
      const called = edit.cells.事项名称 ?? "";
      if (named(called.trim())) return void made.left.push({ of: "added", name: called.trim(), what: "" });
      mend(edit);
    } else {
      if (!item) return left("item");
      // Who did not change the part of the list leaves it to what the file is read as now.
      const wanted = edit.tier === tier ? item.tier : edit.tier;
      const has = (JSON.parse(engine.cells(list, item.id, wanted)) as [string, string][]).map(([heading]) => heading);
      const cells = Object.fromEntries(Object.entries(edit.cells).filter(([heading]) => has.includes(heading)));
      const id = mend({ rewrite: item.id, tier: wanted, cells }).item!;
      moves(item.id, id);
      made.rewritten.push(id);
      for (const heading of Object.keys(edit.cells)) if (!has.includes(heading)) left("cell", heading);
    }
  };

  try {
    for (const each of steps) {
      try {
        one(each);
      } catch (error) {
        if (error instanceof WebAssembly.RuntimeError) throw error;
        made.left.push({ of: "refused", name: each.name, what: (error as Error).message });
      }
    }
    const known = taught.filter(({ name }) => name === null || named(name));
    made.untaught = taught.filter((one) => !known.includes(one));
    made.left.push(...made.untaught.map(({ text, name }) => ({ of: "taught" as const, name: name!, what: text })));
    if (known.length) engine.teach(list, JSON.stringify(known.map(({ text, name }) => ({ text, item: name === null ? "清单外" : named(name)!.id }))));
    return { ...made, bytes: engine.lvz(list) };
  } finally {
    engine.close(list);
  }
}
