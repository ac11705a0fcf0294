/** What takes long, in a thread of its own: unpacking the library, reading files, compiling lists, answering tables. Lists come as bytes; null is the
 * one built in. */

import * as library from "../generated/engine.js";
import { Parts } from "./packed";
import { redo } from "./redo";

export type Call = { id: number; name: string; args: any[] };

let engine: library.Engine;
/** The call that is being served, and the last one of those that were stopped. */
let serving = 0;
let cancelled = 0;
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

/** Several lists, open for as long as they are looked at together. */
function compared<T>(lists: (Uint8Array | null)[], look: (numbers: Uint32Array) => T): T {
  const numbers = lists.map((bytes) => (bytes === null ? 0 : engine.open(bytes)));
  try {
    return look(new Uint32Array(numbers));
  } finally {
    for (const number of numbers) engine.close(number);
  }
}

/** The files that a list is made of, in the place of those before. */
function read(files: { name: string; bytes: Uint8Array }[]): void {
  engine.clearFiles();
  for (const { name, bytes } of files) engine.addFile(name, bytes);
}

function imported(files: { name: string; bytes: Uint8Array }[], facts: unknown): { bytes: Uint8Array; report: unknown; doubted: (string | null)[] } {
  read(files);
  const { list, report, doubted } = JSON.parse(engine.import(JSON.stringify(facts)));
  const bytes = engine.lvz(list);
  engine.close(list);
  return { bytes, report, doubted };
}

const turn = () => new Promise<void>((done) => setTimeout(done, 0));

const calls: Record<string, (...args: any[]) => unknown> = {
  import: imported,
  redo: (bytes, steps, taught) => redo(engine, bytes, steps, taught),
  marked: (files, facts) => {
    read(files);
    return engine.marked(JSON.stringify(facts));
  },
  xlsx: (list) => engine.xlsx(listOf(list)),
  compare: (lists) => compared(lists, (numbers) => engine.compare(numbers)),
  compareXlsx: (lists) => compared(lists, (numbers) => engine.compareXlsx(numbers)),
  cells: (list, item, tier) => JSON.parse(engine.cells(listOf(list), item, tier)),
  lvz: (list) => list ?? engine.lvz(0),
  template: () => engine.template(),
  proposals: (list, item) => JSON.parse(engine.proposals(listOf(list), item)),
  mend: (list, edits) => changed(list, (at) => JSON.parse(engine.mend(at, JSON.stringify(edits)))),
  teach: (list, corrections) => {
    const { bytes, gave } = changed(list, (at) => engine.teach(at, JSON.stringify(corrections)));
    return { bytes, count: gave };
  },
  tableRead: (name, bytes) => JSON.parse(engine.tableRead(name, bytes)),
  tablePaste: (text) => JSON.parse(engine.tablePaste(text)),
  tableHaving: (words) => engine.tableHaving(words),
  tableRow: (row) => JSON.parse(engine.tableRow(row)),
  tableCorrect: (text, item) => {
    engine.tableCorrect(text, item);
    return JSON.parse(engine.tableCorrected());
  },
  tableXlsx: (list) => engine.tableXlsx(listOf(list)),
  /** Answers a column from its top, with what people said of texts before, and gives which rows that is said of; `run` comes back with every piece. */
  tableAnswer: async (run: number, list, [sheet, column, headings]: number[], corrected: [string, string][]) => {
    const rows = engine.tableChoose(sheet, column, headings);
    for (const [text, item] of corrected) engine.tableCorrect(text, item);
    const number = listOf(list);
    // As many rows at once as take about a twentieth of a second, so that a cancel is heard.
    let size = 50;
    for (let from = 0; from < rows && serving > cancelled; ) {
      const began = performance.now();
      const answers = engine.tableAnswer(number, from, size);
      postMessage({ progress: { run, from, answers } });
      from += size;
      size = Math.max(10, Math.min(2_000, Math.round((size * 50) / Math.max(1, performance.now() - began))));
      await turn();
    }
    return { all: serving > cancelled, corrected: JSON.parse(engine.tableCorrected()) };
  },
};

const parts = new Parts();
const dead = (error: unknown) => postMessage({ dead: error instanceof Error ? error.message : String(error) });

let queue: Promise<void> | null = null;

/** Starts the whole library, when first something is asked of it. */
async function begin(): Promise<void> {
  await library.default({ module_or_path: await parts.tools() });
  engine = new library.Engine();
}

function start({ first, folder }: { first: boolean; folder: string | null }): void {
  if (first) parts.ask().then((module) => postMessage({ module }), dead);
  if (folder !== null) parts.fetch(folder).catch(dead);
}

onmessage = ({ data }: MessageEvent) => {
  try {
    if (data.start) return start(data.start);
    if (data.parts) return parts.take(data.parts);
    if (data.end) return parts.end();
  } catch (error) {
    return dead(error);
  }
  if (data.cancel) {
    cancelled = data.cancel;
    return;
  }
  const { id, name, args } = data as Call;
  queue = (queue ?? begin()).then(async () => {
    serving = id;
    try {
      postMessage({ id, gave: await calls[name](...args) });
    } catch (error) {
      // After a trap the module's memory is not to be trusted.
      const dead = error instanceof WebAssembly.RuntimeError || error instanceof RangeError;
      postMessage({ id, error: error instanceof Error ? error.message : String(error), dead });
    }
  });
  queue.catch(dead);
};
