import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { classColor, classShape } from "@/app/_components/class-color";
import {
  ciede2000,
  contrastOf,
  labOf,
  linearOfHex,
  seenBy,
  type Triple,
  visionNames,
} from "./color-difference";

const css = readFileSync("app/globals.css", "utf8");
const themes = ["light", "dark"] as const;
type Theme = (typeof themes)[number];

/** A variable of globals.css in one theme. */
function colorOf(name: string, theme: Theme): string {
  const found = new RegExp(`--${name}: light-dark\\((#[0-9a-f]{6}), (#[0-9a-f]{6})\\)`).exec(css);
  return found![theme === "light" ? 1 : 2]!;
}

const classColors = (theme: Theme) => Array.from({ length: 8 }, (_, i) => colorOf(`class-${i}`, theme));

// Pairs 1, 7, 17, 20 and 25 of the data that Sharma, Wu and Dalal publish with their paper.
test.each<[Triple, Triple, number]>([
  [[50, 2.6772, -79.7751], [50, 0, -82.7485], 2.0425],
  [[50, 0, 0], [50, -1, 2], 2.3669],
  [[50, 2.5, 0], [73, 25, -18], 27.1492],
  [[50, 2.5, 0], [50, 3.2592, 0.335], 1.0],
  [[60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387], 1.2644],
])("the colour difference of %j and %j is the published one", (first, second, expected) => {
  expect(ciede2000(first, second)).toBeCloseTo(expected, 4);
});

describe.each(themes)("in the %s theme", (theme) => {
  test.each(visionNames)("eight class colours differ by ΔE00 of at least 10 with %s vision", (vision) => {
    const seen = classColors(theme).map((hex) => labOf(seenBy(vision, linearOfHex(hex))));
    const differences = seen.flatMap((one, i) => seen.slice(i + 1).map((other) => ciede2000(one, other)));
    expect(differences).toHaveLength(28);
    expect(Math.min(...differences)).toBeGreaterThanOrEqual(10);
  });

  test("class colours stand out from every ground they are shown on by 3:1", () => {
    for (const ground of ["surface", "sunken", "accent-soft"]) {
      for (const hex of classColors(theme)) {
        expect(contrastOf(hex, colorOf(ground, theme)), `${hex} on ${ground}`).toBeGreaterThanOrEqual(3);
      }
    }
  });
});

test("a colour that comes again comes with another shape, six times over", () => {
  const looks = Array.from(
    { length: 48 },
    (_, position) => `${classColor(position)} ${classShape(position)}`,
  );
  expect(new Set(looks).size).toBe(48);
  expect(classColor(8)).toBe(classColor(0));
});
