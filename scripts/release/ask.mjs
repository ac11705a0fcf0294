// The functions of lvzhi.h from JavaScript: node ask.mjs 老板欠我们工钱不给
// The module asks for nothing of its host. Texts are bytes in its memory; the page that is added here is the caller's own.
import { readFileSync } from "node:fs";

const UTF8 = 1;
const module = await WebAssembly.instantiate(readFileSync(new URL("../lvzhi.wasm", import.meta.url)));
const { memory, lvzhi_answer_text } = module.instance.exports;
const [PAGE, ROOM] = [65536, 32768];
const mine = memory.grow(1) * PAGE; // question, then answer, then the length that is needed
const answer = mine + 16384, needed = answer + ROOM;

export function ask(question) {
    const text = new TextEncoder().encode(question);
    if (text.length > 16384) throw new RangeError(`${text.length} bytes: at most 16384 in this example`);
    new Uint8Array(memory.buffer).set(text, mine);
    const status = lvzhi_answer_text(0, mine, text.length, UTF8, 0, answer, ROOM, needed);
    if (status < 0) throw new Error(`lvzhi_answer_text: ${status}`);
    // The memory may have grown: a view is good for one call.
    const length = new DataView(memory.buffer).getUint32(needed, true) - 1;
    return new TextDecoder().decode(new Uint8Array(memory.buffer, answer, length));
}

console.log(ask(process.argv[2] ?? "老板欠我们工钱不给"));
