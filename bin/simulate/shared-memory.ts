/**
 * The same record with its arrays of numbers in shared memory: a thread that it is sent to reads the very same bytes,
 * where it would get a copy of its own. Nobody writes to them any more.
 */
export function inSharedMemory<Shape extends object>(record: Shape): Shape {
  const entries = Object.entries(record).map(([name, value]) => [
    name,
    isNumbers(value) ? shared(value) : value,
  ]);
  return Object.fromEntries(entries) as Shape;
}

/** Zeros, to be filled before any thread is started. */
export function sharedFloats(length: number): Float32Array {
  return new Float32Array(new SharedArrayBuffer(length * Float32Array.BYTES_PER_ELEMENT));
}

type Numbers = Float32Array | Int32Array;

function isNumbers(value: unknown): value is Numbers {
  return value instanceof Float32Array || value instanceof Int32Array;
}

function shared(values: Numbers): Numbers {
  const memory = new SharedArrayBuffer(values.byteLength);
  const copy = values instanceof Float32Array ? new Float32Array(memory) : new Int32Array(memory);
  copy.set(values);
  return copy;
}
