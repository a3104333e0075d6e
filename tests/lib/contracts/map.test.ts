import { expect, test } from "vitest";
import { createMapPoints, type MapHeader, noClass, packMap, unpackMap } from "@/lib/contracts/map";

const header: MapHeader = {
  state: "ready",
  poolRows: 5,
  placedRows: 4,
  points: 3,
  modelNumber: 2,
  classes: [
    { id: "0190a7d4-0000-7000-8000-000000000001", name: "Größe „x“", position: 0, isArchived: false },
  ],
  sets: null,
};

test.each(["", "a", "ab", "abcdefg"])(
  "what is packed is unpacked again, wherever the header ends (%j)",
  (more) => {
    const points = createMapPoints(3);
    points.sampleIds.set([1, 2 ** 40, 3]);
    points.x.set([0, 65_535, 7]);
    points.y.set([1, 2, 3]);
    points.labels[1] = 0;
    points.predictions[2] = 0;
    points.slots[1] = 2;
    points.scores.set([255, 0, 254]);
    const named = { ...header, classes: header.classes.map((one) => ({ ...one, name: one.name + more })) };
    const { buffer } = packMap(named, points);
    expect(unpackMap(buffer)).toEqual({ header: named, points });
  },
);

test("new points say of nothing that there is something", () => {
  const points = createMapPoints(2);
  expect([...points.labels, ...points.predictions]).toEqual([noClass, noClass, noClass, noClass]);
  expect([...points.slots, ...points.scores]).toEqual([255, 255, 255, 255]);
});

test("bytes that are missing are an error, not fewer points", () => {
  const { buffer } = packMap(header, createMapPoints(3));
  expect(() => unpackMap(buffer.slice(0, -1))).toThrow(RangeError);
});
