import { and, count, desc, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { samples } from "@/db/schema/labeling";
import { encodings, projects } from "@/db/schema/projects";
import { findEncoder } from "@/lib/learning/encoders/registry";

/** A pool that has grown by this share since its encoder was fitted may hold what that encoder never saw. */
const refitGrowth = 0.2;

type Encoding = typeof encodings.$inferSelect;

export interface BegunEncoding {
  readonly id: string;
  readonly projectId: string;
  readonly modality: "text" | "image";
  readonly encoder: string;
  readonly rowCount: number;
  readonly seed: number;
  /** The encoding to append the new rows to; null: the encoder is to be fitted. */
  readonly appendTo: Encoding | null;
}

/**
 * Opens an encoding of the whole pool, or returns null when the pool is empty, gone, or covered already.
 * An encoding that a dead worker left running is closed as failed, so that its late result is refused.
 */
export async function beginEncoding(
  db: Db,
  input: { id: string; projectId: string },
): Promise<BegunEncoding | null> {
  return db.transaction(async (tx) => {
    const [project] = await tx.select().from(projects).where(eq(projects.id, input.projectId));
    if (!project) return null;
    const [pool] = await tx
      .select({ rows: count() })
      .from(samples)
      .where(eq(samples.projectId, input.projectId));
    const rowCount = pool?.rows ?? 0;
    const earlier = await readEarlier(tx, input.projectId);
    if (rowCount === 0 || earlier.finished?.rowCount === rowCount) return null;

    await tx
      .update(encodings)
      .set({ state: "failed", error: "The worker that ran it stopped; another one started over." })
      .where(and(eq(encodings.projectId, input.projectId), eq(encodings.state, "running")));
    const { modality, seed } = project;
    const appendTo = canAppend(earlier, rowCount) ? earlier.finished : null;
    const encoder = appendTo?.encoder ?? findEncoder(modality, "auto").id;
    const fittedRows = appendTo?.fittedRows ?? rowCount;
    const chosenBecause = appendTo?.chosenBecause ?? null;
    const begun = { encoder, fittedRows, chosenBecause, state: "running", rowCount } as const;
    await tx.insert(encodings).values({ ...input, ...begun });
    return { ...input, modality, encoder, rowCount, seed, appendTo };
  });
}

interface Earlier {
  readonly newest: Encoding | null;
  readonly finished: Encoding | null;
}

async function readEarlier(tx: Db, projectId: string): Promise<Earlier> {
  const newestOf = async (state?: "done") => {
    const [found] = await tx
      .select()
      .from(encodings)
      .where(and(eq(encodings.projectId, projectId), state && eq(encodings.state, state)))
      .orderBy(desc(encodings.startedAt))
      .limit(1);
    return found ?? null;
  };
  return { newest: await newestOf(), finished: await newestOf("done") };
}

/** Where rows could not be appended, as when an older release wrote the encoder, a fit is tried instead. */
function canAppend({ newest, finished }: Earlier, rowCount: number): boolean {
  if (!finished || rowCount < finished.rowCount) return false;
  const hasFailed = newest?.state === "failed" && newest.fittedRows < newest.rowCount;
  return !hasFailed && rowCount - finished.fittedRows < refitGrowth * finished.fittedRows;
}
