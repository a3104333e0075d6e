/** About `count` round numbers from 0 on, the last at or above `most`; `most` above 0. */
export function ticksUpTo(most: number, count = 4): number[] {
  const rough = most / count;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= rough * 0.999)!;
  return Array.from({ length: Math.ceil(most / step - 1e-9) + 1 }, (_, i) => i * step);
}

/** Which of `count` names have room, counted from the newest, where each may take `room` of `width`. */
export function namedPlaces(count: number, width: number, room: number): ReadonlySet<number> {
  const every = Math.max(1, Math.ceil((count * room) / Math.max(1, width)));
  return new Set(
    Array.from({ length: count }, (_, place) => place).filter((place) => (count - 1 - place) % every === 0),
  );
}
