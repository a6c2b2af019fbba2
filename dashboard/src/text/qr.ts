// A text as a QR code (ISO/IEC 18004): bytes, error correction level M, versions 1 to 10, which is enough for
// 213 bytes. Answers rows of dark and light modules, without the quiet zone.

const eccPerBlock = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26];
const blockCounts = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
const levelM = 0;
export const qrBytesMax = 213;

export function qrCode(text: string): boolean[][] {
  const bytes = new TextEncoder().encode(text);
  let version = 1;
  while (version <= 10 && dataBytes(version) * 8 < 4 + countBits(version) + bytes.length * 8) version++;
  if (version > 10) throw new RangeError("the text is too long for a QR code of version 10");
  const code = new Code(version);
  code.drawCodewords(withCorrection(dataOf(bytes, version), version));
  return code.masked();
}

const countBits = (version: number) => (version < 10 ? 8 : 16);

function rawBytes(version: number): number {
  let modules = (16 * version + 128) * version + 64;
  if (version >= 2) {
    const count = Math.floor(version / 7) + 2;
    modules -= (25 * count - 10) * count - 55;
    if (version >= 7) modules -= 36;
  }
  return Math.floor(modules / 8);
}

const dataBytes = (version: number) => rawBytes(version) - eccPerBlock[version - 1]! * blockCounts[version - 1]!;

function dataOf(bytes: Uint8Array, version: number): number[] {
  const bits: number[] = [];
  const put = (value: number, length: number) => {
    for (let at = length - 1; at >= 0; at--) bits.push((value >>> at) & 1);
  };
  put(0b0100, 4); // bytes
  put(bytes.length, countBits(version));
  for (const byte of bytes) put(byte, 8);
  const capacity = dataBytes(version) * 8;
  put(0, Math.min(4, capacity - bits.length));
  put(0, (8 - (bits.length % 8)) % 8);
  for (let pad = 0xec; bits.length < capacity; pad ^= 0xec ^ 0x11) put(pad, 8);
  const data: number[] = [];
  for (let at = 0; at < bits.length; at += 8) data.push(Number.parseInt(bits.slice(at, at + 8).join(""), 2));
  return data;
}

/// Multiplies in GF(2^8) modulo x^8 + x^4 + x^3 + x^2 + 1.
function times(a: number, b: number): number {
  let product = 0;
  for (let at = 7; at >= 0; at--) {
    product = (product << 1) ^ ((product >>> 7) * 0x11d);
    product ^= ((b >>> at) & 1) * a;
  }
  return product;
}

function divisorOf(degree: number): number[] {
  const divisor = Array.from({ length: degree }, () => 0);
  divisor[degree - 1] = 1;
  let root = 1;
  for (let round = 0; round < degree; round++) {
    for (let at = 0; at < degree; at++) divisor[at] = times(divisor[at]!, root) ^ (divisor[at + 1] ?? 0);
    root = times(root, 2);
  }
  return divisor;
}

function remainderOf(data: number[], divisor: number[]): number[] {
  const rest = divisor.map(() => 0);
  for (const byte of data) {
    const factor = byte ^ rest.shift()!;
    rest.push(0);
    for (const [at, one] of divisor.entries()) rest[at]! ^= times(one, factor);
  }
  return rest;
}

/// Blocks with their error correction, interleaved.
function withCorrection(data: number[], version: number): number[] {
  const blocks = blockCounts[version - 1]!;
  const raw = rawBytes(version);
  const short = Math.floor(raw / blocks) - eccPerBlock[version - 1]!;
  const shortBlocks = blocks - (raw % blocks);
  const divisor = divisorOf(eccPerBlock[version - 1]!);
  const parts: number[][] = [];
  const ecc: number[][] = [];
  for (let block = 0, from = 0; block < blocks; block++) {
    const length = short + (block < shortBlocks ? 0 : 1);
    parts.push(data.slice(from, from + length));
    ecc.push(remainderOf(parts[block]!, divisor));
    from += length;
  }
  const interleaved = (rows: number[][]) =>
    Array.from({ length: Math.max(...rows.map((row) => row.length)) }, (_, at) => rows.flatMap((row) => row.slice(at, at + 1))).flat();
  return [...interleaved(parts), ...interleaved(ecc)];
}

class Code {
  readonly size: number;
  #version: number;
  #dark: boolean[][];
  #isFunction: boolean[][];

