/** Dialogs in which people write: what was written and not saved does not go unasked. */

import { t } from "./words";

/** The dialog that was opened last, and what leaves it. */
let last: { dialog: HTMLDialogElement; leave: () => boolean } | null = null;

/** Opens a dialog. Where `written` says that something would be lost, Esc asks first, and so does what this gives, which is for the button that leaves it. */
export function opened(dialog: HTMLDialogElement, written: () => boolean): () => void {
  const leave = () => {
    if (written() && !confirm(t("写的内容还没有保存。真的放弃吗？", "What you wrote was not saved. Give it up?"))) return false;
    dialog.close();
    return true;
  };
  last = { dialog, leave };
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

/** Leaves the dialog that is open, as the page is to show something else; gives whether none is open any more. */
export async function left(): Promise<boolean> {
  if (!last?.dialog.open) return true;
  // The focus goes back to where it was before it goes to what is shown next.
  const closed = new Promise((done) => last!.dialog.addEventListener("close", done, { once: true }));
  if (!last.leave()) return false;
  await closed;
  return true;
}
