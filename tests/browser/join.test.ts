import { AxeBuilder } from "@axe-core/playwright";
import { eq } from "drizzle-orm";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { annotations } from "@/db/schema/labeling";
import { invitations } from "@/db/schema/projects";
import { hashOfInvitationToken } from "@/lib/access/create-invitation";
import { describeInBrowser, launchBrowser } from "../setup/browser";
import { type App, startApp } from "../setup/start-app";
import { waitFor } from "../setup/wait-for";
import { arrangeBench } from "../use-cases/labeling/arrange";

const password = "a long sentence";

describeInBrowser("joining a project", async () => {
  let app: App;
  let browser: Browser;
  let lead: Page;
  let projectId: string;

  /** Somebody at a computer of their own; what is counted are presses of the mouse. */
  async function newVisitor(): Promise<{ page: Page; clicks: () => Promise<number> }> {
    const context = await browser.newContext();
    await context.addInitScript(() => {
      addEventListener(
        "click",
        (event) => {
          // Enter in a form presses its button, too, without a pointer.
          if (event.detail > 0) {
            localStorage.setItem("clicks", String(Number(localStorage.getItem("clicks") ?? 0) + 1));
          }
        },
        true,
      );
    });
    const page = await context.newPage();
    return { page, clicks: () => page.evaluate(() => Number(localStorage.getItem("clicks") ?? 0)) };
  }

  async function makeLink(role: "Annotator" | "Engineer" | "Lead"): Promise<string> {
    await lead.goto(`${app.url}/projects/${projectId}/team`);
    await lead.getByLabel("They join as").selectOption(role);
    await lead.getByRole("button", { name: "Make a link" }).click();
    return lead.getByRole("textbox", { name: /^Link for/ }).inputValue();
  }

  /** Signs a newcomer up by the form, with the keyboard alone. */
  async function joinAs(page: Page, name: string, email: string): Promise<void> {
    await page.getByLabel("Your name").waitFor();
    await page.keyboard.type(name);
    await page.keyboard.press("Tab");
    await page.keyboard.type(email);
    await page.keyboard.press("Tab");
    await page.keyboard.type(password);
    await page.keyboard.press("Enter");
  }

  async function expectAccessible(page: Page): Promise<void> {
    for (const colorScheme of ["light", "dark"] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      for (const width of [1280, 320]) {
        await page.setViewportSize({ width, height: 800 });
        const { violations } = await new AxeBuilder({ page }).analyze();
        const found = violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target).join(", ")}`,
        );
        expect(found, `${page.url()} ${colorScheme} ${width}`).toEqual([]);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect(overflow, `${page.url()} at ${width} px`).toBeLessThanOrEqual(0);
      }
    }
    await page.setViewportSize({ width: 1280, height: 800 });
  }

  beforeAll(async () => {
    app = await startApp();
    browser = await launchBrowser();
    ({ page: lead } = await newVisitor());
    await lead.goto(app.setupLink);
    await lead.getByLabel("Your name").fill("Ada Lovelace");
    await lead.getByLabel("E-mail address").fill("ada@example.org");
    await lead.getByLabel("Password").fill(password);
    await lead.getByRole("button", { name: "Make the account" }).click();
    await lead.getByRole("heading", { name: "Try it with sample data" }).waitFor();
    ({ projectId } = await arrangeBench(app.db));
  });

  afterAll(async () => {
    await browser?.close();
    await app?.stop();
  });

  test("from the link to the first label: at most three clicks and sixty seconds", async () => {
    const link = await makeLink("Annotator");
    await expectAccessible(lead);
    const { page, clicks } = await newVisitor();
    const started = Date.now();
    await page.goto(link);
    await page.getByRole("heading", { name: "Join “Arranged”" }).waitFor();
    await page.getByText("Ada Lovelace invites you to label.").waitFor();
    await page.getByLabel("Your name").fill("Grace Hopper");
    await page.getByLabel("E-mail address").fill("grace@example.org");
    await page.getByLabel("Password").fill(password);
    await page.getByRole("button", { name: "Join and start" }).click();
    await page.waitForURL(`${app.url}/projects/${projectId}/label`);
    const sample = page.getByRole("region", { name: "Sample", exact: true });
    const first = await sample.innerText();
    await waitFor("the first label to be taken", async () => {
      await page.keyboard.press("1");
      return !(await sample.getByText(first, { exact: true }).isVisible());
    });
    const spent = Date.now() - started;
    await waitFor("the first label to be stored", async () => {
      const stored = await app.db.select().from(annotations).where(eq(annotations.projectId, projectId));
      return stored.length > 0;
    });
    expect(await clicks()).toBeLessThanOrEqual(3);
    expect(spent).toBeLessThan(60_000);
  });

  test("the keyboard alone is enough, and an engineer comes to the progress", async () => {
    const link = await makeLink("Engineer");
    const { page, clicks } = await newVisitor();
    await page.goto(link);
    await joinAs(page, "Linus", "linus@example.org");
    await page.waitForURL(`${app.url}/projects/${projectId}`);
    expect(await clicks()).toBe(0);
    await page.goto(`${app.url}/projects/${projectId}/team`);
    expect(page.url()).not.toContain("/team");
  });

  test("the form names what is missing, and tells nothing about the link to other sites", async () => {
    const link = await makeLink("Annotator");
    const { page } = await newVisitor();
    await page.goto(link);
    expect(await page.locator('meta[name="referrer"]').getAttribute("content")).toBe("no-referrer");
    await page.getByLabel("Password").fill("short");
    await page.getByRole("button", { name: "Join and start" }).click();
    await page.getByText("It is too short: it needs 10 characters.").waitFor();
    await expectAccessible(page);
  });

  test("an address that is taken leads to signing in on the same page, and from there in", async () => {
    const { projectId: other } = await arrangeBench(app.db);
    await lead.goto(`${app.url}/projects/${other}/team`);
    await lead.getByRole("button", { name: "Make a link" }).click();
    const link = await lead.getByRole("textbox", { name: /^Link for/ }).inputValue();
    const { page } = await newVisitor();
    await page.goto(link);
    await joinAs(page, "Grace", "grace@example.org");
    await page.getByText("There is an account with this e-mail address already.").waitFor();
    expect(await page.getByLabel("E-mail address").inputValue()).toBe("grace@example.org");
    await page.getByRole("button", { name: "Sign in and join" }).click();
    await page.waitForURL(`${app.url}/projects/${other}/label`);
  });

  test("somebody who is signed in joins with one press", async () => {
    const { projectId: other } = await arrangeBench(app.db);
    const link = await makeLink("Annotator");
    const { page, clicks } = await newVisitor();
    await page.goto(link);
    await joinAs(page, "Barbara", "barbara@example.org");
    await page.waitForURL(`${app.url}/projects/${projectId}/label`);
    await lead.goto(`${app.url}/projects/${other}/team`);
    await lead.getByRole("button", { name: "Make a link" }).click();
    await page.goto(await lead.getByRole("textbox", { name: /^Link for/ }).inputValue());
    await page.getByText("You are signed in as Barbara (barbara@example.org).").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Join", exact: true }).click();
    await page.waitForURL(`${app.url}/projects/${other}/label`);
    expect(await clicks()).toBe(1);
  });

  test("a mistyped link and a revoked one say what they are", async () => {
    const link = await makeLink("Lead");
    const { page } = await newVisitor();
    await page.goto(`${link}x`);
    await page.getByRole("heading", { name: "This invitation does not work" }).waitFor();
    await lead.getByRole("button", { name: "Revoke the link for leads made by Ada Lovelace" }).click();
    await lead.getByText("The link works no more.").first().waitFor();
    await page.goto(link);
    await page.getByRole("heading", { name: "This invitation was taken back" }).waitFor();
    await expectAccessible(page);
  });

  test("a link that has expired says so, and from whom a new one comes", async () => {
    const link = await makeLink("Annotator");
    const { page } = await newVisitor();
    await page.goto(link);
    await page.getByLabel("Your name").waitFor();
    const token = new URL(link).searchParams.get("token")!;
    await app.db
      .update(invitations)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(invitations.tokenHash, hashOfInvitationToken(token)));
    // Who had the form open already is told the same.
    await joinAs(page, "Late", "late@example.org");
    await page.getByText("This invitation does not work.").waitFor();
    await page.getByText("Ask whoever sent it for a new link. Nothing was changed.").waitFor();
    await page.reload();
    await page.getByRole("heading", { name: "This invitation has expired" }).waitFor();
    await page.getByText("Ask Ada Lovelace for a new one to join “Arranged”.").waitFor();
    await page.getByRole("link", { name: "Sign in" }).waitFor();
  });

  test("a link that was used lets others in, too, and leads who joined by it back to work, even once it ended", async () => {
    const link = await makeLink("Annotator");
    for (const name of ["Margaret", "Radia"]) {
      const { page } = await newVisitor();
      await page.goto(link);
      await joinAs(page, name, `${name.toLowerCase()}@example.org`);
      await page.waitForURL(`${app.url}/projects/${projectId}/label`);
      if (name === "Radia") await app.db.update(invitations).set({ revokedAt: new Date() });
      await page.goto(link);
      await page.getByRole("heading", { name: "You are in “Arranged” already" }).waitFor();
      await page.getByText(`You joined as ${name.toLowerCase()}@example.org.`).waitFor();
      await page.getByRole("link", { name: "Go on" }).click();
      await page.waitForURL(`${app.url}/projects/${projectId}/label`);
    }
    await app.db.update(invitations).set({ revokedAt: null });
  });

  test("a lead changes a role and removes a member after the consequence was read", async () => {
    await lead.goto(`${app.url}/projects/${projectId}/team`);
    await lead.getByLabel("Role of Barbara").selectOption("Engineer");
    await lead.getByText("Barbara is now an engineer.").first().waitFor();
    await lead.getByRole("button", { name: "Remove Barbara" }).click();
    await lead.getByText("What they labeled stays").waitFor();
    await lead.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
    await lead.getByText("Barbara is no longer in the team.").first().waitFor();
    await lead.getByLabel("Role of Barbara").waitFor({ state: "detached" });
  });

  test("a request to join from another site's page is not carried out", async () => {
    const link = new URL(await makeLink("Annotator"));
    const response = await fetch(`${app.url}/api/join`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: "https://evil.example" },
      body: JSON.stringify({
        token: link.searchParams.get("token"),
        name: "Eve",
        email: "eve@example.org",
        password,
      }),
    });
    expect(response.status).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: "foreign_page" } });
  });
});
