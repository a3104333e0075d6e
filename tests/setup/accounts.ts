import { randomBytes } from "node:crypto";
import { eq } from "drizzle-orm";
import type { BrowserContext, Page } from "playwright-core";
import { users } from "@/db/schema/accounts";
import { createInvitation } from "@/lib/access/create-invitation";
import { newId } from "@/lib/ids";
import type { App } from "./start-app";

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
