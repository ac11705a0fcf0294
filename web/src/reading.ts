/** Lists read from a person's files: taken in, asked for what they do not say, and what was understood of them. */

import { button, byId, fill, h, message, notice, type Child } from "./dom";
import type { Left, Redone } from "./redo";
import { missing } from "./said";
import * as state from "./state";
import { list, thread, title, type Open } from "./state";
import { LARGEST } from "./table";
import type { Facts, Report } from "./types";
import { joined, t, tierName } from "./words";

export interface Read { name: string; bytes: Uint8Array }

/** What was understood of the files that were read last. */
export let report: {
  of: Open;
  report: Report;
  facts: Facts;
  /** What it was read from: a report acts on its own files, whatever was chosen since. */
  files: Read[];
  /** The item that each doubt is about, by the ids that the items have now. */
  doubted: (string | null)[];
  /** Doubts, by their places, whose items were corrected. */
  seen: Set<number>;
  /** What was mended before they were read again, and could not be done once more. */
  left: Left[];
} | null = null;
/** Files that can only be read when something is said of them: which part of the list they are, or whose. */
let wanting: { of: "tier" | "township"; facts: Facts; files: Read[]; before?: Open; error: unknown } | null = null;

export const TIERS = ["basic", "cooperative", "reclaimed"] as const;

/** Takes files that were dropped or chosen: compiled lists are opened, all others are read together as one list. */
export async function take(files: File[]): Promise<void> {
  const large = files.find((file) => file.size > LARGEST);
  if (large) {
    return void notice(() => t(`${large.name} 有 ${Math.round(large.size / 1e6)} MB，最多 64 MB。清单只有文字，请删去图片后另存`,
      `${large.name} has ${Math.round(large.size / 1e6)} MB, at most 64: a list is text, so save it without pictures`), "bad");
  }
  wanting = null;
  // What was said of files before is not of these.
  fill(byId("notice"));
  const reading = document.getElementById("reading");
  if (reading) fill(reading, h("p", { class: "panel", role: "status" }, t("正在读取……", "Reading…")));
  try {
    const read = await Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) })));
    const compiled = read.filter(({ bytes }) => bytes[0] === 0x8f && bytes[1] === 0x4c && bytes[2] === 0x56 && bytes[3] === 0x5a);
    const foreign = read.filter((file) => !compiled.includes(file));
    for (const { name, bytes } of compiled) state.choose(state.add(bytes, name));
    const opened = list();
    if (compiled.length) notice(() => t(`已打开 ${joined(compiled.map(({ name }) => name))}，现在按“${title(opened)}”回答`, `Opened ${joined(compiled.map(({ name }) => name))}: ${title(opened)} is asked now`));
    if (foreign.length) {
      await imported({}, foreign);
    }
  } catch (error) {
    notice(() => message(error), "bad");
  } finally {
    const now = document.getElementById("reading");
    if (now) fill(now, wantedForm());
    now?.querySelector<HTMLElement>("button, input")?.focus();
  }
}

/** Asks for what files do not say and cannot be read without. */
export function wantedForm(): Child {
  if (!wanting) return null;
  const { of, facts, files, before, error } = wanting;
  const names = joined(files.map(({ name }) => name));
  const given = (fact: Facts) => imported({ ...facts, ...fact }, files, before);
  const field = h("input", { autocomplete: "off" });
  return h("section", { class: "panel wanting", "aria-label": t("还缺一项才能读取", "One thing is missing to read it") },
    h("h3", null, of === "tier" ? t(`${names}：属于哪一类清单？`, `${names}: which part of the list is it?`) : t(`${names}：读取哪个乡镇的？`, `${names}: which township is to be read?`)),
    h("p", { class: "muted" }, message(error)),
    h("div", { class: "actions" },
      of === "tier" ? TIERS.map((tier) => button(tierName(tier), () => given({ tier })))
      : [h("label", null, t("乡镇（街道）", "Township"), " ", field), button(t("读取", "Read it"), () => given({ township: field.value.trim() }))],
      h("button", { type: "button", class: "quiet", onclick: () => ((wanting = null), fill(byId("reading"))) }, t("不读了", "Leave it"))));
}

/** Says in the report what was mended before, and again now. */
function takenUp(open: Open, { moved, rewritten, chosen, township, untaught }: Redone): void {
  const { report: found, doubted, seen } = report!;
  report!.doubted = doubted.map((id) => id && (id in moved ? moved[id] : id));
  doubted.forEach((id, at) => {
    const now = report!.doubted[at];
    if (id && (now === null || rewritten.includes(now))) seen.add(at);
  });
  for (const cover of found.covers) {
    cover.item = moved[cover.item] ?? cover.item;
    if (chosen.includes(cover.item)) cover.sure = true;
  }
  Object.assign(found, township);
  open.steps ??= [];
  open.untaught = untaught;
}

/** Makes a list of files; once more in the place of the one before where only the facts are others. Says whether it could be made. */
export async function imported(facts: Facts, files: Read[], before?: Open): Promise<boolean> {
  let made: { bytes: Uint8Array; report: Report; doubted: (string | null)[] };
  try {
    made = await thread.call("import", files, facts);
  } catch (error) {
    const of = missing(error);
    if (!of) throw error;
    wanting = { of, facts, files, before, error };
    const place = document.getElementById("reading");
    if (place) fill(place, wantedForm());
    return false;
  }
  wanting = null;
  // What people did to the list before, they want done to what is read now.
  const redone = before ? await thread.call<Redone>("redo", made.bytes, before.steps ?? [], state.taught(before)) : null;
  const open = before ? await state.change(before, redone!.bytes, false) : state.add(made.bytes, files.map(({ name }) => name).join("、"));
  report = { of: open, report: made.report, facts, files, doubted: made.doubted, seen: new Set(), left: redone?.left ?? [] };
  if (redone) takenUp(open, redone);
  state.choose(open);
  const doubts = made.report.doubts.filter(({ severity }) => severity !== "note").length;
  const nameless = !open.whole.township.name;
  const left = redone?.left.length ?? 0;
  notice(() => t(`读出 ${made.report.items} 项${left ? `，${left} 处从前的更正没能再做，请看报告` : ""}${doubts ? `，${doubts} 处存疑，请看报告` : ""}。现在按“${title(open)}”回答。${nameless ? "文件没有写明是哪个乡镇：请在报告里填上，再点“更正”。" : ""}`,
    `${made.report.items} items read${left ? `, ${left} of what was mended could not be done again: see the report` : ""}${doubts ? `, ${doubts} doubts: see the report` : ""}. ${title(open)} is asked now.${nameless ? " The file does not say which township it is of: write it in the report and click “Correct”." : ""}`));
  if (location.hash !== "#lists") location.hash = "#lists";
  return true;
}
