import { parseArgs } from "node:util";
import { sql } from "drizzle-orm";
import { loadSessionSecret } from "@/lib/access/session-secret";
import { quantile } from "@/lib/learning/evaluation/quantile";
import type { BenchResult } from "../bench-result";
import { markdownTable } from "../markdown-table";
import type { Sandbox } from "../sandbox";
import { wholeNumber } from "../whole-number";
import { arrangeAnnotators, arrangeProject, type Truth } from "./arrange";
import { type BrowserFigures, labelInBrowser, scriptBytes, slowDown } from "./label-in-browser";
import { type LoadFigures, loadWith } from "./load";
import { openBench } from "./open-bench";
import { type ProductInBrowser, withProductInBrowser } from "./product-in-browser";

/** How long the others think over a sample, on average. */
const othersThinkMs = 2_000;

/** Round trips of the slow network, milliseconds. */
const slowRoundTripMs = 300;

interface Setting {
  readonly samples: number;
  readonly slow: number;
  readonly annotators: number;
  readonly thinkMs: number;
}

/**
 * Somebody labels --samples texts with the keyboard in a real Chromium, then --slow more with 300 ms round trips, while
 * --annotators others label beside them through the same server, and a worker trains on all of it.
 */
export async function annotator(args: string[]): Promise<BenchResult> {
  const setting = parseSetting(args);
  return withProductInBrowser((product) => measure(product, setting));
}

function parseSetting(args: string[]): Setting {
  const { values } = parseArgs({
    args,
    options: {
      samples: { type: "string", default: "1000" },
      slow: { type: "string", default: "200" },
      annotators: { type: "string", default: "100" },
      think: { type: "string", default: "300" },
    },
  });
  return {
    samples: wholeNumber("samples", values.samples),
    slow: wholeNumber("slow", values.slow),
    annotators: wholeNumber("annotators", values.annotators),
    thinkMs: wholeNumber("think", values.think),
  };
}

async function measure(
  { sandbox, config, browser }: ProductInBrowser,
  setting: Setting,
): Promise<BenchResult> {
  const all = setting.samples + setting.slow;
  // Enough for everybody until the browser is done, at the pace that is asked for.
  const seconds = (all * (setting.thinkMs + 100)) / 1000 + 60;
  const poolSize = Math.ceil(1.5 * all + (setting.annotators * seconds * 1500) / othersThinkMs);
  const { projectId, truth } = await arrangeProject(sandbox, poolSize);
  console.error(`${poolSize} texts encoded`);
  const secret = await loadSessionSecret(sandbox.dataDirectory);
  const count = setting.annotators + 1;
  const [own, ...others] = await arrangeAnnotators(sandbox, config, { projectId, count, secret });
  const classIds = await readClassIds(sandbox, projectId);
  const ending = new AbortController();
  const baseUrl = config.publicUrl;
  const load = loadWith(
    others,
    { baseUrl, projectId, truth, classIds, thinkMs: othersThinkMs },
    ending.signal,
  );
  try {
    const page = await openBench(await browser.newContext(), { baseUrl, projectId, cookie: own!.cookie });
    const labelPageKb = (await scriptBytes(page)) / 1000;
    const keys = new Map([...classIds.keys()].map((name, position) => [name, String(position + 1)]));
    const answer = async (text: string) => {
      const name = truth.get(text);
      if (name === undefined)
        throw new Error(`The page shows a text that was never imported: ${text.slice(0, 80)}`);
      await page.keyboard.press(keys.get(name)!);
    };
    const work = { answer, thinkMs: setting.thinkMs };
    const fast = await labelInBrowser(page, { ...work, count: setting.samples });
    console.error(`${setting.samples} labeled`);
    await slowDown(page, slowRoundTripMs);
    const slow = await labelInBrowser(page, { ...work, count: setting.slow });
    await page.getByText("all saved", { exact: true }).waitFor({ timeout: 60_000 });
    ending.abort();
    const beside = await load;
    const answered = [...fast.answered, ...slow.answered];
    const mislabels = await countMislabels(sandbox, { userId: own!.userId, truth, answered });
    const doubleHandOuts = await countDoubleHandOuts(sandbox, projectId, beside.handedOutTwice);
    for (const error of new Set(beside.errors)) console.error(error);
    return resultOf(setting, { fast, slow, beside, labelPageKb, mislabels, doubleHandOuts });
  } finally {
    ending.abort();
  }
}

