/** Says in a dialog which matters an item is mainly about: one or several of those that it covers and those that its words speak for. */

import { opened } from "./dialog";
import { button, h, message, notice } from "./dom";
import { located } from "./place";
import * as state from "./state";
import { thread, type Open } from "./state";
import type { Proposal } from "./types";
import { percent, t } from "./words";

/** Opens the dialog. `done` hears that the matters were saved, with what puts the focus back to where it was. */
export async function chooseMatters(open: Open, id: string, done: (back: () => void) => void = (back) => back()): Promise<void> {
  const item = open.items.get(id);
  if (!item) return;
  const back = located(document.activeElement);
  const proposals: Proposal[] = await thread.call("proposals", open.bytes, id);
  // Who clicks twice while the worker starts gets one dialog.
  if (document.querySelector("dialog[open]")) return;
  const covered = item.matters.filter((cover) => cover.id !== null);
  const choices = [
    ...covered.map((cover) => ({ id: cover.id!, name: cover.name, main: cover.main, beside: !cover.main })),
    ...proposals.filter((proposal) => !covered.some((cover) => cover.id === proposal.id)).map(({ id, name }) => ({ id, name, main: false, beside: false })),
  ].map((choice) => ({ ...choice, box: h("input", { type: "checkbox", checked: choice.main }) }));
  const chosen = () => choices.filter(({ box }) => box.checked).map(({ id }) => id);
  const shown = choices.map(({ id, name, beside, box }) => {
    const near = proposals.find((proposal) => proposal.id === id);
    const about = [beside ? t("次要", "beside") : "", near ? percent(near.confidence) : ""].filter(Boolean).join(t("，", ", "));
    return h("label", { class: "check" }, box, h("span", null, name, about ? h("span", { class: "muted" }, t(`（${about}）`, ` (${about})`)) : null));
  });
  const error = h("p", { class: "bad-text", role: "alert" });
  let saved = false;
  const save = button(t("保存", "Save"), async () => {
    error.textContent = "";
    try {
      state.unmoved(open, item);
      await state.mend(open, [{ item: id, matters: chosen() }]);
    } catch (wrong) {
      return void (error.textContent = message(wrong));
    }
    saved = true;
    dialog.close();
    notice(() => t(`已更正 ${id} 的事由`, `The matters of ${id} were corrected`));
  }, "main");
  const dialog = h("dialog", { "aria-labelledby": "matters-title" },
    h("h3", { id: "matters-title" }, t(`${id} 的事由`, `Matters of ${id}`)),
    h("p", null, item.name),
    h("p", { class: "muted" }, t("勾选主要事由，可以选几个：有人说起其中任何一个，都先答这一项。百分数是事项的文字与它有多合。",
      "Tick what it is mainly about, one matter or several: whoever speaks of one of them is answered by this item first. Percent: how well the item's words fit.")),
    h("div", { role: "group", "aria-labelledby": "matters-title" }, shown), error,
    h("div", { class: "actions" }, save, h("button", { type: "button", onclick: () => leave() }, t("取消", "Cancel"))));
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (saved) done(back);
    else back();
  });
  const leave = opened(dialog, () => choices.some(({ box, main }) => box.checked !== main));
}
