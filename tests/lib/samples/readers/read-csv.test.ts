import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { expect, test } from "vitest";
import { importLimits } from "@/lib/samples/limits";
import { readCsv } from "@/lib/samples/readers/read-csv";
import { readAll, refusalsOf, textsOf } from "./read-all";

const csv = (content: string | Uint8Array) => readAll(readCsv, content, "news.csv");

test("text, label, id and group are known by name, all else is metadata", async () => {
  const [sample] = await csv("id,text,Label,group,source\n7,hello, ham ,g1,web\n");
  expect(sample).toEqual({
    kind: "text",
    place: "line 2",
    text: "hello",
    label: "ham",
    externalId: "7",
    groupKey: "g1",
    metadata: { source: "web" },
  });
});

test.each([
  ["comma", 'text,label\n"a,b",x\n'],
  ["semicolon", 'text;label\n"a,b";x\n'],
  ["tab", "text\tlabel\na,b\tx\n"],
  ["byte order mark", '\uFEFFtext,label\n"a,b",x\n'],
  ["CRLF", 'text,label\r\n"a,b",x\r\n'],
  ["CR", 'text,label\r"a,b",x\r'],
  ["no last line end", 'text,label\n"a,b",x'],
])("reads a file with %s", async (_, content) => {
  expect(await csv(content)).toMatchObject([{ text: "a,b", label: "x" }]);
});

test("quoted texts keep line ends and doubled quotes, and lines are counted through them", async () => {
  const samples = await csv('text\n"a\r\nb ""c"""\nlast\n');
  expect(textsOf(samples)).toEqual(['a\r\nb "c"', "last"]);
  expect(samples[1]!.place).toBe("line 4");
});

test("ragged lines, text behind a closing quote and empty texts are refused by line, the rest is read", async () => {
  const samples = await csv('text,label\ngood,x\na,b,c\nlonely\n"bad"quote,x\n  ,x\nalso good,y\n');
  expect(textsOf(samples)).toEqual(["good", "also good"]);
  expect(refusalsOf(samples)).toEqual([
    "line 3: 3 fields where the header has 2",
    "line 4: 1 fields where the header has 2",
    "line 5: text stands right behind a closing quote; a quote inside quotes is doubled",
    "line 6: the text is empty",
  ]);
});

test("a column called __proto__ is a column", async () => {
  const [sample] = await csv("text,__proto__,constructor\na,b,c\n");
  expect(Object.entries((sample as { metadata: object }).metadata)).toEqual([
    ["__proto__", "b"],
    ["constructor", "c"],
  ]);
});

test("a column without a name, as pandas writes its index, is numbered", async () => {
  expect(await csv(",text\n0,a\n")).toMatchObject([{ text: "a", metadata: { "column 1": "0" } }]);
});

test.each([
  ["an empty file", "", /news\.csv is empty/],
  ["only blanks", " \n\n", /begins with 3 bytes of blanks/],
  ["no text column", "title,label\na,b\n", /no column named "text". It names "title", "label"/],
  ["a column twice", "text,a,a\nx,1,2\n", /names the column "a" twice/],
  ["text twice", "text,Text\nx,1\n", /twice/],
  ["an open quote", 'text,label\ngood,x\n"never closed,x\nmore,y\n', /line 3 of news\.csv is never closed/],
  ["too many columns", `text,${Array.from({ length: 1000 }, (_, i) => `c${i}`)}\n`, /1001 columns/],
  ["a zip", Buffer.from("504b0304deadbeef", "hex"), /a zip archive or an Excel workbook/],
  ["a PNG", Buffer.from("89504e470d0a1a0a0000", "hex"), /a PNG image, not a text file/],
  ["noise", Buffer.from(Array.from({ length: 999 }, (_, i) => (i * 7919) % 256)), /a binary file/],
  ["Latin-1", Buffer.from("text\ncaf\xe9\n", "latin1"), /Line 2 holds the byte 0xe9.*iconv -f WINDOWS-1252/],
  ["UTF-16 without mark", Buffer.from("text,label\nhello,x\n", "utf16le"), /iconv -f UTF-16LE/],
])("%s is refused as a whole, with what to do", async (_, content, message) => {
  await expect(csv(content)).rejects.toThrow(message);
  await expect(csv(content)).rejects.toThrow("Nothing was imported.");
});

