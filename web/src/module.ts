/** The WebAssembly module: found in the page, in a file beside it, or given as bytes. */

import init, { Engine } from "../generated/engine.js";

/** The packed module that stands in the page as text; nothing where the page was built with the module apart. */
export function inPage(): Uint8Array<ArrayBuffer> | null {
  const text = document.getElementById("module")?.textContent?.trim();
  if (!text) return null;
  // Newer browsers do this at once.
  const own = (Uint8Array as unknown as { fromBase64?: (text: string) => Uint8Array<ArrayBuffer> }).fromBase64;
  if (own) return own.call(Uint8Array, text);
  const bytes = atob(text);
  const packed = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) packed[at] = bytes.charCodeAt(at);
  return packed;
}

/** Starts the library in this thread, from the packed module. It is compiled while it is unpacked. */
export async function start(packed: Uint8Array<ArrayBuffer>): Promise<{ engine: Engine; memory: WebAssembly.Memory }> {
  const unpacked = new Blob([packed]).stream().pipeThrough(new DecompressionStream("gzip"));
  const response = new Response(unpacked, { headers: { "content-type": "application/wasm" } });
  const { memory } = await init({ module_or_path: await WebAssembly.compileStreaming(response) });
  return { engine: new Engine(), memory };
}
