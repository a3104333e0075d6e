const whole = new Intl.NumberFormat("en");

/** 11,289 */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** `1 label`, `1,204 labels` */
export function formatPlural(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(value)} ${value === 1 ? singular : plural}`;
}

/** A share as points with one decimal, without its sign: 0.841 → 84.1 */
export function formatPoints(share: number): string {
  return (share * 100).toFixed(1);
}

/** `84.1 %`; the space does not break. */
export function formatPercent(share: number): string {
  return `${formatPoints(share)}\u00a0%`;
}

/** `0.4 s`, `12 s`, `3 min`, `2 h`, `5 days` */
export function formatDuration(seconds: number): string {
  if (seconds < 9.95) return `${seconds.toFixed(1)}\u00a0s`;
  if (seconds < 100) return `${Math.round(seconds)}\u00a0s`;
  if (seconds < 100 * 60) return `${Math.round(seconds / 60)}\u00a0min`;
  if (seconds < 48 * 3600) return `${Math.round(seconds / 3600)}\u00a0h`;
  return `${Math.round(seconds / 86_400)} days`;
}

/** Whole seconds while it ticks: `4 s`, not `4.0 s`. */
export function formatAge(seconds: number): string {
  return seconds < 100 ? `${Math.max(0, Math.floor(seconds))}\u00a0s` : formatDuration(seconds);
}

/** `3.4 MB` */
export function formatBytes(bytes: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
  const value = bytes / 1000 ** power;
  return `${power > 0 && value < 100 ? value.toFixed(1) : Math.round(value)}\u00a0${units[power]}`;
}
