import type { RowLabel } from "./round";
import type { RowLabels } from "./strategies/multi-label/multi-label-strategy";

/**
 * One class a label where samples may have several: the rarest of its classes, since a class that was met once is what
 * tells that others were not met yet; of equally rare ones the first. A label without classes gets `classCount`.
 */
export function rarestClasses(labels: readonly RowLabels[], classCount: number): RowLabel[] {
  const counts = new Int32Array(classCount);
  for (const { classes } of labels) for (const classIndex of classes) counts[classIndex]! += 1;
  const rarest = (classes: readonly number[]) =>
    classes.reduce((a, b) => (counts[b]! < counts[a]! || (counts[b] === counts[a] && b < a) ? b : a));
  return labels.map(({ row, classes }) => ({
    row,
    classIndex: classes.length === 0 ? classCount : rarest(classes),
  }));
}
