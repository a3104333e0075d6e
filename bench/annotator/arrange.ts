import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { hashPassword } from "better-auth/crypto";
import { eq } from "drizzle-orm";
import { accounts, users } from "@/db/schema/accounts";
import { queues } from "@/db/schema/labeling";
import { encodings, memberships } from "@/db/schema/projects";
import { createAuth } from "@/lib/access/auth";
import type { Config } from "@/lib/config";
import { newId } from "@/lib/ids";
import { createLog } from "@/lib/log";
import { createProject } from "@/lib/projects/create-project";
import { startImport } from "@/lib/samples/start-import";
import { poll } from "../poll";
import type { Sandbox } from "../sandbox";
import { syntheticTexts } from "../synthetic-texts";

const password = "a password for a benchmark";

/** A signed-in annotator of the project. */
export interface BenchAnnotator {
  readonly userId: string;
  /** The `cookie` header of their requests. */
  readonly cookie: string;
}

/** Which class a text belongs to, by what the page shows of it. */
export type Truth = ReadonlyMap<string, string>;

/** A project of so many texts, known to the database alone; resolves when the first queue is live and all is encoded. */
export async function arrangeProject(
  { db, dataDirectory, userId }: Sandbox,
  samples: number,
): Promise<{ projectId: string; truth: Truth }> {
  const path = join(dataDirectory, "bench.csv");
  const texts = [...syntheticTexts(samples, 4)];
  await pipeline(
    Readable.from([`text\n`, ...texts.map(({ text }) => `"${text}"\n`)]),
    createWriteStream(path),
  );
  const projectId = newId();
  await createProject(db, {
    id: projectId,
    name: "Bench",
    modality: "text",
    labelClasses: [...new Set(texts.map(({ label }) => label))].sort(),
    budget: null,
    seed: 1,
    ownerId: userId,
    newId,
  });
  await startImport(db, {
    id: newId(),
    projectId,
    fileName: "bench.csv",
    format: "csv",
    labelUse: "ignore",
    bytesTotal: 0,
    sourcePath: path,
    createdBy: userId,
  });
  await poll(async () => {
    const [encoding] = await db.select().from(encodings).where(eq(encodings.projectId, projectId));
    const [queue] = await db.select().from(queues).where(eq(queues.projectId, projectId));
    return encoding?.state === "done" && encoding.graphBlob !== null && queue ? queue : null;
  });
  return { projectId, truth: new Map(texts.map(({ text, label }) => [text, label])) };
}

/** Makes so many accounts that may label in the project, and signs them in as the server would. */
export async function arrangeAnnotators(
  { db }: Sandbox,
  config: Config,
  { projectId, count, secret }: { projectId: string; count: number; secret: string },
): Promise<BenchAnnotator[]> {
  const auth = createAuth(db, { secret, publicUrl: config.publicUrl, log: createLog("bench", "silent") });
  const hash = await hashPassword(password);
  const annotators: BenchAnnotator[] = [];
  for (let i = 0; i < count; i++) {
    const userId = newId();
    const email = `annotator-${i}@example.org`;
    await db.insert(users).values({ id: userId, name: `Annotator ${i}`, email, emailVerified: true });
    await db
      .insert(accounts)
      .values({ id: newId(), accountId: userId, providerId: "credential", userId, password: hash });
    await db.insert(memberships).values({ projectId, userId, role: "annotator" });
    const response = await auth.api.signInEmail({ body: { email, password }, asResponse: true });
    const cookie = response.headers
      .getSetCookie()
      .map((line) => line.split(";")[0]!)
      .join("; ");
    annotators.push({ userId, cookie });
  }
  return annotators;
}
