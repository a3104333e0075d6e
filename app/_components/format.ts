import type { Language } from "@/lib/contracts/language-names";

/** Numbers as one language writes them. Spaces before units do not break. */
export interface Format {
  /** 11,289 */
  count(value: number): string;
  /** With exactly so many decimals: 0.42 */
  decimals(value: number, digits: number): string;
  /** With at most so many significant digits: 0.421 */
  significant(value: number, digits: number): string;
  /** A share as points with one decimal, without its sign: 0.841 → 84.1 */
  points(share: number): string;
  /** `84.1 %` */
  percent(share: number): string;
  /** `84 %` */
  wholePercent(share: number): string;
  /** `0.4 s`, `12 s`, `3 min`, `2 h`, `5 days` */
  duration(seconds: number): string;
  /** Working time: `40 s`, `12 min`, `1 h 10 min`, `14 h` */
  effort(seconds: number): string;
  /** `$24`, `$4.50`, `$0.024`, as the currency (ISO 4217) is written; without cents from ten on, with two digits at least. */
  money(value: number, currency: string): string;
  /** With exactly so many decimals, for what stands beside others: `$2.00`, `$10.00`. */
  amount(value: number, currency: string, digits: number): string;
  /** `$20.50`, to the cent unless it is whole. */
  price(value: number, currency: string): string;
  /** Whole seconds while it ticks: `4 s`, not `4.0 s`. */
  age(seconds: number): string;
  /** `3.4 MB` */
  bytes(bytes: number): string;
}

const made = new Map<Language, Format>();

/** One for each language: making the browser's formatters takes longer than using them. */
export function formatIn(language: Language): Format {
  const known = made.get(language) ?? makeFormat(language);
  made.set(language, known);
  return known;
}

function makeFormat(language: Language): Format {
  const whole = new Intl.NumberFormat(language, { maximumFractionDigits: 0 });
  const days = new Intl.NumberFormat(language, { style: "unit", unit: "day", unitDisplay: "long" });
  const plainBytes = new Intl.NumberFormat(language, { style: "unit", unit: "byte", unitDisplay: "long" });
  const byDigits = new Map<number, Intl.NumberFormat>();
  const decimals = (value: number, digits: number) => {
    const known =
      byDigits.get(digits) ??
      new Intl.NumberFormat(language, { minimumFractionDigits: digits, maximumFractionDigits: digits });
    byDigits.set(digits, known);
    return known.format(value).replace("-", "−");
  };
  const amount = (value: number, currency: string, digits: number | undefined) =>
    new Intl.NumberFormat(language, {
      style: "currency",
      currency,
      currencyDisplay: "narrowSymbol",
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
    })
      .format(value)
      // As other numbers below 0 are written.
      .replace("-", "−");
  const points = (share: number) => decimals(share * 100, 1);
  const duration = (seconds: number) => {
    if (seconds < 9.95) return `${decimals(seconds, 1)}\u00a0s`;
    if (seconds < 100) return `${whole.format(seconds)}\u00a0s`;
    if (seconds < 100 * 60) return `${whole.format(seconds / 60)}\u00a0min`;
    if (seconds < 48 * 3600) return `${whole.format(seconds / 3600)}\u00a0h`;
    return days.format(Math.round(seconds / 86_400));
  };
  return {
    count: (value) => whole.format(value),
    decimals,
    significant: (value, digits) =>
      new Intl.NumberFormat(language, { maximumSignificantDigits: digits }).format(value),
    points,
    percent: (share) => `${points(share)}\u00a0%`,
    wholePercent: (share) => `${whole.format(share * 100)}\u00a0%`,
    duration,
    effort: (seconds) => {
      const minutes = Math.round(seconds / 60);
      if (seconds < 59.5) return `${whole.format(seconds)}\u00a0s`;
      if (minutes < 60) return `${minutes}\u00a0min`;
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      if (hours >= 10) return `${whole.format(seconds / 3600)}\u00a0h`;
      return rest === 0 ? `${hours}\u00a0h` : `${hours}\u00a0h\u00a0${rest}\u00a0min`;
    },
    money: (value, currency) => amount(value, currency, digitsOf(value)),
    amount,
    price: (value, currency) =>
      new Intl.NumberFormat(language, {
        style: "currency",
        currency,
        currencyDisplay: "narrowSymbol",
        ...(Number.isInteger(value) && { minimumFractionDigits: 0 }),
      }).format(value),
    age: (seconds) =>
      seconds < 100 ? `${whole.format(Math.max(0, Math.floor(seconds)))}\u00a0s` : duration(seconds),
    bytes: (bytes) => {
      const power = Math.min(4, Math.floor(Math.log10(Math.max(1, bytes)) / 3));
      if (power === 0) return plainBytes.format(bytes);
      const value = bytes / 1000 ** power;
      return `${decimals(value, value < 100 ? 1 : 0)}\u00a0${["kB", "MB", "GB", "TB"][power - 1]}`;
    },
  };
}

/** None from ten on, as the currency has them below, and more where those would leave a single digit. */
function digitsOf(value: number): number | undefined {
  const size = Math.abs(value);
  if (size >= 10 || size === 0) return 0;
  return size < 0.1 ? Math.min(8, 1 - Math.floor(Math.log10(size))) : undefined;
}
