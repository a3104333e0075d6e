import { Z_95 } from "./normal-quantile";
/**
 * Wilson score interval (Wilson 1927) of a proportion after `successes` of `trials`, 95 % unless another
 * normal quantile is given. Without trials nothing is known: 0 to 1.
 */
export function wilsonInterval(successes: number, trials: number, z = Z_95): { low: number; high: number } {
  if (trials === 0) return { low: 0, high: 1 };
  const share = successes / trials;
  const centre = (share + (z * z) / (2 * trials)) / (1 + (z * z) / trials);
  const reach =
    (z / (1 + (z * z) / trials)) * Math.sqrt((share * (1 - share)) / trials + (z / (2 * trials)) ** 2);
  return { low: Math.max(0, centre - reach), high: Math.min(1, centre + reach) };
}
