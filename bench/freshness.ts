import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { and, asc, eq, isNotNull } from "drizzle-orm";
import { encodings } from "@/db/schema/projects";
import { rounds } from "@/db/schema/rounds";
import { newId } from "@/lib/ids";
import { readTruth } from "@/lib/labeling/read-truth";
import { recordAnnotation } from "@/lib/labeling/record-annotation";
import { takeLeases } from "@/lib/labeling/take-leases";
import { median } from "@/lib/learning/evaluation/quantile";
import { createRandom } from "@/lib/learning/random";
import { createProject } from "@/lib/projects/create-project";
import { startImport } from "@/lib/samples/start-import";
import { buildBundles } from "../bin/build.mjs";
import type { BenchResult } from "./bench-result";
import { markdownTable } from "./markdown-table";
import { poll } from "./poll";
import { inSandbox, type Sandbox } from "./sandbox";
import { syntheticTexts } from "./synthetic-texts";
import { wholeNumber } from "./whole-number";

const { next: random } = createRandom(1);

/**
 * A real worker on a pool of --samples texts; the known answers label --burst samples at a time for --rounds rounds: five
 * start a round at once, a lone one waits a moment for company.
 * Measures how long after the label that caused it each new queue was live, as the product itself measures it.
 */
export async function freshness(args: string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args,
    options: {
      samples: { type: "string", default: "10000" },
      rounds: { type: "string", default: "40" },
      burst: { type: "string", default: "5" },
    },
  });
  const burst = wholeNumber("burst", values.burst);
  const samples = wholeNumber("samples", values.samples);
  const roundCount = wholeNumber("rounds", values.rounds);
  await buildBundles();
  return inSandbox(async (sandbox) => {
    const stopWorker = startWorker(sandbox);
    try {
      const projectId = await importPool(sandbox, samples);
      const encoded = await poll(async () => {
        const [found] = await sandbox.db.select().from(encodings).where(eq(encodings.projectId, projectId));
        return found?.state === "done" ? found : null;
      });
      console.error(`${samples} texts encoded`);
      for (let round = 1; round <= roundCount; round++) await labelOnce(sandbox, projectId, burst);
      const encodeSeconds = (encoded.finishedAt!.getTime() - encoded.startedAt.getTime()) / 1000;
      return resultOf(samples, await publishedAfter(sandbox, projectId), encodeSeconds);
    } finally {
      await stopWorker();
    }
  });
}

function resultOf(samples: number, seconds: readonly number[], encodeSeconds: number): BenchResult {
  const [middle, fastest, slowest] = [median(seconds), Math.min(...seconds), Math.max(...seconds)];
  const cells = [middle, fastest, slowest, encodeSeconds].map((value) => value.toFixed(2));
  return {
    figures: {
      freshMedianSeconds: middle,
      freshSlowestSeconds: slowest,
      freshRounds: seconds.length,
      encodePoolSeconds: encodeSeconds,
    },
    markdown: markdownTable(
      [
        "samples",
        "rounds",
        "queue live after its label, median s",
        "lowest",
        "highest",
        "encoding the pool, s",
      ],
      [[String(samples), String(seconds.length), ...cells]],
    ),
  };
}

function startWorker({ databaseUrl, dataDirectory }: Sandbox): () => Promise<void> {
  const script = fileURLToPath(new URL("../dist/worker.mjs", import.meta.url));
  const environment = { DATABASE_URL: databaseUrl, WINNOW_DATA: dataDirectory, LOG_LEVEL: "warn" };
  const worker = spawn(process.execPath, [script], {
    env: { ...process.env, ...environment },
    // Standard output is for the figures alone.
    stdio: ["ignore", process.stderr, process.stderr],
  });
  const ended = new Promise<void>((resolve) => {
    worker.once("exit", () => resolve());
  });
  return async () => {
    worker.kill("SIGTERM");
    await ended;
  };
}

async function importPool({ db, dataDirectory, userId }: Sandbox, samples: number): Promise<string> {
  const path = join(dataDirectory, "bench.csv");
  const lines = Array.from(syntheticTexts(samples, 4), ({ text, label }) => `"${text}",${label}`);
  writeFileSync(path, `text,label\n${lines.join("\n")}\n`);
  const projectId = newId();
  const project = { name: "Bench", modality: "text", labelClasses: [], budget: null, seed: 1 } as const;
  await createProject(db, { ...project, id: projectId, ownerId: userId, newId });
  const file = { fileName: "bench.csv", format: "csv", labelUse: "truth", bytesTotal: 0 } as const;
  await startImport(db, { ...file, id: newId(), projectId, sourcePath: path, createdBy: userId });
  return projectId;
}

/** Labels a burst of samples, then waits until a queue that knows these labels is live. */
async function labelOnce(
  { db, userId: annotatorId }: Sandbox,
  projectId: string,
  burst: number,
): Promise<void> {
  const { samples } = await poll(async () => {
    const taken = await takeLeases(db, { projectId, annotatorId, count: burst, holding: [] }, random);
    return taken.samples.length > 0 ? taken : null;
  });
  let sequence = 0;
  for (const { sampleId } of samples) {
    const [labelClassId] = (await readTruth(db, sampleId)) ?? [];
    if (labelClassId === undefined) throw new Error(`No truth is known of sample ${sampleId}.`);
    const input = { action: "label", sampleId, labelClassId, seconds: 1 } as const;
    const given = { id: newId(), projectId, annotatorId, source: "oracle", input } as const;
    sequence = (await recordAnnotation(db, given)).sequence;
  }
  await poll(async () => {
    const published = and(eq(rounds.projectId, projectId), eq(rounds.state, "published"));
    const all = await db.select({ seen: rounds.seenSequence }).from(rounds).where(published);
    return all.some(({ seen }) => seen >= sequence) || null;
  });
}

/** Seconds from the label that caused it to the live queue, for each round that a label caused. */
async function publishedAfter({ db }: Sandbox, projectId: string): Promise<number[]> {
  const caused = await db
    .select({ causedAt: rounds.causedAt, finishedAt: rounds.finishedAt })
    .from(rounds)
    .where(and(eq(rounds.projectId, projectId), eq(rounds.state, "published"), isNotNull(rounds.causedAt)))
    .orderBy(asc(rounds.number));
  return caused.map(({ causedAt, finishedAt }) => (finishedAt!.getTime() - causedAt!.getTime()) / 1000);
}