  constructor(version: number) {
    this.#version = version;
    this.size = 17 + 4 * version;
    const empty = () => Array.from({ length: this.size }, () => Array.from({ length: this.size }, () => false));
    this.#dark = empty();
    this.#isFunction = empty();
    this.#drawFunctions();
  }

  drawCodewords(bytes: number[]) {
    let bit = 0;
    for (let right = this.size - 1; right >= 1; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < this.size; step++) {
        for (const x of [right, right - 1]) {
          const isUpward = ((right + 1) & 2) === 0;
          const y = isUpward ? this.size - 1 - step : step;
          if (this.#isFunction[y]![x] || bit >= bytes.length * 8) continue;
          this.#dark[y]![x] = ((bytes[bit >>> 3]! >>> (7 - (bit & 7))) & 1) === 1;
          bit++;
        }
      }
    }
  }

  /// Under mask 0, which every reader takes as well as any other.
  masked(): boolean[][] {
    this.#drawFormat();
    return this.#dark.map((row, y) => row.map((dark, x) => (this.#isFunction[y]![x] ? dark : dark !== ((x + y) % 2 === 0))));
  }

  #set(x: number, y: number, dark: boolean) {
    this.#dark[y]![x] = dark;
    this.#isFunction[y]![x] = true;
  }

  #drawFunctions() {
    for (let at = 0; at < this.size; at++) {
      this.#set(6, at, at % 2 === 0);
      this.#set(at, 6, at % 2 === 0);
    }
    for (const [x, y] of [[3, 3], [this.size - 4, 3], [3, this.size - 4]] as const) this.#drawFinder(x, y);
    const places = this.#alignments();
    const last = places.length - 1;
    for (const [i, x] of places.entries()) {
      for (const [j, y] of places.entries()) {
        const isAtFinder = (i === 0 && j === 0) || (i === 0 && j === last) || (i === last && j === 0);
        if (!isAtFinder) this.#drawAlignment(x, y);
      }
    }
    this.#drawFormat();
    if (this.#version >= 7) this.#drawVersion();
  }

  #drawFinder(x: number, y: number) {
    for (let dy = -4; dy <= 4; dy++) {
      for (let dx = -4; dx <= 4; dx++) {
        const distance = Math.max(Math.abs(dx), Math.abs(dy));
        const isInside = x + dx >= 0 && x + dx < this.size && y + dy >= 0 && y + dy < this.size;
        if (isInside) this.#set(x + dx, y + dy, distance !== 2 && distance !== 4);
      }
    }
  }

  #drawAlignment(x: number, y: number) {
    for (let dy = -2; dy <= 2; dy++) {
      for (let dx = -2; dx <= 2; dx++) this.#set(x + dx, y + dy, Math.max(Math.abs(dx), Math.abs(dy)) !== 1);
    }
  }

  #alignments(): number[] {
    if (this.#version === 1) return [];
    const count = Math.floor(this.#version / 7) + 2;
    const step = Math.ceil((this.#version * 4 + 4) / (count * 2 - 2)) * 2;
    return [6, ...Array.from({ length: count - 1 }, (_, at) => this.size - 7 - step * (count - 2 - at))];
  }

  #drawFormat() {
    const data = levelM << 3; // mask 0
    let rest = data;
    for (let round = 0; round < 10; round++) rest = (rest << 1) ^ ((rest >>> 9) * 0x537);
    const bits = ((data << 10) | rest) ^ 0x5412;
    const bit = (at: number) => ((bits >>> at) & 1) === 1;
    for (let at = 0; at <= 5; at++) this.#set(8, at, bit(at));
    this.#set(8, 7, bit(6));
    this.#set(8, 8, bit(7));
    this.#set(7, 8, bit(8));
    for (let at = 9; at < 15; at++) this.#set(14 - at, 8, bit(at));
    for (let at = 0; at < 8; at++) this.#set(this.size - 1 - at, 8, bit(at));
    for (let at = 8; at < 15; at++) this.#set(8, this.size - 15 + at, bit(at));
    this.#set(8, this.size - 8, true);
  }

  #drawVersion() {
    let rest = this.#version;
    for (let round = 0; round < 12; round++) rest = (rest << 1) ^ ((rest >>> 11) * 0x1f25);
    const bits = (this.#version << 12) | rest;
    for (let at = 0; at < 18; at++) {
      const dark = ((bits >>> at) & 1) === 1;
      const a = this.size - 11 + (at % 3);
      const b = Math.floor(at / 3);
      this.#set(a, b, dark);
      this.#set(b, a, dark);
    }
  }
}
