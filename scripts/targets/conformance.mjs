// The conformance file through the functions of the WebAssembly module: node conformance.mjs lvzhi.wasm conformance.jsonl
import { readFileSync } from "node:fs";

const [wasm, file] = process.argv.slice(2);
const { instance } = await WebAssembly.instantiate(readFileSync(wasm));
const { memory, lvzhi_classify_json } = instance.exports;
const ROOM = 1 << 20;
const text = memory.grow(2 * ROOM / 65536) * 65536, buffer = text + ROOM - 8, needed = buffer + ROOM;

// What the file says is in what the module says, which says more: names and bodies.
function holds(said, wanted) {
    if (wanted === null || typeof wanted !== "object") return said === wanted;
    if (Array.isArray(wanted) && said?.length !== wanted.length) return false;
    return Object.keys(wanted).every((key) => holds(said?.[key], wanted[key]));
}
const errors = { empty: -9, too_long: -10 };

let passed = 0;
for (const line of readFileSync(file, "utf8").split("\n").filter((line) => line.startsWith('{"q":'))) {
    const { q, answer, error } = JSON.parse(line);
    const bytes = new TextEncoder().encode(q);
    new Uint8Array(memory.buffer).set(bytes, text);
    const status = lvzhi_classify_json(0, text, bytes.length, 1, 0, buffer, ROOM, needed);
    let said = status;
    if (status >= 0) {
        const length = new DataView(memory.buffer).getUint32(needed, true) - 1;
        said = JSON.parse(new TextDecoder().decode(new Uint8Array(memory.buffer, buffer, length)));
    }
    if (!holds(said, error ? errors[error] : answer)) {
        console.error(`${q}\n${JSON.stringify(said)}\n${line}`);
        process.exit(1);
    }
    passed++;
}
if (passed === 0) throw new Error("no queries");
console.log(`${passed} queries of the conformance file: the same answers`);
