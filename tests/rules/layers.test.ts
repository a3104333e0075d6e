import { expect, test } from "vitest";
import { type Import, importsOf, packageOf, resolveLocally, withoutEnding } from "./imports";
import { clientMayImport, isWithin, type Layer, layerOf } from "./layers";
import { readSourceFiles, type SourceFile } from "./source-files";

const files = readSourceFiles();
const underRules = files.filter(({ path }) => !isWithin(path, ["tests", "bench"]));

test("every source file belongs to a layer", () => {
  expect(underRules.filter(({ path }) => !layerOf(withoutEnding(path))).map(({ path }) => path)).toEqual([]);
});

test("every file imports only what its layer may", () => {
  expect(underRules.flatMap(trespasses)).toEqual([]);
});

test("only lib/onnx imports ONNX Runtime, and only lib/tensorflow TensorFlow.js, in tests and benchmarks too", () => {
  const importers = (name: RegExp) =>
    files
      .filter(({ text }) => importsOf(text).some(({ specifier }) => name.test(specifier)))
      .map(({ path }) => path.split("/").slice(0, 2).join("/"));
  expect(importers(/^onnxruntime-/).filter((folder) => folder !== "lib/onnx")).toEqual([]);
  expect(importers(/^@tensorflow\//).filter((folder) => folder !== "lib/tensorflow")).toEqual([]);
});

test("lib/learning takes randomness, time and everything else as arguments", () => {
  const impure =
    /\bMath\.random|\bDate\.now|\bnew Date\b|\bperformance\.|\bprocess\.|\bglobalThis\b|\bfetch\(|\bsetTimeout\(/;
  const offenders = files
    .filter(({ path }) => path.startsWith("lib/learning/"))
    .flatMap(({ path, text }) => linesMatching(path, withoutComments(text), impure));
  expect(offenders).toEqual([]);
});

test("what runs in browsers reaches neither the server's code nor its environment", () => {
  expect(clientFiles().flatMap(clientTrespasses)).toEqual([]);
});

function trespasses({ path, text }: SourceFile): string[] {
  const layer = layerOf(withoutEnding(path));
  if (!layer) return [];
  return importsOf(text)
    .filter((one) => !mayImport(layer, path, one))
    .map(({ specifier }) => `${path} (${layer.name}) imports ${specifier}`);
}

function mayImport(layer: Layer, path: string, { specifier, typeOnly }: Import): boolean {
  const local = resolveLocally(path, specifier);
  if (local !== null) {
    return (
      isWithin(local, layer.folders) ||
      isWithin(local, layer.ours) ||
      (typeOnly && isWithin(local, layer.oursAsTypes ?? []))
    );
  }
  const name = packageOf(specifier);
  if (layer.packages) return layer.packages.includes(name);
  return !layer.forbiddenPackages?.includes(name);
}

/** Files marked "use client" and all they import; server actions ("use server") are calls, not imports. */
function clientFiles(): SourceFile[] {
  const byPath = new Map(files.map((file) => [withoutEnding(file.path), file]));
  const reached = new Set<SourceFile>();
  const reach = (file: SourceFile | undefined) => {
    if (!file || reached.has(file) || isMarked(file, "use server")) return;
    reached.add(file);
    for (const { specifier, typeOnly } of importsOf(file.text)) {
      const target = typeOnly ? null : resolveLocally(file.path, specifier);
      if (target !== null) reach(byPath.get(target));
    }
  };
  for (const file of files) if (isMarked(file, "use client")) reach(file);
  return [...reached];
}

function clientTrespasses({ path, text }: SourceFile): string[] {
  const imports = importsOf(text)
    .filter(({ specifier, typeOnly }) => {
      const local = resolveLocally(path, specifier);
      if (typeOnly) return false;
      return local === null ? packageOf(specifier) === "node:" : !isWithin(local, clientMayImport);
    })
    .map(({ specifier }) => `${path} (in the browser) imports ${specifier}`);
  return [...imports, ...linesMatching(path, withoutComments(text), /\bprocess\.env\b/)];
}

function isMarked({ text }: SourceFile, directive: string): boolean {
  return new RegExp(`^(\\s|//.*\\n|/\\*[\\s\\S]*?\\*/)*["']${directive}["']`).test(text);
}

function linesMatching(path: string, text: string, pattern: RegExp): string[] {
  return text
    .split("\n")
    .flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1} ${line.trim()}`] : []));
}

/** Blanks comments and keeps line numbers. A `//` inside a string goes too, which hides no call. */
function withoutComments(text: string): string {
  return text
    .replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, " "))
    .replace(/\/\/.*$/gm, "");
}