async function readClassIds({ db }: Sandbox, projectId: string): Promise<ReadonlyMap<string, string>> {
  const found = await db.execute<{ id: string; name: string }>(sql`
    select id, name from label_classes where project_id = ${projectId} order by position`);
  return new Map(found.rows.map(({ id, name }) => [name, id]));
}

/** Answers of the browser that the database does not have, or has with another class. */
async function countMislabels(
  { db }: Sandbox,
  { userId, truth, answered }: { userId: string; truth: Truth; answered: readonly string[] },
): Promise<number> {
  const found = await db.execute<{ text: string; name: string }>(sql`
    select p.text, c.name from annotations a
    join sample_payloads p on p.sample_id = a.sample_id
    join label_classes c on c.id = a.label_class_id
    where a.annotator_id = ${userId} and a.action = 'label'`);
  const stored = new Map(found.rows.map(({ text, name }) => [text, name]));
  const wrong = found.rows.filter(({ text, name }) => truth.get(text) !== name).length;
  return wrong + answered.filter((text) => !stored.has(text)).length;
}

/** Samples that two annotators were given, or labeled. */
async function countDoubleHandOuts(
  { db }: Sandbox,
  projectId: string,
  handedOutTwice: ReadonlySet<number>,
): Promise<number> {
  const found = await db.execute<{ sample_id: string }>(sql`
    select sample_id from annotations where project_id = ${projectId} and action = 'label'
    group by sample_id having count(distinct annotator_id) > 1`);
  return new Set([...handedOutTwice, ...found.rows.map(({ sample_id }) => Number(sample_id))]).size;
}

interface Measured {
  readonly fast: BrowserFigures;
  readonly slow: BrowserFigures;
  readonly beside: LoadFigures;
  readonly labelPageKb: number;
  readonly mislabels: number;
  readonly doubleHandOuts: number;
}

function resultOf(setting: Setting, { fast, slow, beside, ...counted }: Measured): BenchResult {
  const [keyToPaintMs, keyToPaintSlowNetworkMs] = [fast, slow].map((one) => spreadOf(one.keyToPaintMs));
  const [nextMs, submitMs] = [beside.nextMs, beside.submitMs].map(spreadOf);
  const layoutShift = Number((fast.layoutShift + slow.layoutShift).toFixed(4));
  const overheadSeconds = Number(fast.overheadSeconds.toFixed(1));
  const times = [
    [`key to next sample painted, ${setting.samples} samples`, keyToPaintMs!],
    [`the same with ${slowRoundTripMs} ms round trips, ${setting.slow} samples`, keyToPaintSlowNetworkMs!],
    [`a request for samples (${beside.nextMs.length})`, nextMs!],
    [`a label until it is acknowledged (${beside.submitMs.length})`, submitMs!],
  ] as const;
  const rows = times.map(([what, { p50, p95, p99 }]) => [
    what,
    ...[p50, p95, p99].map((ms) => ms.toFixed(1)),
  ]);
  const { labelPageKb, mislabels, doubleHandOuts } = counted;
  const errors = beside.errors.length;
  return {
    figures: {
      ...{ keyToPaintMs: keyToPaintMs!, keyToPaintSlowNetworkMs: keyToPaintSlowNetworkMs! },
      ...{ nextMs: nextMs!, submitMs: submitMs!, layoutShift, mislabels, overheadSeconds },
      ...{ labelPageKb: Number(labelPageKb.toFixed(1)), errors, doubleHandOuts },
    },
    markdown: `${markdownTable(["milliseconds", "p50", "p95", "p99"], rows)}

Beside ${setting.annotators} annotators who think ${othersThinkMs / 1000} s over each sample. Layout shift ${layoutShift}, ${mislabels} mislabels,
${overheadSeconds} s of overhead in ${setting.samples} samples, ${labelPageKb.toFixed(1)} kB of scripts, ${errors} errors, ${doubleHandOuts} double hand-outs.`,
  };
}

function spreadOf(times: readonly number[]): { p50: number; p95: number; p99: number } {
  const at = (share: number) => Number(quantile(times, share).toFixed(1));
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}
