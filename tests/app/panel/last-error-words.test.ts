import { renderToStaticMarkup } from "react-dom/server";
import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { formatIn } from "@/app/_components/format";
import { catalogues } from "@/app/_strings/catalogue";
import { lastErrorWords } from "@/app/projects/[projectId]/_panel/last-error-words";
import type { Panel } from "@/lib/contracts/panel";

type LastError = NonNullable<Panel["worker"]["lastError"]>;

const now = Date.parse("2026-11-30T12:00:00.000Z");
const failed: LastError = {
  kind: "graph",
  message: "Out of memory.",
  at: "2026-11-30T11:55:00.000Z",
  isOver: false,
  isTriedAgain: true,
};

const said = (changed: Partial<LastError> = {}, locale: "en" | "de" = "en") => {
  const t = createTranslator({ locale, messages: catalogues[locale], namespace: "panel.worker" });
  const words = lastErrorWords({ ...failed, ...changed }, now, t as never, formatIn(locale));
  return renderToStaticMarkup(words).replace(/<\/?span[^>]*>/g, "");
};

test("what failed is said with how long ago and why, and that it is tried again or over", () => {
  expect(said()).toBe(
    "Failed 5\u00a0min ago: finding neighbours. Out of memory. Labels are safe; it is tried again by itself.",
  );
  expect(said({ isOver: true, isTriedAgain: false })).toMatch(/Later runs succeeded\.$/);
});

test("of what was given up no retry is promised, and it is said what brings it about", () => {
  const endOf = (kind: string, locale: "en" | "de") => {
    const words = said({ kind, isTriedAgain: false }, locale);
    expect(words).toContain({ en: "not tried again by itself", de: "nicht von selbst" }[locale]);
    return words.slice(words.lastIndexOf({ en: "mended, ", de: "behoben, " }[locale]));
  };
  expect(endOf("round", "en")).toBe(
    "mended, the next labels ask for it again, or a lead under “Queue and rounds”.",
  );
  for (const kind of ["outlook", "random"]) expect(endOf(kind, "en")).toMatch(/the next round/);
  expect(endOf("compare", "en")).toMatch(/twice as many labels/);
  for (const kind of ["words", "encode", "graph", "layout"])
    expect(endOf(kind, "en")).toMatch(/the next import/);
  expect(endOf("round", "de")).toMatch(/die nächsten Labels oder eine Leitung/);
  expect(endOf("random", "de")).toMatch(/stößt die nächste Runde/);
  expect(endOf("layout", "de")).toMatch(/stößt der nächste Import/);
});
