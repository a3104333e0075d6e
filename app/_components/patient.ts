/** A request that got no answer by then is tried again. */
const patienceMs = 15_000;

/** A request that is given up when it takes too long. */
export function patient(init: RequestInit): RequestInit {
  return { ...init, signal: AbortSignal.timeout(patienceMs) };
}
