import fc from "fast-check";
import { expect, test } from "vitest";
import { readJsonl } from "@/lib/samples/readers/read-jsonl";
import { readAll, refusalsOf, textsOf } from "./read-all";

const jsonl = (content: string | Uint8Array) => readAll(readJsonl, content, "news.jsonl");

test("one object a line; numbers become text, other properties become metadata", async () => {
  const line = { text: "hello", label: 1, id: 42, group: "g", year: 2026, tags: ["a"], source: "web" };
  expect(await jsonl(`${JSON.stringify(line)}\n\n`)).toEqual([
    {
      kind: "text",
      place: "line 1",
      text: "hello",
      label: "1",
      externalId: "42",
      groupKey: "g",
      metadata: { year: "2026", tags: '["a"]', source: "web" },
    },
  ]);
});

test("names with a meaning are read in any case, as in CSV, and never shown as metadata", async () => {
  const line = { Text: "four", Label: "secret", " ID ": 7, GROUP: "g", Source: "web", Labels: ["x", "y"] };
  const known = { kind: "text", place: "line 1", text: "four", externalId: "7", groupKey: "g" };
  const read = await jsonl(JSON.stringify(line));
  expect(read).toEqual([{ ...known, label: "secret", metadata: { Source: "web", Labels: '["x","y"]' } }]);
  const sets = await readAll(
    (source, onBytes) => readJsonl({ ...source, task: "multi" }, onBytes),
    JSON.stringify(line),
  );
  expect(sets).toEqual([{ ...known, labels: ["x", "y"], metadata: { Source: "web" } }]);
});

test.each([
  ["42", "a number where an object is wanted"],
  ["null", "null where an object is wanted"],
  ['[{"text":"a"}]', "an array where one object is wanted (jq -c '.[]' writes one a line)"],
  ['{"label":"x"}', 'no "text"'],
  ['{"text":"a","label":"x","Label":"y"}', '"label" is there twice, in different spellings'],
  ['{"text":7}', '"text" is not a string'],
  ['{"text":" "}', "the text is empty"],
  ['{"text":"a","label":{}}', '"label" is neither a string nor a number'],
  [
    '{"text":"a","id":12345678901234567890}',
    '"id" is a number too large to keep exactly; write it in quotes',
  ],
  ['{"text":"a","x":1e400}', '"x" is a number too large to keep exactly; write it in quotes'],
  ['{"text":"\\ud800"}', '"text" holds half of a character (a lone surrogate)'],
  ['{"text":"a\\u0000"}', '"text" holds a NUL character'],
  ['{"text":"a","x\\u0000":1}', `"a column's name" holds a NUL character`],
])("%s is refused by its line, the next line is read", async (line, reason) => {
  const samples = await jsonl(`${line}\n{"text":"good"}\n`);
  expect(refusalsOf(samples)).toEqual([`line 1: ${reason}`]);
  expect(textsOf(samples)).toEqual(["good"]);
});

test("NaN and a last line that is cut off are refused as not valid JSON", async () => {
  const samples = await jsonl('{"text":"good"}\n{"text":NaN}\n{"text":"cut o');
  expect(textsOf(samples)).toEqual(["good"]);
  expect(refusalsOf(samples)).toEqual([
    expect.stringMatching(/^line 2: not valid JSON/),
    expect.stringMatching(/^line 3: not valid JSON .*; the file may have been cut off here$/),
  ]);
});

test("a hundred thousand nested arrays crash nothing", async () => {
  const deep = `{"text":"deep","x":${"[".repeat(100_000)}${"]".repeat(100_000)}}`;
  const samples = await jsonl(`${deep}\n{"text":"good"}\n`);
  expect(samples).toHaveLength(2);
  expect(textsOf(samples)).toContain("good");
});

test("__proto__ is a property like any other", async () => {
  const [sample] = await jsonl('{"text":"a","__proto__":"b"}\n');
  expect(Object.entries((sample as { metadata: object }).metadata)).toEqual([["__proto__", "b"]]);
});

test("any text comes back exactly (property)", async () => {
  const text = fc.string({ unit: "binary", minLength: 1 }).filter((value) => !value.includes("\0"));
  await fc.assert(
    fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 20 }), async (texts) => {
      const lines = texts.map((value) => JSON.stringify({ text: `T${value}` }));
      expect(textsOf(await jsonl(lines.join("\n")))).toEqual(texts.map((value) => `T${value}`));
    }),
    { numRuns: 100 },
  );
});
