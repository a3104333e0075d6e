import { expect, test } from "vitest";
import { searchClasses } from "@/app/projects/[projectId]/label/_bench/search-classes";
import { intentNames } from "../../setup/intents";

const classes = ["card_arrival", "lost card", "discard", "Card", "Éclair"].map((name, position) => ({
  id: name,
  name,
  description: "",
  examples: [],
  position,
  keys: { digit: null, letter: null },
}));
const find = (typed: string) => searchClasses(classes, typed).map(({ name }) => name);

test("whole names come first, then beginnings, then words, then the rest", () => {
  expect(find("card")).toEqual(["Card", "card_arrival", "lost card", "discard"]);
});

test("underscores are spaces, and accents do not matter", () => {
  expect(find("card arr")).toEqual(["card_arrival"]);
  expect(find("ecl")).toEqual(["Éclair"]);
});

test("nothing typed finds all in their order", () => {
  expect(find(" ")).toHaveLength(classes.length);
});

test("what no name holds finds nothing", () => {
  expect(find("xyz")).toEqual([]);
});

test("the letters of words one after the other find a class", () => {
  const lost = classes.filter(({ name }) => name === "lost card");
  expect(searchClasses(lost, "lc")).toEqual(lost);
  expect(searchClasses(lost, "lx")).toEqual([]);
});

const intents = intentNames.map((name, position) => {
  return { id: name, name, description: "", examples: [], position, keys: { digit: null, letter: null } };
});

/** How few keys bring the class to the top: letters from the beginning of its name, or of its words. */
function keysUntilFirst(name: string): number {
  const plain = name.replaceAll("_", " ");
  const initials = plain
    .split(" ")
    .map((word) => word.slice(0, 1))
    .join("");
  const typings = [plain, initials].flatMap((whole) =>
    [...whole].map((_, index) => whole.slice(0, index + 1)),
  );
  const found = typings.filter((typed) => searchClasses(intents, typed)[0]?.name === name);
  return Math.min(...found.map(({ length }) => length));
}

test("of 150 classes, half are first in the list after two keys, and all are found", () => {
  const keys = intents.map(({ name }) => keysUntilFirst(name)).sort((a, b) => a - b);
  expect(keys).toHaveLength(150);
  expect(keys[75]).toBeLessThanOrEqual(2);
  expect(keys.at(-1)).toBeLessThan(Number.POSITIVE_INFINITY);
});
