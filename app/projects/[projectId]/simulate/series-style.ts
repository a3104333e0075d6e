import type { SimulationReport } from "@/lib/contracts/simulations";

export interface SeriesStyle {
  readonly color: string;
  readonly dash: string;
}

/** Strategies by hue and dash, so that they are told apart without colours, too; random labeling is grey. */
const styles: readonly SeriesStyle[] = [
  { color: "var(--class-1)", dash: "" },
  { color: "var(--class-0)", dash: "9 3" },
  { color: "var(--class-2)", dash: "3 3" },
  { color: "var(--class-3)", dash: "9 3 3 3" },
];
const baseline: SeriesStyle = { color: "var(--muted)", dash: "5 4" };

export function seriesStyle({ strategies }: SimulationReport, strategy: string): SeriesStyle {
  const place = strategies.findIndex((one) => one.strategy === strategy);
  return place === strategies.length - 1 ? baseline : styles[place % styles.length]!;
}
