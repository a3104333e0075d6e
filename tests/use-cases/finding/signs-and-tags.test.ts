import { describe, expect, test } from "vitest";
import { createTestDatabase } from "../../setup/test-database";
import { type Indexed, searching } from "./arrange-search";

const { db } = await createTestDatabase();
const { textsOf, poolOf } = searching(db);

describe.each<Indexed>(["nothing", "half", "everything"])("with %s in the index", (indexed) => {
  const pool = (texts: readonly string[]) => poolOf(texts, indexed);

  test("words in tags, and beside signs and quotation marks, are words like others", async () => {
    const script = "<script>alert('hi')</script> what is this?";
    const project = await pool([
      script,
      'alert <a href="page">me</a>',
      "„Ärger“ am Tag—danach…",
      "It’s so-called",
    ]);
    for (const q of ["alert", "alert hi"]) expect(await textsOf(project, q)).toContain(script);
    for (const q of ["script", "<script>", "<script", "</script>", '"script alert"', "<script>alert("])
      expect(await textsOf(project, q), q).toEqual([script]);
    expect(await textsOf(project, "alert -script")).toEqual(['alert <a href="page">me</a>']);
    expect(await textsOf(project, "page me")).toEqual(['alert <a href="page">me</a>']);
    for (const q of ["ärger", "„Ärger“", "danach ", "tag ", '"tag danach"'])
      expect(await textsOf(project, q), q).toEqual(["„Ärger“ am Tag—danach…"]);
    for (const q of ["it's", "it’s", "so‑called"])
      expect(await textsOf(project, q)).toEqual(["It’s so-called"]);
  });

  test("emoji and other signs are found, alone and beside words", async () => {
    const project = await pool(["Party🎉🎉 now", "🎉 alone", "Ha 😀! 5€", "well done 👍🏽 ❤️", "no sign"]);
    expect(await textsOf(project, "🎉")).toEqual(["Party🎉🎉 now", "🎉 alone"]);
    expect(await textsOf(project, "party ")).toEqual(["Party🎉🎉 now"]);
    expect(await textsOf(project, "😀")).toEqual(["Ha 😀! 5€"]);
    expect(await textsOf(project, "€")).toEqual(["Ha 😀! 5€"]);
    for (const q of ["👍", "👍🏽", "❤", "❤️", "done 👍"])
      expect(await textsOf(project, q), q).toEqual(["well done 👍🏽 ❤️"]);
    expect(await textsOf(project, "-🎉 sign")).toEqual(["no sign"]);
    const line = "-".repeat(60);
    for (const q of [`${line} sign ${line}`, `${"- ".repeat(60)}sign`, `${"−".repeat(60)}sign`])
      expect(await textsOf(project, q), q).toEqual(["no sign"]);
    for (const q of [line, '-"'.repeat(60), "-(".repeat(60), "or -".repeat(60), '"-'.repeat(61)])
      expect(await textsOf(project, q), q).toEqual([]);
  });
});
