import { expect, test } from "vitest";
import { wordsOfEveryPage } from "@/app/_strings/pick-strings";
import { runtimeGraph, withoutEnding } from "./imports";
import { readSourceFiles } from "./source-files";

const files = readSourceFiles();
const graph = runtimeGraph(files);
const texts = new Map(files.map(({ path, text }) => [withoutEnding(path), text]));
const routes = [...texts.keys()].filter((path) => /^app\/(.*\/)?(page|layout|error|not-found)$/.test(path));

test("every page sends the words that its client components say, and no others", () => {
  const wrong = routes.flatMap((route) => {
    const [said, sent] = [wordsSaid(route), wordsSent(texts.get(route)!)];
    return said.join() === sent.join() ? [] : [`${route}: says ${said}, sends ${sent}`];
  });
  expect(wrong).toEqual([]);
  expect(wordsSaid("app/projects/[projectId]/label/page")).toEqual(["bench"]);
});

/** The files of the catalogue that the components of a route read, those of every page left out. */
function wordsSaid(route: string): string[] {
  const said = [...reachedFrom(route)].flatMap((path) => {
    return [...(texts.get(path) ?? "").matchAll(/\buseTranslations\(\s*"(\w+)/g)].map((match) => match[1]!);
  });
  return [...new Set(said)].filter((name) => !(wordsOfEveryPage as readonly string[]).includes(name)).sort();
}

function wordsSent(text: string): string[] {
  const lists = [...text.matchAll(/(?:<PageWords of|\bwords)=\{\[([^\]]*)\]\}/g)].map((match) => match[1]!);
  return [...new Set(lists.flatMap((list) => list.match(/\w+/g) ?? []))].sort();
}

function reachedFrom(path: string, reached = new Set<string>()): Set<string> {
  if (reached.has(path)) return reached;
  reached.add(path);
  for (const target of graph.get(texts.has(path) ? path : `${path}/index`) ?? [])
    reachedFrom(target, reached);
  return reached;
}
