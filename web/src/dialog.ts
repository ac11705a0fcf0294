/** Dialogs in which people write: what was written and not saved does not go unasked. */

import { t } from "./words";

/** Opens a dialog. Where `written` says that something would be lost, Esc asks first, and so does what this gives, which is for the button that leaves it. */
export function opened(dialog: HTMLDialogElement, written: () => boolean): () => void {
  const leave = () => {
    if (!written() || confirm(t("写的内容还没有保存。真的放弃吗？", "What you wrote was not saved. Give it up?"))) dialog.close();
  };
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  // A second Esc would close it unasked.
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    leave();
  });
  document.body.append(dialog);
  dialog.showModal();
  return leave;
}
