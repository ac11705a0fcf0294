/** The WebAssembly module: found in the page, in a file beside it, or given as bytes. */

import init, { Engine } from "../generated/engine.js";

/** The bytes of a packed module. */
export async function unpack(packed: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const stream = new Blob([packed as BlobPart]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

/** The packed module that stands in the page as text; nothing where the page was built with the module apart. */
export function inPage(): Uint8Array | null {
  const text = document.getElementById("module")?.textContent?.trim();
  if (!text) return null;
  const bytes = atob(text);
  const packed = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at++) packed[at] = bytes.charCodeAt(at);
  return packed;
}

/** Starts the library in this thread. */
export async function start(bytes: Uint8Array<ArrayBuffer>): Promise<{ engine: Engine; memory: WebAssembly.Memory }> {
  const { memory } = await init({ module_or_path: await WebAssembly.compile(bytes) });
  return { engine: new Engine(), memory };
}
