/** SHA-256 (FIPS 180-4) in plain JavaScript: for where Web Crypto is missing, and where the answer is wanted at once. */

export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** First 32 bits of the fractional parts of the cube (and square) roots of the first primes: FIPS 180-4, 4.2.2, 5.3.3. */
function rootFractions(count: number, root: (prime: number) => number): Uint32Array {
  const fractions = new Uint32Array(count);
  let found = 0;
  for (let candidate = 2; found < count; candidate++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) if (candidate % divisor === 0) prime = false;
    if (prime) fractions[found++] = (root(candidate) % 1) * 2 ** 32;
  }
  return fractions;
}
const ROUND_CONSTANTS = rootFractions(64, Math.cbrt);

/** The digest in plain JavaScript: 32 bytes. */
export function sha256Digest(bytes: Uint8Array): Uint8Array {
  const hash = rootFractions(8, Math.sqrt);
  const paddedLength = ((bytes.length + 8) >> 6 << 6) + 64;
  const tail = new Uint8Array(paddedLength - (bytes.length >> 6 << 6));
  tail.set(bytes.subarray(bytes.length >> 6 << 6));
  tail[bytes.length & 63] = 0x80;
  const tailView = new DataView(tail.buffer);
  tailView.setUint32(tail.length - 8, Math.floor(bytes.length / 2 ** 29));
  tailView.setUint32(tail.length - 4, (bytes.length << 3) >>> 0);

  const schedule = new Uint32Array(64);
  const whole = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const wholeLength = bytes.length >> 6 << 6;
  for (let offset = 0; offset < wholeLength; offset += 64) compress(hash, schedule, whole, offset);
  for (let offset = 0; offset < tail.length; offset += 64) compress(hash, schedule, tailView, offset);

  const digest = new Uint8Array(32);
  const view = new DataView(digest.buffer);
  hash.forEach((word, index) => view.setUint32(index * 4, word));
  return digest;
}

function rotate(word: number, bits: number): number {
  return (word >>> bits) | (word << (32 - bits));
}

/** One block of 64 bytes: FIPS 180-4, 6.2.2. */
function compress(hash: Uint32Array, w: Uint32Array, block: DataView, offset: number): void {
  for (let t = 0; t < 16; t++) w[t] = block.getUint32(offset + t * 4);
  for (let t = 16; t < 64; t++) {
    const before15 = w[t - 15]!;
    const before2 = w[t - 2]!;
    const s0 = rotate(before15, 7) ^ rotate(before15, 18) ^ (before15 >>> 3);
    const s1 = rotate(before2, 17) ^ rotate(before2, 19) ^ (before2 >>> 10);
    w[t] = w[t - 16]! + s0 + w[t - 7]! + s1;
  }
  let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number];
  for (let t = 0; t < 64; t++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + ROUND_CONSTANTS[t]! + w[t]!) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => (hash[index] = hash[index]! + word));
}
