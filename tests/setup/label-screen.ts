import { randomBytes } from "node:crypto";
import { asc, eq } from "drizzle-orm";
import type { BrowserContext, Locator, Page } from "playwright-core";
import type { Db } from "@/db/client";
import { users } from "@/db/schema/accounts";
import { annotations, samplePayloads } from "@/db/schema/labeling";
import { labelClasses } from "@/db/schema/projects";
import { createInvitation } from "@/lib/access/create-invitation";
import { newId } from "@/lib/ids";
import type { App } from "./start-app";
import { waitFor } from "./wait-for";

export const password = "a long sentence";

/** Makes the owner's account in this page, and signs them in. */
export async function signUpOwner(page: Page, app: App): Promise<void> {
  await page.goto(app.setupLink);
  await page.getByLabel("Your name").fill("Ada Lovelace");
  await page.getByLabel("E-mail address").fill("ada@example.org");
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Make the account" }).click();
  await page.waitForURL(`${app.url}/projects`);
}

/** Makes another annotator of the project, signed in in this context. */
export async function joinAsAnnotator(
  context: BrowserContext,
  app: App,
  { projectId, email }: { projectId: string; email: string },
): Promise<void> {
  const token = randomBytes(16).toString("hex");
  const [owner] = await app.db.select().from(users).where(eq(users.email, "ada@example.org"));
  await createInvitation(app.db, { id: newId(), projectId, role: "annotator", createdBy: owner!.id, token });
  const data = { token, name: "Grace Hopper", email, password };
  const answer = await context.request.post(`${app.url}/api/join`, { data, headers: { origin: app.url } });
  if (!answer.ok()) throw new Error(await answer.text());
}

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
