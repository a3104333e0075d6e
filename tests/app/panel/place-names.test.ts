import { expect, test } from "vitest";
import {
  alongLevel,
  type Box,
  besideEnd,
  type Pixel,
  placeNames,
} from "@/app/projects/[projectId]/_panel/place-names";

const frame: Box = { left: 0, right: 800, top: 0, bottom: 300 };
const name = (end: Pixel) => ({ width: 100, places: besideEnd(end) });
const level = (y: number) => ({ width: 100, places: alongLevel([0, y], [800, y]) });
const beside = { dx: 11, dy: 0, anchor: "start" };

test("a name stands right beside the end of its line", () => {
  const line: Pixel[] = [
    [0, 200],
    [400, 100],
  ];
  expect(placeNames([name([400, 100])], [line], frame)).toEqual([{ at: [400, 100], ...beside }]);
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
  const placed = placeNames([name([600, 101]), name([200, 112])], [own, short], frame);
  expect(placed).toMatchObject([
    { ...beside, dy: 15 },
    { ...beside, dy: 15 },
  ]);
});

test("two names at one place stand one below the other", () => {
  const placed = placeNames([name([400, 100]), name([400, 102])], [], frame);
  expect(placed.map(({ dy }) => dy)).toEqual([0, 15]);
});

test("a name that has no room to its right stands to the left, within the frame", () => {
  expect(placeNames([name([790, 100])], [], frame)).toMatchObject([{ dx: -11, dy: 0, anchor: "end" }]);
  expect(placeNames([name([400, 299])], [], frame)).toMatchObject([{ ...beside, dy: -15 }]);
});

test("a level's name leaves the side where a curve or another name stands", () => {
  expect(placeNames([level(100)], [], frame)).toMatchObject([{ at: [0, 100], dx: 6, dy: -9 }]);
  const early: Pixel[] = [
    [20, 200],
    [40, 60],
  ];
  expect(placeNames([level(100)], [early], frame)).toMatchObject([{ at: [800, 100], anchor: "end", dy: -9 }]);
  const placed = placeNames([name([680, 85]), level(100)], [early], frame);
  expect(placed[1]).toMatchObject({ at: [800, 100], dy: 9 });
});
