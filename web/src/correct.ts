/** What a person says of a row of the table: kept for its text, and taught to the list. */

import { opened } from "./dialog";
import { h, message, notice } from "./dom";
import * as state from "./state";
import { list, thread } from "./state";
import { said, table } from "./table";
import { t } from "./words";

/** Asks for the item of a row. `done` is told when it was kept. */
export function correct(at: number, done: () => void): void {
  const { whole } = list();
  const is = table.corrected.get(at) ?? table.answers[at]?.item ?? "";
  const field = h("input", { id: "correct-item", list: "correct-items", autocomplete: "off", value: is, placeholder: "B001" });
  const error = h("p", { class: "bad-text", role: "alert" });
  const keep = h("button", { class: "main" }, t("记下并教给清单", "Keep and teach the list"));
  const keeping = async (event: Event) => {
    event.preventDefault();
    keep.disabled = true;
    try {
      const wanted = field.value.trim();
      await save(at, wanted === "清单外" ? wanted : state.engine.resolve(list().number, wanted));
      done();
      dialog.close();
    } catch (failed) {
      error.textContent = message(failed);
    } finally {
      keep.disabled = false;
    }
  };
  // A form, so that Enter keeps what was written.
  const dialog = h("dialog", { "aria-labelledby": "correct-title" }, h("form", { onsubmit: (event: Event) => void keeping(event) },
    h("h3", { id: "correct-title" }, t(`更正第 ${at + 1} 行`, `Correct row ${at + 1}`)),
    h("p", { class: "original" }, table.answers[at]?.text),
    h("label", { for: "correct-item" }, t("应是哪一项？写编号或名称；清单没有的写 清单外", "Which item is it? An id or a name, or 清单外")), field,
    h("datalist", { id: "correct-items" }, h("option", { value: "清单外" }), whole.items.map((item) => h("option", { value: item.id }, item.name))),
    error,
    h("div", { class: "actions" }, keep, h("button", { type: "button", onclick: () => leave() }, t("取消", "Cancel")))));
  // The row may be drawn anew, or filtered out by what was said of it.
  dialog.addEventListener("close", () => (dialog.remove(), (document.getElementById(`correct-${at}`) ?? document.getElementById("rows-shown"))?.focus()));
  const leave = opened(dialog, () => field.value.trim() !== is);
}

async function save(at: number, item: string): Promise<void> {
  const cells: [string, string][] = await thread.call("tableRow", at);
  const text = (cells[table.sheets[table.sheet].column ?? 0]?.[1] ?? table.answers[at]!.text).trim();
  const { list: taught, count } = await state.teach(list(), [{ text, item }]);
  const others = (await said(text, item)) - 1;
  notice(() => t(`已记下${others > 0 ? `，同样文字的另外 ${others} 行也照此更正` : ""}，并教给“${state.title(taught)}”（共教过 ${count} 条）。下次同样的说法就会按它判断。`,
    `Kept${others > 0 ? `, also for ${others} more ${others > 1 ? "rows" : "row"} of the same text` : ""}, and taught to ${state.title(taught)} (${count} in all).`));
}
