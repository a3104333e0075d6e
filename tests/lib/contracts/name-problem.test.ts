import { expect, test } from "vitest";
import { completeSetupSchema } from "@/lib/contracts/accounts";
import { nameProblem } from "@/lib/contracts/name-problem";
import { createProjectSchema, labelClassNameSchema } from "@/lib/contracts/projects";

test.each([
  ...["spam", "Öl & Gas", "ham/eggs <b>", "עברית", "__proto__", "e\u0301"],
  ...["👩‍🔬", "🏳️‍🌈", "👩🏽‍🚀", "❤️", "1️⃣", "🏴\u{E0067}\u{E0062}\u{E0065}\u{E006E}\u{E0067}\u{E007F}"],
  ...["می\u200Cخواهم", "क्\u200Dष", "葛\u{E0100}"],
])("%j is a name", (name) => {
  expect(nameProblem(name)).toBeNull();
});

test("names are kept in one way of writing, so that what looks alike is alike", () => {
  expect(labelClassNameSchema.parse(" Cafe\u0301 ")).toBe("Caf\u00E9");
});

test.each([
  ["a NUL", "a\0b"],
  ["a line break", "a\nb"],
  ["a paragraph mark", "a\u2029b"],
  ["a turned direction", "\u202Egnp.exe"],
  ["half of a character", "\uD800x"],
  ["nothing to see", "\u200B\u200E"],
  ["fillers alone", "\u3164\u2800"],
  ["a zero-width space", "spam\u200B"],
  ["a joiner between letters that do not join", "sp\u200Dam"],
  ["a soft hyphen", "sp\u00ADam"],
  ["a variant of a letter that has none", "spam\uFE0F"],
])("a name with %s is refused, of projects, classes and people", (_, name) => {
  const account = { token: "t", email: "ada@example.org", password: "a long sentence" };
  expect(labelClassNameSchema.safeParse(name).success).toBe(false);
  expect(createProjectSchema.safeParse({ name, modality: "text" }).success).toBe(false);
  expect(completeSetupSchema.safeParse({ ...account, name }).success).toBe(false);
});
