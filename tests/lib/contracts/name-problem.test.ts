import { expect, test } from "vitest";
import { completeSetupSchema } from "@/lib/contracts/accounts";
import { nameProblem } from "@/lib/contracts/name-problem";
import { createProjectSchema, labelClassNameSchema } from "@/lib/contracts/projects";

test.each(["spam", "Öl & Gas", "ham/eggs <b>", "עברית", "👩‍🔬", "__proto__", "e\u0301"])(
  "%j is a name",
  (name) => {
    expect(nameProblem(name)).toBeNull();
  },
);

test.each([
  ["a NUL", "a\0b"],
  ["a line break", "a\nb"],
  ["a paragraph mark", "a\u2029b"],
  ["a turned direction", "\u202Egnp.exe"],
  ["half of a character", "\uD800x"],
  ["nothing to see", "\u200B\u200E"],
])("a name with %s is refused, of projects, classes and people", (_, name) => {
  const account = { token: "t", email: "ada@example.org", password: "a long sentence" };
  expect(labelClassNameSchema.safeParse(name).success).toBe(false);
  expect(createProjectSchema.safeParse({ name, modality: "text" }).success).toBe(false);
  expect(completeSetupSchema.safeParse({ ...account, name }).success).toBe(false);
});