test.each(["utf16le", "utf16be"] as const)("%s with its mark is read", async (encoding) => {
  const little = Buffer.from("\uFEFFtext\nZoë 🙂\n", "utf16le");
  const samples = await csv(encoding === "utf16le" ? little : Buffer.from(little).swap16());
  expect(textsOf(samples)).toEqual(["Zoë 🙂"]);
});

test("a damaged line in a file that is UTF-8 is refused alone", async () => {
  const content = Buffer.concat([
    Buffer.from("text\nZoë\n"),
    Buffer.from([0x61, 0xe9, 0x0a]),
    Buffer.from("b\n"),
  ]);
  const samples = await csv(content);
  expect(textsOf(samples)).toEqual(["Zoë", "b"]);
  expect(refusalsOf(samples)).toEqual(["line 3: not valid UTF-8"]);
});

test("NUL characters, long texts and long labels are refused by line", async () => {
  const long = "x".repeat(importLimits.textBytes + 1);
  const samples = await csv(`text,label\na\0b,x\n${long},x\na,${"y".repeat(201)}\nfine,x\n`);
  expect(textsOf(samples)).toEqual(["fine"]);
  expect(refusalsOf(samples)).toEqual([
    'line 2: "text" holds a NUL character',
    'line 3: "text" has 100001 bytes, more than 100000',
    "line 4: the label is longer than 200 characters",
  ]);
});

const cell = fc
  .string({ unit: "grapheme", maxLength: 20 })
  .filter((text) => !/[\0\p{Surrogate}]/u.test(text));
const quoted = (value: string) => `"${value.replaceAll('"', '""')}"`;

test("any text that is quoted comes back exactly (property)", async () => {
  const rows = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(
      rows,
      fc.constantFrom("\n", "\r\n"),
      fc.constantFrom(",", ";", "\t"),
      async (rows, end, by) => {
        const lines = [["text", "note"], ...rows.map(([text, note]) => [`T${text}`, note])];
        const samples = await csv(lines.map((line) => line.map(quoted).join(by) + end).join(""));
        expect(samples.map((s) => s.kind === "text" && [s.text, s.metadata!.note])).toEqual(
          rows.map(([text, note]) => [`T${text}`, note]),
        );
      },
    ),
    { numRuns: 100 },
  );
});

test("what csv-parse accepts is read as csv-parse reads it (property)", async () => {
  const piece = fc.constantFrom("a", "bb", ",", "\n", "\r\n", '"', '""', " ", "é");
  await fc.assert(
    fc.asyncProperty(fc.array(piece, { maxLength: 40 }), async (pieces) => {
      const content = `text,note\n${pieces.join("")}`;
      const reference = referenceRows(content);
      fc.pre(reference !== null);
      const accepted = reference!.filter((row) => row.text!.trim() !== "");
      const samples = (await csv(content)).filter((sample) => sample.kind === "text");
      expect(samples.map((sample) => [sample.text, sample.metadata!.note])).toEqual(
        accepted.map((row) => [row.text, row.note]),
      );
    }),
    { numRuns: 500 },
  );
});

function referenceRows(content: string): Record<string, string>[] | null {
  try {
    return parse(content, { columns: true, skip_empty_lines: true, record_delimiter: ["\r\n", "\n"] });
  } catch {
    return null;
  }
}

test("a label that cannot be shown as a name is refused", async () => {
  const samples = await csv('text,label\na,"two\nlines"\nb,\u202Emaps\nc,\u200B\nd,👩‍🔬\n');
  expect(refusalsOf(samples)).toEqual([
    expect.stringMatching(/^line 2: the label holds a line break/),
    expect.stringMatching(/^line 4: the label holds .*direction/),
    "line 5: the label shows no character",
  ]);
});

test("a header with too many columns says what to do", async () => {
  const header = ["text", ...Array.from({ length: importLimits.columns }, (_, i) => `c${i}`)].join(",");
  await expect(csv(`${header}\n`)).rejects.toThrow(/Keep those that matter\. Then import it again/);
});
