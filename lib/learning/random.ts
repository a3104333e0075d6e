/** A seeded source of randomness; the only one `lib/learning` may use. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform integer in 0..n-1. */
  integer(n: number): number;
  /** Standard normal (Box & Muller 1958). */
  normal(): number;
  /** A random permutation of 0..n-1 (Fisher & Yates). */
  permutation(n: number): Int32Array;
  /** An independent stream named `purpose`, so that adding a draw in one place changes no other. */
  fork(purpose: string): Random;
}

/** Seeded generator: sfc32 (Doty-Humphrey 2010), seeded through a 32-bit FNV-1a hash. */
export function createRandom(seed: number, purpose = ""): Random {
  const key = `${seed}/${purpose}`;
  let [a, b, c, counter] = [fnv1a(key, 1), fnv1a(key, 2), fnv1a(key, 3), 1];
  const nextUint32 = () => {
    const t = (a + b + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 15; i++) nextUint32();

  const next = () => nextUint32() / 4294967296;
  const integer = (n: number) => Math.floor(next() * n);
  return {
    next,
    integer,
    normal: () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next()),
    permutation: (n) => {
      const order = Int32Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = integer(i + 1);
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      return order;
    },
    fork: (name) => createRandom(seed, `${purpose}/${name}`),
  };
}

/** FNV-1a over UTF-16 code units, with a round number mixed in first. */
export function fnv1a(text: string, round = 0): number {
  let hash = (2166136261 ^ Math.imul(round, 0x9e3779b9)) | 0;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 16777619);
  hash ^= hash >>> 15;
  return Math.imul(hash, 0x2c1b3c6d) ^ (hash >>> 12);
}
