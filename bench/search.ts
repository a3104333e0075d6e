import { createWriteStream } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { users } from "@/db/schema/accounts";
import { type FindFilter, type Found, findPageSize } from "@/lib/contracts/finding";
import { findInPool } from "@/lib/finding/find-in-pool";
import { findSimilar } from "@/lib/finding/find-similar";
import { indexWords } from "@/lib/finding/index-words";
import { newId } from "@/lib/ids";
import { median } from "@/lib/learning/evaluation/quantile";
import { createProject } from "@/lib/projects/create-project";
import { runImport } from "@/lib/samples/run-import";
import { addImport } from "@/lib/samples/start-import";
import { createFolderStore } from "@/lib/storage/folder-store";
import type { BenchResult } from "./bench-result";
import { markdownTable } from "./markdown-table";
import { inSandbox, type Sandbox } from "./sandbox";
import { syntheticTexts } from "./synthetic-texts";
import { wholeNumber } from "./whole-number";

/** What is searched for; of the words of `syntheticTexts`, low numbers are the frequent ones. */
const queries: Readonly<Record<string, string>> = {
  "frequent word": "word1 ",
  "middling word": "word300 ",
  "rare word": "word19876 ",
  "absent word": "nowhere ",
  "beginning of a word": "word1987",
  "three frequent words": "word1 word2 word3 ",
  "frequent words never together": "topic0word1 topic1word1 ",
  "frequent word without another": "word1 -word2 ",
  "either of two rare words": "word19876 or word18765 ",
  "phrase of two frequent words": '"word1 word2"',
  "phrase of three frequent words": '"word1 word2 word3"',
  "phrase of four frequent words": '"word1 word2 word3 word4"',
  "phrase of words never together": '"topic0word1 topic1word1"',
  "all samples": "",
};
const filters: readonly FindFilter[] = ["all", "unlabeled", "mine"];

interface Pool extends Sandbox {
  readonly projectId: string;
  readonly seldomId: string;
}

interface Measured {
  readonly query: string;
  readonly filter: string;
  readonly page: string;
  readonly ms: number;
  readonly hits: number;
  readonly isCut: boolean;
}

/** Searches a pool of --samples texts, of which some are labeled, for words of every kind; medians of --runs. */
export async function searchSpeed(args: string[]): Promise<BenchResult> {
  const { values } = parseArgs({
    args,
    options: { samples: { type: "string", default: "200000" }, runs: { type: "string", default: "5" } },
  });
  const samples = wholeNumber("samples", values.samples);
  const runs = wholeNumber("runs", values.runs);
  return inSandbox(async (sandbox) => {
    const { pool, importSeconds, indexSeconds, freshMs } = await arrangePool(sandbox, samples);
    const measured: Measured[] = [];
    for (const [name, q] of Object.entries(queries)) {
      for (const filter of filters)
        measured.push(...(await measure(pool, samples, runs, { name, q, filter })));
    }
    measured.push(...(await measureSeldom(pool, samples, runs)));
    const similarMs = await measureSimilar(pool, runs);
    return resultOf(samples, measured, { importSeconds, indexSeconds, similarMs, ...freshMs });
  });
}

async function arrangePool(sandbox: Sandbox, samples: number) {
  const { db, dataDirectory, userId } = sandbox;
  const path = join(dataDirectory, "bench.csv");
  await pipeline(Readable.from(csvLines(samples)), createWriteStream(path));
  const [projectId, importId, seldomId] = [newId(), newId(), newId()];
  const project = { name: "Bench", modality: "text", labelClasses: [], budget: null, seed: 1 } as const;
  await createProject(db, { ...project, id: projectId, ownerId: userId, newId });
  const file = { fileName: "bench.csv", format: "csv", labelUse: "ignore", bytesTotal: 0 } as const;
  await addImport(db, { ...file, id: importId, projectId, sourcePath: path, createdBy: userId });
  await db.insert(users).values({ id: seldomId, name: "Seldom", email: "seldom@example.org" });
  const pool = { ...sandbox, projectId, seldomId };
  const blobs = createFolderStore(join(dataDirectory, "blobs"));
  const importSeconds = await secondsOf(() => runImport({ db, blobs, newId }, importId));
  console.error(`imported in ${importSeconds.toFixed(1)} s`);
  const freshMs = {
    freshFrequentMs: await searchMs(pool, "word1 "),
    freshRareMs: await searchMs(pool, "word19876 "),
  };
  const indexSeconds = await secondsOf(() => indexWords(db, projectId));
  console.error(`indexed in ${indexSeconds.toFixed(1)} s`);
  await label(pool);
  return { pool, importSeconds, indexSeconds, freshMs };
}

