/** What takes long, in a thread of its own: reading files, compiling lists, answering tables. Lists come as bytes; null is the one built in. */

import { start } from "./module";
import type { Engine } from "../generated/engine.js";

export type Call = { id: number; name: string; args: any[] };

let engine: Engine;
let cancelled = false;
let shownList: { bytes: Uint8Array | null; number: number } = { bytes: null, number: 0 };

/** The number of a list in this thread's library. The last one stays open. */
function listOf(bytes: Uint8Array | null): number {
  const same = bytes === null ? shownList.bytes === null
    : shownList.bytes !== null && bytes.length === shownList.bytes.length && bytes.every((byte, at) => byte === shownList.bytes![at]);
  if (!same) {
    if (shownList.number > 0) engine.close(shownList.number);
    shownList = { bytes, number: bytes === null ? 0 : engine.open(bytes) };
  }
  return shownList.number;
}

/** A list changed on a copy of its own. */
function changed<T>(bytes: Uint8Array | null, change: (list: number) => T): { bytes: Uint8Array; gave: T } {
  const list = engine.open(bytes ?? engine.lvz(0));
  try {
    const gave = change(list);
    return { bytes: engine.lvz(list), gave };
  } finally {
    engine.close(list);
  }
}

function imported(facts: unknown): { bytes: Uint8Array; report: unknown } {
  const { list, report } = JSON.parse(engine.import(JSON.stringify(facts)));
  const bytes = engine.lvz(list);
  engine.close(list);
  return { bytes, report };
}

const turn = () => new Promise<void>((done) => setTimeout(done, 0));

const calls: Record<string, (...args: any[]) => unknown> = {
  read: (files: { name: string; bytes: Uint8Array }[]) => {
    engine.clearFiles();
    for (const { name, bytes } of files) engine.addFile(name, bytes);
  },
  import: imported,
  marked: (facts) => engine.marked(JSON.stringify(facts)),
  xlsx: (list) => engine.xlsx(listOf(list)),
  lvz: (list) => list ?? engine.lvz(0),
  template: () => engine.template(),
  proposals: (list, item) => JSON.parse(engine.proposals(listOf(list), item)),
  mend: (list, edits) => changed(list, (at) => engine.mend(at, JSON.stringify(edits))).bytes,
  teach: (list, corrections) => {
    const { bytes, gave } = changed(list, (at) => engine.teach(at, JSON.stringify(corrections)));
    return { bytes, count: gave };
  },
  tableRead: (name, bytes) => JSON.parse(engine.tableRead(name, bytes)),
  tablePaste: (text) => JSON.parse(engine.tablePaste(text)),
  tableChoose: (sheet, column, headings) => engine.tableChoose(sheet, column, headings),
  tableRow: (row) => JSON.parse(engine.tableRow(row)),
  tableCorrect: (row, item) => engine.tableCorrect(row, item),
  tableXlsx: (list) => engine.tableXlsx(listOf(list)),
  tableAnswer: async (list, rows: number) => {
    cancelled = false;
    const number = listOf(list);
    // As many rows at once as take about a twentieth of a second, so that a cancel is heard.
    let size = 50;
    for (let from = 0; from < rows && !cancelled; ) {
      const began = performance.now();
      const answers = engine.tableAnswer(number, from, size);
      postMessage({ progress: { from, answers } });
      from += size;
      size = Math.max(10, Math.min(2_000, Math.round((size * 50) / Math.max(1, performance.now() - began))));
      await turn();
    }
    return !cancelled;
  },
};

let queue: Promise<void> = Promise.resolve();

onmessage = ({ data }: MessageEvent) => {
  if (data.start) {
    queue = start(data.start).then((started) => void (engine = started.engine)).catch((error) => postMessage({ dead: String(error) }));
    return;
  }
  if (data.cancel) {
    cancelled = true;
    return;
  }
  const { id, name, args } = data as Call;
  queue = queue.then(async () => {
    try {
      postMessage({ id, gave: await calls[name](...args) });
    } catch (error) {
      // After a trap the module's memory is not to be trusted.
      const dead = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
      postMessage({ id, error: error instanceof Error ? error.message : String(error), dead });
    }
  });
};
