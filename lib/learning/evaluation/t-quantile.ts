import { Z_95 } from "./normal-quantile";

/** Of one and of two degrees of freedom, where the expansion fails. */
const exactly = [12.7062, 4.3027];

/**
 * Quantile of Student's t at 97.5 % for so many degrees of freedom (at least 1), from 3 on by the expansion of Cornish &
 * Fisher around the normal one (Abramowitz & Stegun 26.7.5): exact to 0.01 from 4 degrees on.
 */
export function tQuantile95(degrees: number): number {
  const exact = exactly[degrees - 1];
  if (exact !== undefined) return exact;
  const z = Z_95;
  const [z3, z5, z7] = [z ** 3, z ** 5, z ** 7];
  return (
    z +
    (z3 + z) / (4 * degrees) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * degrees ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * degrees ** 3)
  );
}
