/** The person's own lists: opened from files, kept, saved, closed; their report and their comparison beside them. */

import { compareForm, shownComparison } from "./compare";
import { button, download, h, message, notice, XLSX, type Child } from "./dom";
import { take, wantedForm } from "./reading";
import { shownReport } from "./report";
import * as state from "./state";
import { lists, list, thread, title, type Open } from "./state";
import * as store from "./store";
import { t } from "./words";

export function view(): HTMLElement {
  const file = h("input", { type: "file", id: "list-file", multiple: true, class: "off", accept: ".xlsx,.xls,.et,.docx,.ods,.odt,.csv,.tsv,.txt,.md,.html,.htm,.jsonl,.lvz",
    onchange: (event: Event) => {
      const field = event.target as HTMLInputElement;
      const files = [...(field.files ?? [])];
      // So that the same file can be chosen again when it was repaired.
      field.value = "";
      void take(files);
    } });
  const element = h("div", { class: "view" },
    h("h2", null, t("我的清单", "My lists")),
    h("div", { class: "panel drop" },
      h("div", { class: "actions" },
        h("span", { class: "strong" }, t("把本乡镇的清单文件拖进来，或", "Drop your township's list here, or")),
        file, h("label", { for: "list-file", class: "button" }, t("选择文件", "Choose files")),
        button(t("下载空白模板", "Download the form"), async () => download(t("清单模板.xlsx", "form.xlsx"), await thread.call<Uint8Array>("template"), XLSX), "quiet")),
      h("p", { class: "muted" }, t("Excel、WPS、Word、CSV 或存过的 .lvz；几个文件合成一份清单也可以。文件不离开这台电脑。", "Excel, WPS, Word, CSV or a saved .lvz; several files can make one list. They do not leave this computer."))),
    h("div", { id: "reading" }, wantedForm()),
    h("div", { id: "report" }, shownReport()),
    h("section", { class: "panel" }, h("h3", null, t("打开着的清单", "Open lists")), h("div", { id: "open-lists" }, openLists())),
    lists.length > 1 ? compareForm() : null,
    h("div", { id: "comparison" }, shownComparison()));
  return element;
}

function openLists(): Child {
  return h("div", { class: "scroll", tabindex: "0", role: "region", "aria-label": t("打开着的清单", "Open lists") }, h("table", { class: "open" },
    h("thead", null, h("tr", null, [t("清单", "List"), t("事项", "Items"), t("教过", "Taught"), t("来自", "From"), t("保存", "Keep"), ""].map((head) => h("th", { scope: "col" }, head || h("span", { class: "off" }, t("操作", "Actions")))))),
    h("tbody", null, lists.map((open, at) => h("tr", null,
      h("th", { scope: "row" }, h("label", { class: "check" }, h("input", { type: "radio", name: "chosen", id: `chosen-${at}`, checked: open === list(), onchange: () => state.choose(open) }), title(open))),
      h("td", { class: "number" }, open.whole.items.length), h("td", { class: "number" }, open.whole.taught.length || "–"), h("td", null, state.source(open)),
      h("td", null, open.bytes === null ? "–" : h("label", { class: "check" }, h("input", { type: "checkbox", checked: open.kept !== null, onchange: (event: Event) => void keeping(open, event.target as HTMLInputElement) }), t("存在本机浏览器", "in this browser"))),
      h("td", null, h("div", { class: "actions" },
        button(t("存为 .lvz", "Save .lvz"), async () => {
          download(`${open.whole.township.name || t("清单", "list")}.lvz`, await thread.call<Uint8Array>("lvz", open.bytes), "application/octet-stream");
          open.unsaved = false;
        }, "quiet"),
        button(t("存为 Excel", "Save Excel"), async () => {
          download(`${open.whole.township.name || t("清单", "list")}.xlsx`, await thread.call<Uint8Array>("xlsx", open.bytes), XLSX);
          const taught = open.whole.taught.length;
          if (taught) notice(() => t(`Excel 里只有清单，没有教过的 ${taught} 条。要连同教过的一起保存，请点“存为 .lvz”。`,
            `The workbook has the list alone, without the ${taught} that it was taught: “Save .lvz” saves both.`), "bad");
        }, "quiet"),
        open.bytes === null ? null : button(t("关闭", "Close"), async () => {
          const changed = open.unsaved || (open.kept !== null && mended(open));
          if (changed && !confirm(t(`“${title(open)}”里更正过、教过的内容，关闭后就没有了。可以先“存为 .lvz”。真的关闭吗？`,
            `What was mended in ${title(open)} and taught to it is gone when it is closed; “Save .lvz” saves it. Close it?`))) return;
          if (open.kept !== null) await store.drop(open.key);
          state.remove(open);
        }, "quiet"))))))));
}

/** Whether a list that is kept holds more than the file that it was read from. */
const mended = (open: Open): boolean => (open.kept ?? 0) > 1 || open.whole.taught.length > 0;

async function keeping(open: Open, box: HTMLInputElement): Promise<void> {
  try {
    if (box.checked) await state.keep(open);
    else {
      await store.drop(open.key);
      open.unsaved = mended(open);
      open.kept = null;
    }
  } catch (error) {
    box.checked = !box.checked;
    notice(() => message(error), "bad");
  }
}
