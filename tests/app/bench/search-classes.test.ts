import { expect, test } from "vitest";
import { searchClasses } from "@/app/projects/[projectId]/label/_bench/search-classes";

const classes = ["card_arrival", "lost card", "discard", "Card", "Éclair"].map((name, position) => ({
  id: name,
  name,
  description: "",
  examples: [],
  position,
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
