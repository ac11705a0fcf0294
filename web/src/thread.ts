/** The page's side of the worker, which unpacks the library and does what takes long: calls that give promises. It is started anew after a fault. */

import { t, told } from "./words";

type Waiting = { done: (gave: any) => void; failed: (error: Error) => void };

export class Thread {
  private worker: Worker | null = null;
  private waiting = new Map<number, Waiting>();
  private last = 0;
  private opened!: Waiting;
  /** What an answer needs, for this thread. */
  readonly module = new Promise<WebAssembly.Module>((done, failed) => (this.opened = { done, failed }));
  /** Hears how far a table is. */
  onProgress: (progress: { run: number; from: number; answers: string }) => void = () => {};
  /** Told when all that the worker held is gone. */
  onLost: () => void = () => {};

  /** `folder` is where the parts of the library are, if they do not stand in the page. */
  constructor(private source: string, private folder: string | null) {
    this.start(true);
  }

  private start(first: boolean): Worker {
    const url = URL.createObjectURL(new Blob([this.source], { type: "text/javascript" }));
    const worker = new Worker(url);
    worker.onmessage = ({ data }) => this.heard(data);
    worker.onerror = (event) => this.broke(event.message);
    worker.postMessage({ start: { first, folder: this.folder } });
    this.worker = worker;
    if (this.folder === null) feed(worker);
    return worker;
  }

  private heard(data: any): void {
    if (data.progress) return this.onProgress(data.progress);
    if (data.module) return this.opened.done(data.module);
    if (data.id === undefined) return this.broke(data.dead);
    const waiting = this.waiting.get(data.id);
    this.waiting.delete(data.id);
    if (data.dead) {
      waiting?.failed(told(() => t(
        `这个文件没能读完。其余内容都在；请用 Excel 或 WPS 打开它，另存为 .xlsx 后再试`,
        `The file could not be read to its end (${data.error}). Nothing else is lost: open it in Excel or WPS, save it as .xlsx and try again`)));
      this.broke("");
    } else if (data.error !== undefined) waiting?.failed(new Error(data.error));
    else waiting?.done(data.gave);
  }

  private broke(why: string): void {
    this.worker?.terminate();
    this.worker = null;
    this.opened.failed(new Error(why));
    for (const { failed } of this.waiting.values()) failed(told(() => t("后台程序已重新启动，请再试一次", "The background program was started anew: please try again")));
    this.waiting.clear();
    this.onLost();
  }

  call<T = any>(name: string, ...args: unknown[]): Promise<T> {
    const worker = this.worker ?? this.start(false);
    const id = ++this.last;
    return new Promise<T>((done, failed) => {
      this.waiting.set(id, { done, failed });
      worker.postMessage({ id, name, args });
    });
  }

  /** Stops what was asked so far, also what waits for its turn; what is asked later is not stopped. */
  cancel(): void {
    this.worker?.postMessage({ cancel: this.last });
  }
}

/** Pieces that are handed over at once. */
const TOGETHER = 16;

/** Hands the parts that stand in the page to the worker, while the page is still being read. */
function feed(worker: Worker): void {
  const elements = document.getElementsByClassName("part");
  let sent = 0;
  const send = () => {
    const read = document.readyState !== "loading";
    // The last one may be in the middle of being read.
    const until = read ? elements.length : elements.length - 1;
    if (!read && until - sent < TOGETHER) return;
    const parts: [string, string][] = [];
    for (; sent < until; sent++) parts.push([(elements[sent] as HTMLElement).dataset.part!, elements[sent].textContent!]);
    if (parts.length) worker.postMessage({ parts });
    if (!read) return;
    observer.disconnect();
    worker.postMessage({ end: true });
  };
  const observer = new MutationObserver(send);
  if (document.readyState === "loading") {
    observer.observe(document.body, { childList: true });
    document.addEventListener("DOMContentLoaded", send, { once: true });
  }
  send();
}
