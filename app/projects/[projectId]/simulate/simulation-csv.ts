import type { SimulationReport } from "@/lib/contracts/simulations";

/** The points of all curves, one a line: median, lowest and highest accuracy of the seeds. */
export function simulationCsv({ strategies }: SimulationReport): string {
  const lines = strategies.flatMap(({ strategy, curve }) =>
    curve.map(({ labels, median, low, high }) => [strategy, labels, median, low, high].join(",")),
  );
  return `${["strategy,labels,median,low,high", ...lines].join("\r\n")}\r\n`;
}
