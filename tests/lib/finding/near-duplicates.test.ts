import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, expect, test } from "vitest";
import { storeGraph } from "@/lib/encodings/graph-blob";
import { openGraphRows } from "@/lib/finding/graph-rows";
import { groupNearDuplicates, nearDuplicateThreshold } from "@/lib/finding/near-duplicates";
import { createFolderStore } from "@/lib/storage/folder-store";
import { circleGraph } from "../../use-cases/finding/arrange-finding";

const directory = mkdtempSync(join(tmpdir(), "winnow-graph-rows-"));
afterAll(() => rmSync(directory, { recursive: true, force: true }));
const blobs = createFolderStore(directory);

test("rows read one by one are those of the stored graph", async () => {
  const graph = circleGraph(
    Array.from({ length: 300 }, (_, i) => (i * 137.5) % 360),
    7,
  );
  const rows = await openGraphRows(blobs, await storeGraph(blobs, graph));
  expect([rows.rows, rows.k]).toEqual([300, 7]);
  const read = await rows.read([0, 299, 42, 42, 300]);
  expect([...read.keys()]).toEqual([0, 299, 42]);
  for (const [row, { neighbours, similarities }] of read) {
    expect(neighbours).toEqual(graph.neighbours.slice(row * 7, row * 7 + 7));
    expect(similarities).toEqual(graph.similarities.slice(row * 7, row * 7 + 7));
  }
});

test("near duplicates are nearer than a third of a usual neighbourhood", async () => {
  // 200 points a degree apart: the second neighbour, one for a hundred samples, is one degree away.
  const graph = circleGraph(
    Array.from({ length: 200 }, (_, i) => i),
    4,
  );
  const threshold = await nearDuplicateThreshold(await openGraphRows(blobs, await storeGraph(blobs, graph)));
  const degrees = (Math.acos(threshold + 1e-6) * 180) / Math.PI;
  expect(degrees).toBeCloseTo(1 / 3, 2);
});

test("in a pool of copies, copies are near duplicates", async () => {
  const graph = circleGraph(
    Array.from({ length: 20 }, () => 7),
    3,
  );
  const rows = await openGraphRows(blobs, await storeGraph(blobs, graph));
  const samples = Array.from({ length: 4 }, (_, row) => ({ row }));
  const groups = groupNearDuplicates(
    samples,
    await rows.read([0, 1, 2, 3]),
    await nearDuplicateThreshold(rows),
  );
  expect(groups).toEqual([samples]);
});

test("every sample is in one group, in order, alike to the group's first", () => {
  const angle = fc.integer({ min: 0, max: 359 });
  fc.assert(
    fc.property(
      fc.array(angle, { minLength: 5, maxLength: 40 }),
      fc.double({ min: 0.9, max: 0.9999 }),
      (degrees, threshold) => {
        const graph = circleGraph(degrees, 4);
        const part = (row: number) => [row * 4, row * 4 + 4] as const;
        const neighboursOf = new Map(
          degrees.map((_, row) => [
            row,
            {
              neighbours: graph.neighbours.slice(...part(row)),
              similarities: graph.similarities.slice(...part(row)),
            },
          ]),
        );
        const samples = degrees.map((_, row) => ({ row }));
        const groups = groupNearDuplicates(samples, neighboursOf, threshold);
        expect(
          groups
            .flat()
            .map(({ row }) => row)
            .sort((a, b) => a - b),
        ).toEqual(samples.map(({ row }) => row));
        expect(groups.map(([first]) => first!.row)).toEqual(
          groups.map(([first]) => first!.row).sort((a, b) => a - b),
        );
        for (const [first, ...rest] of groups) {
          for (const { row } of rest) {
            const apart = ((degrees[row]! - degrees[first!.row]!) * Math.PI) / 180;
            expect(Math.cos(apart)).toBeGreaterThanOrEqual(threshold - 1e-6);
          }
        }
      },
    ),
  );
});
