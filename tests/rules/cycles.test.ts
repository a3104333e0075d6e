import { expect, test } from "vitest";
import { runtimeGraph } from "./imports";
import { readSourceFiles } from "./source-files";

test("no file imports itself, however far around", () => {
  expect(findCycles(runtimeGraph(readSourceFiles()))).toEqual([]);
});

test("a cycle of three files is found", () => {
  const graph = new Map([
    ["a", ["b"]],
    ["b", ["c", "d"]],
    ["c", ["a"]],
    ["d", []],
  ]);
  expect(findCycles(graph)).toEqual(["a -> b -> c -> a"]);
});

/** Depth first; a target that is still on the path closes a cycle. */
function findCycles(graph: ReadonlyMap<string, readonly string[]>): string[] {
  const done = new Set<string>();
  const cycles: string[] = [];
  const visit = (node: string, path: readonly string[]) => {
    if (path.includes(node)) {
      cycles.push([...path.slice(path.indexOf(node)), node].join(" -> "));
      return;
    }
    if (done.has(node)) return;
    for (const target of graph.get(node) ?? []) visit(target, [...path, node]);
    done.add(node);
  };
  for (const node of graph.keys()) visit(node, []);
  return cycles;
}
