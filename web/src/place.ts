/** Where a person is in the page, kept while it is written anew: what has the focus, what is unfolded, what was written. */

const says = (element: Element): string => (element.getAttribute("aria-label") ?? element.closest("label")?.textContent ?? element.textContent ?? "").trim();

/** Finds what stands in the place of `element` after the page was written anew, and gives it the focus: the same id, or the same words; else the heading of what
 * it stood in. */
export function located(element: Element | null): () => void {
  if (!element || element === document.body) return () => {};
  const [tag, said, around] = [element.tagName, says(element), element.closest<HTMLElement>("details[data-keep]")?.dataset.keep];
  const alike = () => [...document.querySelectorAll<HTMLElement>(tag)].filter((other) => says(other) === said);
  const nth = alike().indexOf(element as HTMLElement);
  return () => {
    if (element.isConnected) return void (document.activeElement === element || (element as HTMLElement).focus());
    const same = alike();
    const found = (element.id && document.getElementById(element.id)) || same[nth] || same[same.length - 1]
      || (around && document.querySelector<HTMLElement>(`details[data-keep="${CSS.escape(around)}"] > summary`))
      || document.querySelector<HTMLElement>("main h2");
    if (!found) return;
    if (found.matches("h2")) found.setAttribute("tabindex", "-1");
    found.focus({ preventScroll: true });
  };
}

type Field = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const unfolded = () => [...document.querySelectorAll<HTMLDetailsElement>("details[data-keep]")];
const fields = () => [...document.querySelectorAll<Field>("#report input, #report select, #reading input")];
const pasted = () => document.querySelector<HTMLTextAreaElement>("#table-paste");

/** Notes where a person is, and gives what puts it back. `forms` says whether what was written into forms stays: not where it was just carried out. */
export function place(forms: boolean): () => void {
  const focus = located(document.activeElement);
  const open = new Map(unfolded().map((details) => [details.dataset.keep!, details.open]));
  const values = forms ? fields().map((field) => field.value) : [];
  const paste = pasted()?.value;
  const top = scrollY;
  return () => {
    for (const details of unfolded()) details.open = open.get(details.dataset.keep!) ?? details.open;
    const now = fields();
    if (values.length === now.length) now.forEach((field, at) => (field.value = values[at]));
    const box = pasted();
    if (box && paste) box.value = paste;
    scrollTo(0, top);
    focus();
  };
}
