import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { catalogues } from "@/app/_strings/catalogue";
import { pseudoCatalogue } from "@/app/_strings/pseudo-catalogue";
import { languageSchema } from "@/lib/contracts/languages";
import { type IcuArgument, readIcuMessage } from "./icu-message";
import { literalWords, programOf, visit } from "./jsx-words";
import { readSourceFiles } from "./source-files";

const app = readSourceFiles().filter(({ path }) => path.startsWith("app/"));
/** Where keys are written: values of contracts may be keys. */
const readers = readSourceFiles().filter(({ path }) => /^(app|lib\/contracts)\//.test(path));
const english = messagesOf(catalogues.en);
const languages = languageSchema.options.map((language) => {
  return { language, messages: messagesOf(catalogues[language]) };
});

/** Messages that are empty on purpose: an answer given on the ordinary screen needs no remark. */
const emptyOnPurpose = ["work.history.screens.single"];

/** Keys made of what the server sends: codes of errors, ids of sample data. */
const usedByValue = ["errors.", "projects.demo."];

function messagesOf(node: object, prefix = ""): Map<string, string> {
  return new Map(
    Object.entries(node).flatMap(([key, value]) =>
      typeof value === "string"
        ? [[prefix + key, value] as const]
        : [...messagesOf(value, `${prefix}${key}.`)],
    ),
  );
}

/** What a message expects, in an order that does not depend on the language. */
function expectationsOf(message: string): string[] {
  const { arguments: found, tags } = readIcuMessage(message);
  const told = found.map(({ name, kind, cases }) => {
    return `${name} ${kind === "select" ? `select ${[...cases].sort().join("|")}` : kind}`;
  });
  return [...new Set([...told, ...tags.map((tag) => `<${tag}>`)])].sort();
}

test("every language has the same messages", () => {
  for (const { language, messages } of languages) {
    expect([...messages.keys()].sort(), language).toEqual([...english.keys()].sort());
  }
});

test("every message takes the same arguments and tags in every language", () => {
  const different = languages.flatMap(({ language, messages }) =>
    [...messages]
      .filter(([key, message]) => {
        const [here, there] = [kinds(message), kinds(english.get(key) ?? "")];
        return here !== there;
      })
      .map(([key]) => `${language}: ${key}`),
  );
  expect(different).toEqual([]);
});

/** A language may need no plural where another does. */
function kinds(message: string): string {
  return [
    ...new Set(expectationsOf(message).map((told) => told.replace(/ (plural|number|plain)$/, ""))),
  ].join();
}

test("no message is empty", () => {
  const empty = [...english].filter(([, message]) => message.trim() === "").map(([key]) => key);
  expect(empty).toEqual(emptyOnPurpose);
  for (const { language, messages } of languages) {
    expect([...messages].filter(([, message]) => message.trim() === "").length, language).toBe(empty.length);
  }
});

test("every message can be formatted, in the language for tests, too", () => {
  const failed: string[] = [];
  for (const messages of [...Object.values(catalogues), pseudoCatalogue(catalogues.en)]) {
    const locale = messages === catalogues.de ? "de" : "en";
    const t = createTranslator({ locale, messages, onError: (error) => failed.push(error.message) });
    for (const [key, message] of messagesOf(messages)) {
      const { arguments: found, tags } = readIcuMessage(message);
      const values = Object.fromEntries([
        ...found.map((argument) => [argument.name, valueFor(argument)]),
        ...tags.map((tag) => [tag, (words: string) => words]),
      ]);
      t.markup(key as Parameters<typeof t>[0], values);
    }
  }
  expect(failed).toEqual([]);
});

test("no message names a style of numbers or dates: the formatter of the pages knows none and leaves it out", () => {
  const styled = languages.flatMap(({ language, messages }) =>
    [...messages]
      .filter(([, message]) => /\{\w+, (number|date|time),/.test(message))
      .map(([key]) => `${language}: ${key}`),
  );
  expect(styled).toEqual([]);
});

function valueFor({ kind, cases }: IcuArgument): string | number {
  if (kind === "select") return cases[0]!;
  return kind === "plain" ? "words" : 2;
}

test("every message is used", () => {
  const written = new Map(readers.map((file) => [file.path, patternsOf(file)]));
  const anywhere = [...written.values()].flat();
  const used = app.flatMap((file) => {
    const bound = [
      ...file.text.matchAll(/(\w+)(?: =|:) [^;,\n]*?(?:useTranslations|getStrings)(?:<|\()"([\w.-]+)"/g),
    ];
    const spaces = [...file.text.matchAll(/\b(?:useTranslations|getStrings)(?:<|\()"([\w.-]+)"/g)];
    const picks = picksByValue(file, new Set(bound.map(([, name]) => name!)));
    return spaces.map(([, space]) => ({
      space: `${space}.`,
      patterns: picks ? anywhere : [file.path, ...readersOf(file)].flatMap((path) => written.get(path) ?? []),
    }));
  });
  const isUsed = (key: string) =>
    used.some(
      ({ space, patterns }) =>
        key.startsWith(space) && patterns.some((pattern) => pattern.test(key.slice(space.length))),
    );
  const left = [...english.keys()].filter((key) => !isUsed(key));
  expect(left.filter((key) => !usedByValue.some((start) => key.startsWith(start)))).toEqual([]);
});

/** A hook may hand its translator on to those who import it. */
function readersOf({ path }: (typeof app)[number]): string[] {
  const hook = /\/(use-[\w-]+)\.ts$/.exec(path)?.[1];
  return app.filter(({ text }) => hook && text.includes(`/${hook}"`)).map((file) => file.path);
}

/** Whether a file asks for a message whose key comes from elsewhere: `t(reason)`. */
function picksByValue(file: (typeof app)[number], translators: ReadonlySet<string>): boolean {
  let picks = false;
  visit(programOf(file), ({ type, callee, arguments: given }) => {
    if (type !== "CallExpression" || !translators.has((callee as { name?: string }).name ?? "")) return;
    const [key] = given as { type: string }[];
    if (key && key.type !== "Literal" && key.type !== "TemplateLiteral") picks = true;
  });
  return picks;
}

test("every translated code of an error exists", () => {
  const sources = readSourceFiles().filter(({ path }) => /^(app|lib)\//.test(path));
  const known = new Set(
    sources.flatMap(({ text }) =>
      [...text.matchAll(/"([a-z]+(?:_[a-z]+)+|[a-z]+)"/g)].map(([, code]) => code),
    ),
  );
  const codes = Object.keys(catalogues.en.errors).filter(
    (key) => !["unnamed", "somethingWrong"].includes(key),
  );
  expect(codes.filter((code) => !known.has(code))).toEqual([]);
});

/** The strings of a file, those with inserted parts as patterns. */
function patternsOf(file: (typeof app)[number]): RegExp[] {
  const patterns: RegExp[] = [];
  const literal = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
  visit(programOf(file), (node) => {
    if (node.type === "Literal" && typeof node.value === "string") {
      patterns.push(new RegExp(`^${literal(node.value)}$`));
    }
    // `${name}` alone would be the use of everything.
    if (node.type === "TemplateLiteral") {
      const parts = (node.quasis as { value: { cooked: string } }[]).map(({ value }) =>
        literal(value.cooked),
      );
      if (parts.join("") !== "") patterns.push(new RegExp(`^${parts.join("[\\w-]+")}$`));
    }
  });
  return patterns;
}

test("no component holds words of its own", () => {
  expect(app.filter(({ path }) => path.endsWith(".tsx")).flatMap(literalWords)).toEqual([]);
});
