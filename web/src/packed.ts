/** The WebAssembly modules as they come with the page: packed, in parts, each in pieces of text or a file.
 *
 * There are two, of the same library: one with what an answer needs, which the page opens with, and one with all of it, which stays in the worker.
 * Both hold the matters, which are most of their bytes and come once: head, matters and tail of a module, one behind the other, are one stream. */

/** The parts in their order, with the bytes of each; known when the page is built. */
declare const PARTS: Record<string, number>;

const ASK = ["ask-head", "matters", "ask-tail"];
const TOOLS = ["tools-head", "matters", "tools-tail"];

type Bytes = Uint8Array<ArrayBuffer>;

/** Numbers are written as characters from here on. */
const BASE = 0x4000;

/** The bytes of a piece of text, two in each character, as `text.mjs` writes them. */
function decoded(text: string): Bytes {
  const number = (at: number) => text.charCodeAt(at) - BASE;
  const sum = (number(0) << 28) | (number(1) << 14) | number(2);
  const turned = number(3);
  const from = 4 + turned;
  const units = new Uint16Array(Math.max(0, text.length - from));
  let found = 0;
  for (let at = 4; at < from; at++) found = (Math.imul(found, 31) + text.charCodeAt(at)) | 0;
  for (let at = 0; at < units.length; at++) {
    const unit = text.charCodeAt(from + at);
    units[at] = unit;
    found = (Math.imul(found, 31) + unit) | 0;
  }
  if (found !== sum) throw new Error("damaged");
  for (let at = 0; at < turned; at++) units[number(4 + at)] ^= 0x8000;
  return new Uint8Array(units.buffer);
}

function compiled(packed: ReadableStream<Bytes>): Promise<WebAssembly.Module> {
  const response = new Response(packed.pipeThrough(new DecompressionStream("deflate-raw")), { headers: { "content-type": "application/wasm" } });
  return WebAssembly.compileStreaming(response);
}

/** Takes the parts in as they come, and compiles the module for answers while they do. */
export class Parts {
  private bytes: Record<string, Bytes[]> = {};
  private had: Record<string, number> = {};
  private whole!: () => void;
  private lacking!: (error: Error) => void;
  private all = new Promise<void>((done, failed) => ((this.whole = done), (this.lacking = failed)));
  private into: ReadableStreamDefaultController<Bytes> | null = null;

  constructor() {
    // Told to who waits for it, and to nobody otherwise.
    this.all.catch(() => {});
  }

  /** What an answer needs. */
  ask(): Promise<WebAssembly.Module> {
    return compiled(new ReadableStream({ start: (into) => void (this.into = into) }));
  }

  /** All of the library, when all has come. */
  async tools(): Promise<WebAssembly.Module> {
    await this.all;
    const blob = new Blob(TOOLS.flatMap((part) => this.bytes[part]));
    this.bytes = {};
    return compiled(blob.stream() as ReadableStream<Bytes>);
  }

  /** Pieces of text that stood in the page. */
  take(pieces: [part: string, text: string][]): void {
    // Pieces of a part go on together: each step of a stream costs more than its bytes do.
    for (let at = 0; at < pieces.length; ) {
      const [part] = pieces[at];
      const bytes: Bytes[] = [];
      for (; pieces[at]?.[0] === part; at++) bytes.push(decoded(pieces[at][1]));
      const all = new Uint8Array(bytes.reduce((length, piece) => length + piece.length, 0));
      bytes.reduce((from, piece) => (all.set(piece, from), from + piece.length), 0);
      this.add(part, all);
    }
  }

  /** The files of a folder. */
  async fetch(folder: string): Promise<void> {
    const files = Object.keys(PARTS).map(async (part) => {
      const response = await fetch(`${folder}${part}.deflate`);
      if (!response.ok) throw new Error(`${part}.deflate: ${response.status}`);
      return new Uint8Array(await response.arrayBuffer());
    });
    for (const [at, part] of Object.keys(PARTS).entries()) this.add(part, await files[at]);
    this.end();
  }

  /** Nothing more comes. */
  end(): void {
    const wrong = Object.keys(PARTS).find((part) => PARTS[part] !== this.had[part]);
    if (!wrong) return this.whole();
    const error = new Error(`damaged: ${wrong}`);
    this.into?.error(error);
    this.lacking(error);
  }

  private add(part: string, piece: Bytes): void {
    const had = this.had[part] ?? 0;
    // The last piece may have been filled up to a whole character.
    const bytes = piece.length - 1 === PARTS[part] - had ? piece.subarray(0, -1) : piece;
    (this.bytes[part] ??= []).push(bytes);
    this.had[part] = had + bytes.length;
    if (!ASK.includes(part)) return;
    this.into?.enqueue(bytes);
    if (part === ASK.at(-1) && this.had[part] === PARTS[part]) {
      this.into?.close();
      this.into = null;
    }
  }
}
