/** The library for those who build their own page: `const lvzhi = await load()`, then `lvzhi.classify(0, "老板欠我们工钱不给")`. */

import init, { Engine } from "../generated/engine.js";

export { Engine };
export type * from "./types";

/** Loads the module and gives a library with the list built in. `source` is the module's bytes or where they are, by default `lvzhi.wasm` beside this file. */
export async function load(source: URL | string | BufferSource = new URL("lvzhi.wasm", import.meta.url)): Promise<Engine> {
  const bytes = typeof source === "string" || source instanceof URL ? await (await fetch(source)).arrayBuffer() : source;
  await init({ module_or_path: await WebAssembly.compile(bytes) });
  return new Engine();
}