/** One annotator labeled the first 5,000 samples and every twentieth after them, another one in a thousand. */
async function label({ db, projectId, userId, seldomId }: Pool): Promise<void> {
  const classId = newId();
  await db.execute(sql`
    insert into label_classes (id, project_id, name, position) values (${classId}, ${projectId}, 'bench', 0)`);
  await db.execute(sql`
    insert into annotations (id, project_id, sample_id, annotator_id, action, label_class_id, source, slot, strategy,
      score, propensity, generation)
    select gen_random_uuid(), ${projectId}, id, case when row % 1000 = 7 then ${seldomId} else ${userId} end, 'label',
      ${classId}, 'annotator', 'query', 'bench', 0, 1, 1
    from samples where project_id = ${projectId} and (row < 5000 or row % 20 = 0 or row % 1000 = 7)`);
  await db.execute(sql`analyze`);
}

async function measure(
  pool: Pool,
  samples: number,
  runs: number,
  { name, q, filter }: { readonly name: string; readonly q: string; readonly filter: FindFilter },
): Promise<Measured[]> {
  const pages = { first: 0, late: Math.floor(samples / 2) };
  const measured: Measured[] = [];
  for (const [page, after] of Object.entries(pages)) {
    const one = await repeat(runs, () => find(pool, pool.userId, { q, filter, after }));
    measured.push({ query: name, filter, page, ...one });
  }
  return measured;
}

async function measureSeldom(pool: Pool, samples: number, runs: number): Promise<Measured[]> {
  const measured: Measured[] = [];
  for (const name of ["frequent word", "rare word", "phrase of two frequent words"]) {
    const query = { q: queries[name]!, filter: "mine", after: Math.floor(samples / 2) } as const;
    const one = await repeat(runs, () => find(pool, pool.seldomId, query));
    measured.push({ query: name, filter: "mine, of few", page: "late", ...one });
  }
  return measured;
}

function find({ db, projectId }: Pool, annotatorId: string, query: Parameters<typeof findInPool>[2]) {
  return findInPool(db, { projectId, annotatorId }, query);
}

async function repeat(runs: number, search: () => Promise<Found>) {
  const times: number[] = [];
  let found = await search();
  for (let run = 0; run < runs; run++) {
    const began = performance.now();
    found = await search();
    times.push(performance.now() - began);
  }
  return {
    ms: median(times),
    hits: found.hits.length,
    isCut: found.hits.length < findPageSize && found.next !== null,
  };
}

async function measureSimilar(pool: Pool, runs: number): Promise<number> {
  const { db, dataDirectory, projectId, userId } = pool;
  const blobs = createFolderStore(join(dataDirectory, "blobs"));
  const { hits } = await find(pool, userId, { q: "word300 ", filter: "all" });
  const times: number[] = [];
  for (const { sample } of hits.slice(0, runs)) {
    const began = performance.now();
    await findSimilar({ db, blobs }, { projectId, annotatorId: userId }, sample.sampleId);
    times.push(performance.now() - began);
  }
  return median(times);
}

async function searchMs(pool: Pool, q: string): Promise<number> {
  return 1000 * (await secondsOf(() => find(pool, pool.userId, { q, filter: "all" })));
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1000;
}

function resultOf(
  samples: number,
  measured: readonly Measured[],
  others: Readonly<Record<string, number>>,
): BenchResult {
  const slowest = Math.max(...measured.map(({ ms }) => ms));
  const cut = measured.filter(({ isCut }) => isCut).length;
  const table = markdownTable(
    ["search", "among", "page", "median ms", "hits", "ended early"],
    measured.map(({ query, filter, page, ms, hits, isCut }) => {
      return [query, filter, page, ms.toFixed(0), String(hits), isCut ? "yes" : ""];
    }),
  );
  const rest = markdownTable(
    ["figure", "value"],
    Object.entries(others).map(([name, value]) => [name, value.toFixed(1)]),
  );
  const medians = Object.fromEntries(
    measured.map(({ query, filter, page, ms }) => [`${query}, ${filter}, ${page}`, ms]),
  );
  return {
    figures: { samples, slowestMs: slowest, cut, ...others, medians },
    markdown: `${samples} texts\n\n${table}\n\n${rest}`,
  };
}

function* csvLines(rows: number): Generator<string> {
  yield "text,id\n";
  let id = 0;
  for (const { text } of syntheticTexts(rows, 10)) yield `"${text}",${id++}\n`;
}
