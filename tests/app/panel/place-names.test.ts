import { expect, test } from "vitest";
import { type Box, type Pixel, placeNames } from "@/app/projects/[projectId]/_panel/place-names";

const frame: Box = { left: 0, right: 800, top: 0, bottom: 300 };
const nothing = { frame, taken: [] };
const name = (end: Pixel) => ({ end, width: 100 });
const atOnce = { dx: 11, dy: 0, anchor: "start" };

test("a name stands right beside the end of its line", () => {
  const line: Pixel[] = [
    [0, 200],
    [400, 100],
  ];
  expect(placeNames([name([400, 100])], [line], nothing)).toEqual([atOnce]);
});

test("it steps aside for a line that goes on through its place", () => {
  const own: Pixel[] = [
    [0, 120],
    [700, 98],
  ];
  const short: Pixel[] = [
    [0, 200],
    [200, 112],
  ];
  const places = placeNames([name([600, 101]), name([200, 112])], [own, short], nothing);
  expect(places).toEqual([
    { ...atOnce, dy: 15 },
    { ...atOnce, dy: 15 },
  ]);
});

test("two names at one place stand one below the other", () => {
  const places = placeNames([name([400, 100]), name([400, 102])], [], nothing);
  expect(places.map(({ dy }) => dy)).toEqual([0, 15]);
});

test("what stands there already is not covered", () => {
  const taken = [{ left: 420, right: 480, top: 90, bottom: 110 }];
  expect(placeNames([name([400, 100])], [], { frame, taken })[0]).toEqual({ ...atOnce, dy: 30 });
});

test("a name that has no room to its right stands to the left, within the frame", () => {
  expect(placeNames([name([790, 100])], [], nothing)[0]).toEqual({ dx: -11, dy: 0, anchor: "end" });
  expect(placeNames([name([400, 299])], [], nothing)[0]).toEqual({ ...atOnce, dy: -15 });
});
