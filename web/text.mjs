// Bytes as text of a page whose characters have two bytes each (UTF-16, little-endian); `decoded` in src/packed.ts is the way back.

/** What neither may stand in a page nor comes out of one as it went in: halves of pairs, NUL, line ends, what opens a tag, byte order marks. */
const isForbidden = (unit) => (unit >= 0xd800 && unit <= 0xdfff) || unit === 0 || unit === 0x0a || unit === 0x0d || unit === 0x3c || unit === 0xfeff || unit >= 0xfffe;

/** Numbers are written as characters from here on, of which none is special. */
const BASE = 0x4000;

/** Bytes of a piece, of which 14 bits are the number of a unit. */
export const PIECE = 1 << 14;

/** A piece, filled up to an even number of bytes: its checksum and the number of forbidden units in front, then where those stand, then all units, the forbidden ones with
 * their highest bit turned. */
export function asText(bytes) {
  const units = new Uint16Array((bytes.length + 1) >> 1);
  new Uint8Array(units.buffer).set(bytes);
  const turned = [];
  units.forEach((unit, at) => {
    if (!isForbidden(unit)) return;
    turned.push(BASE + at);
    units[at] ^= 0x8000;
  });
  const sum = [...turned, ...units].reduce((sum, unit) => (Math.imul(sum, 31) + unit) | 0, 0) >>> 0;
  const head = [BASE + (sum >>> 28), BASE + ((sum >>> 14) & 0x3fff), BASE + (sum & 0x3fff), BASE + turned.length, ...turned];
  return Buffer.concat([Buffer.from(Uint16Array.from(head).buffer), Buffer.from(units.buffer)]).toString("utf16le");
}
