/** As multiples of the last labels: as likely as each other, where a curve may begin late. */
const DELAYS = [0, 2, 16];

/** From so many labels a class on, fewer than one class in four hundred is without one, and a curve is past its beginning. */
const SETTLED_PER_CLASS = 6;

/**
 * By how many labels a curve may begin late, after so many. Of many classes some have no label yet, and the curve has yet to
 * begin to fall: a law that only ever slows down would go on too high.
 */
export function curveDelays(labels: number, classCount: number): readonly number[] {
  return mayBeginLate(labels, classCount) ? DELAYS : [0];
}

/** How late is not known then, nor where the curve ends. */
export function mayBeginLate(labels: number, classCount: number): boolean {
  return labels < SETTLED_PER_CLASS * classCount;
}
