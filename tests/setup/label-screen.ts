import { asc, eq } from "drizzle-orm";
import type { Locator, Page } from "playwright-core";
import type { Db } from "@/db/client";
import { annotations, samplePayloads } from "@/db/schema/labeling";
import { labelClasses } from "@/db/schema/projects";
import { waitFor } from "./wait-for";

/** The label screen in one page, as somebody at it sees it. */
export interface LabelScreen {
  sample(): Locator;
  showing(text: string): Locator;
  shownText(): Promise<string>;
  /** Presses until the screen takes it: a key counts only once the sample could have been seen. */
  act(key: string): Promise<string>;
  /** Resolves when the sample has been on the screen for so long that a key counts. */
  seen(): Promise<void>;
  saved(words?: string): Promise<void>;
}

export function labelScreen(page: Page): LabelScreen {
  const sample = () => page.getByRole("region", { name: "Sample", exact: true });
  const showing = (text: string) => sample().getByText(text, { exact: true });
  const shownText = () => sample().innerText({ timeout: 30_000 });
  return {
    sample,
    showing,
    shownText,
    async act(key) {
      const before = await shownText();
      await waitFor(`${key} to be taken`, async () => {
        await page.keyboard.press(key);
        return !(await showing(before).isVisible());
      });
      return before;
    },
    async seen() {
      await sample().waitFor();
      const since = await page.evaluate(() => performance.now());
      await page.waitForFunction((from) => performance.now() - from > 200, since);
    },
    saved: (words = "all saved") => page.getByText(words, { exact: true }).waitFor(),
  };
}

/** The answers that stand, by the sample's text: the class's name, or null for a skip or a flag. */
export async function standingAnswers(db: Db, projectId: string): Promise<[string, string | null][]> {
  const rows = await db
    .select({
      id: annotations.id,
      action: annotations.action,
      undoes: annotations.undoes,
      text: samplePayloads.text,
      name: labelClasses.name,
    })
    .from(annotations)
    .innerJoin(samplePayloads, eq(samplePayloads.sampleId, annotations.sampleId))
    .leftJoin(labelClasses, eq(labelClasses.id, annotations.labelClassId))
    .where(eq(annotations.projectId, projectId))
    .orderBy(asc(annotations.sequence));
  const undone = new Set(rows.map(({ undoes }) => undoes));
  return rows
    .filter(({ id, action }) => action !== "undo" && !undone.has(id))
    .map(({ text, name }) => [text ?? "", name]);
}
