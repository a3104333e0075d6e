import type { SimulationReport } from "@/lib/contracts/simulations";
import type { CsvValue } from "../../../_components/csv";

/** The points of all curves, one a line: median, lowest and highest accuracy of the seeds. */
export function simulationCsv({ strategies }: SimulationReport): CsvValue[][] {
  const lines = strategies.flatMap(({ strategy, curve }) =>
    curve.map(({ labels, median, low, high }) => [strategy, labels, median, low, high]),
  );
  return [["strategy", "labels", "median", "low", "high"], ...lines];
}
