/** The page's side of the worker: calls that give promises, started when first needed, and anew after a fault. */

import { t } from "./words";

type Waiting = { done: (gave: any) => void; failed: (error: Error) => void };

export class Thread {
  private worker: Worker | null = null;
  private waiting = new Map<number, Waiting>();
  private last = 0;
  /** Hears how far a table is. */
  onProgress: (progress: { from: number; answers: string }) => void = () => {};
  /** Told when all that the worker held is gone. */
  onLost: () => void = () => {};

  constructor(private source: string, private module: Uint8Array) {}

  private started(): Worker {
    if (this.worker) return this.worker;
    const url = URL.createObjectURL(new Blob([this.source], { type: "text/javascript" }));
    const worker = new Worker(url);
    worker.onmessage = ({ data }) => this.heard(data);
    worker.onerror = (event) => this.broke(event.message);
    worker.postMessage({ start: this.module });
    this.worker = worker;
    return worker;
  }

  private heard(data: any): void {
    if (data.progress) return this.onProgress(data.progress);
    if (data.id === undefined) return this.broke(data.dead);
    const waiting = this.waiting.get(data.id);
    this.waiting.delete(data.id);
    if (data.dead) {
      waiting?.failed(new Error(t(
        `这个文件没能读完（${data.error}）。其余内容都在；请用 Excel 或 WPS 打开它，另存为 .xlsx 后再试`,
        `The file could not be read to its end (${data.error}). Nothing else is lost: open it in Excel or WPS, save it as .xlsx and try again`)));
      this.broke("");
    } else if (data.error !== undefined) waiting?.failed(new Error(data.error));
    else waiting?.done(data.gave);
  }

  private broke(why: string): void {
    this.worker?.terminate();
    this.worker = null;
    for (const { failed } of this.waiting.values()) failed(new Error(why || t("后台程序已重新启动，请再试一次", "The background program was started anew: please try again")));
    this.waiting.clear();
    this.onLost();
  }

  call<T = any>(name: string, ...args: unknown[]): Promise<T> {
    const worker = this.started();
    const id = ++this.last;
    return new Promise<T>((done, failed) => {
      this.waiting.set(id, { done, failed });
      worker.postMessage({ id, name, args });
    });
  }

  cancel(): void {
    this.worker?.postMessage({ cancel: true });
  }
}
