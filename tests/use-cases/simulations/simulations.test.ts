import { eq, inArray, sql } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { reportNames } from "@/app/_server/report-names";
import { listSimulations, readSimulation, readSimulationReport } from "@/db/queries/simulations";
import { annotations } from "@/db/schema/labeling";
import { simulations } from "@/db/schema/rounds";
import { noNames } from "@/lib/contracts/report-names";
import {
  type SimulationRequest,
  simulationListSchema,
  simulationReportSchema,
} from "@/lib/contracts/simulations";
import { newId } from "@/lib/ids";
import { jobs } from "@/lib/jobs/jobs";
import { cancelSimulation } from "@/lib/simulations/cancel-simulation";
import { deleteSimulation } from "@/lib/simulations/delete-simulation";
import { requestSimulation } from "@/lib/simulations/request-simulation";
import { readSimulationOffers } from "@/lib/simulations/simulation-offers";
import { splitSamples } from "@/lib/simulations/split-samples";
import { closeGivenUp } from "@/workers/close-given-up";
import type { WorkerContext } from "@/workers/context";
import { handleSimulate } from "@/workers/handle-simulate";
import { type ArrangedProject, arrangeLabels } from "../../setup/arrange-project";
import { createInProcessWorker } from "../../setup/in-process-worker";
import { createTestDatabase } from "../../setup/test-database";
import { waitFor } from "../../setup/wait-for";
import { encodingHelpers } from "../encodings/encoding-helpers";

const { db } = await createTestDatabase();
const worker = createInProcessWorker(db);
const { arrangeEncoded, interrupted } = encodingHelpers(db, worker);

const usual: SimulationRequest = {
  source: { kind: "project", labels: "all" },
  strategies: ["margin"],
  learner: "prototype",
  budget: 20,
  batch: 10,
  seeds: 2,
  target: 0.8,
};

let project: ArrangedProject;

/** Row parity is the class: 60 labels that a strategy asked for, and 60 of the holdout. */
beforeAll(async () => {
  project = await arrangeEncoded(140);
  await label(project, 0, 60, "query");
  await label(project, 60, 120, "holdout");
}, 60_000);

function label(to: ArrangedProject, from: number, end: number, slot: "query" | "holdout") {
  const rows = Array.from({ length: end - from }, (_, i) => from + i);
  return arrangeLabels(
    db,
    to,
    rows.map((row) => ({ row, classIndex: row % 2, slot })),
  );
}

async function ask(request: Partial<SimulationRequest> = {}, of = project): Promise<string> {
  const id = newId();
  const { projectId, userId: createdBy } = of;
  await requestSimulation(db, {
    id,
    projectId,
    createdBy,
    request: { ...usual, ...request },
    rootDirectory: process.cwd(),
    names: reportNames(),
  });
  return id;
}

const run = (simulationId: string, context: WorkerContext = worker) =>
  handleSimulate(
    context,
    { projectId: project.projectId, simulationId, names: reportNames() },
    { isLast: true },
  );

const read = (simulationId: string) =>
  readSimulation(db, { projectId: project.projectId, simulationId }).then((found) => found!);

const forgetAll = () => db.delete(simulations).where(eq(simulations.projectId, project.projectId));

describe("asking for a simulation", () => {
  it("has it wait, with a job of its own", async () => {
    const id = await ask();
    expect(await read(id)).toMatchObject({ state: "waiting", progress: 0, report: null, createdBy: "Ada" });
    const { rows } = await db.execute(sql`select from graphile_worker.jobs where key = ${`simulate:${id}`}`);
    expect(rows).toHaveLength(1);
    await forgetAll();
  });

  it("offers the labels that are there, those drawn at random apart", async () => {
    const offers = await readSimulationOffers(db, project.projectId);
    expect(offers.labels).toEqual({ all: 120, random: 60, classes: 2, refusal: null });
    for (const strategies of [offers.strategies.project, offers.strategies.demo]) {
      expect(strategies).toContain("margin");
      expect(strategies).not.toContain("random");
    }
    simulationListSchema.parse({ offers, simulations: await listSimulations(db, project.projectId) });
  });

  it("refuses what cannot be run, and says why", async () => {
    const code = (request: Partial<SimulationRequest>) => ask(request).catch((error) => error.code);
    expect(await code({ strategies: ["best"] })).toBe("unknown_strategy");
    expect(await code({ learner: "best" })).toBe("unknown_learner");
    expect(await code({ strategies: ["margin", "margin"] })).toBe("strategy_repeated");
    expect(await code({ batch: 21 })).toBe("batch_over_budget");
    expect(await code({ budget: 73 })).toBe("simulation_budget");
    const large: Partial<SimulationRequest> = { budget: 1_001, batch: 2, seeds: 2 };
    const refused = await ask(large).catch((error) => error);
    expect(refused.code).toBe("simulation_too_many_models");
    expect(refused.message).toContain("2004 models would be trained");
    expect(refused.message).toContain("at least 3 labels, or the budget at most 1000.");
    expect(await code({ ...large, batch: 3 })).toBe("simulation_budget");
    expect(await code({ ...large, budget: 1_000 })).toBe("simulation_budget");
    expect(await code({ source: { kind: "demo", demoSet: "none" } })).toBe("demo_set_not_found");
    expect(await listSimulations(db, project.projectId)).toEqual([]);
  });

  it("refuses too few labels, labels of one class, and a pool without embeddings", async () => {
    const cold = await arrangeEncoded(130);
    const refusal = async () => (await readSimulationOffers(db, cold.projectId)).labels.refusal;
    const code = () => ask({}, cold).catch((error) => error.code);
    await label(cold, 0, 59, "query");
    expect([await refusal(), await code()]).toEqual(["few-labels", "simulation_few_labels"]);
    await db.delete(annotations).where(eq(annotations.projectId, cold.projectId));
    await db.execute(sql`delete from current_annotations where project_id = ${cold.projectId}`);
    await db.execute(sql`delete from labels where project_id = ${cold.projectId}`);
    await arrangeLabels(
      db,
      cold,
      Array.from({ length: 60 }, (_, row) => ({ row, classIndex: 1 })),
    );
    expect([await refusal(), await code()]).toEqual(["one-class", "simulation_one_class"]);
    await db.execute(sql`update encodings set state = 'failed' where project_id = ${cold.projectId}`);
    expect([await refusal(), await code()]).toEqual(["not-encoded", "simulation_not_encoded"]);
  });

  it("counts what is played: no samples that active testing drew, and none that are not encoded", async () => {
    const other = await arrangeEncoded(140);
    await label(other, 0, 50, "query");
    await label(other, 50, 120, "holdout");
    const drawn = inArray(annotations.sampleId, other.sampleIds.slice(60, 115));
    await db.update(annotations).set({ strategy: "active-testing" }).where(drawn);
    const offered = async () => (await readSimulationOffers(db, other.projectId)).labels;
    expect(await offered()).toMatchObject({ all: 65, random: 15, refusal: null });
    const id = await ask({ budget: 30 }, other);
    await db.execute(sql`update encodings set row_count = 55 where project_id = ${other.projectId}`);
    // What took long to count is kept for a while.
    await waitFor("labels of fewer rows", async () => (await offered()).all === 55);
    expect(await offered()).toMatchObject({ all: 55, random: 5, refusal: "few-labels" });
    await handleSimulate(
      worker,
      { projectId: other.projectId, simulationId: id, names: reportNames() },
      { isLast: false },
    );
    const failed = await readSimulation(db, { projectId: other.projectId, simulationId: id });
    expect(failed).toMatchObject({ state: "failed" });
    expect(failed!.error).toContain("has 55 labels of encoded samples");
  });

  it("lets five wait and no more", async () => {
    for (let i = 0; i < 5; i++) await ask();
    await expect(ask()).rejects.toMatchObject({ code: "too_many_simulations" });
    await forgetAll();
  });
});

it("a simulation that an older release asked for has a report with ids", () => {
  const asked = { projectId: newId(), simulationId: newId() };
  expect(jobs.simulate.payload.parse(asked)).toEqual({ ...asked, names: noNames });
});

describe("a simulation", () => {
  it("plays what was asked for and random labeling, and keeps a report and a page of it", async () => {
    const id = await ask();
    await run(id);
    const { state, progress, report, finishedAt } = await read(id);
    expect({ state, progress }).toEqual({ state: "done", progress: 1 });
    expect(finishedAt).not.toBeNull();
    simulationReportSchema.parse(report);
    expect(report).toMatchObject({ dataName: "Arranged", classCount: 2, poolSize: 72, testSize: 48 });
    expect(report!.strategies.map(({ strategy }) => strategy)).toEqual(["margin", "random"]);
    for (const { curve } of report!.strategies) {
      expect(curve.at(-1)!.labels).toBe(20);
      for (const { low, median, high } of curve) expect(low <= median && median <= high).toBe(true);
    }
    expect(report!.strategies[0]!.versusRandom).not.toBeNull();
    expect(report!.strategies[1]!.versusRandom).toBeNull();
    const blob = await readSimulationReport(db, { projectId: project.projectId, simulationId: id });
    const page = (await worker.blobs.get(blob!)).toString();
    expect(page).toContain("<!doctype html>");
    expect(page).toContain("120 labeled samples, cut at random");
    // Its tables and curves have names; what to ask for again stands beside them.
    expect(page).toMatch(/<th scope="row" class="[^"]*">Smallest margin<\/th>/);
    expect(page).toContain("<dd>Smallest margin (margin), At random (random)</dd>");
    expect(page).toMatch(/encoder Words that share texts/);
    await deleteSimulation(db, worker.blobs, { projectId: project.projectId, simulationId: id });
    expect(await worker.blobs.has(blob!)).toBe(false);
  });

  it("tells nothing apart by one repeat", async () => {
    const id = await ask({ seeds: 1 });
    await run(id);
    const [strategy] = (await read(id)).report!.strategies;
    expect(strategy!.versusRandom).toMatchObject({ verdict: "indistinguishable", interval: null });
    await forgetAll();
  });

  it("is the same to the bit when it is run again", async () => {
    const curves = async () => {
      const id = await ask({ source: { kind: "project", labels: "random" } });
      await run(id);
      return (await read(id)).report!.strategies.map(({ curve }) => curve);
    };
    expect(await curves()).toEqual(await curves());
    await forgetAll();
  });

  it("that was cancelled while it waited never runs", async () => {
    const id = await ask();
    await cancelSimulation(db, { projectId: project.projectId, simulationId: id });
    await run(id);
    expect(await read(id)).toMatchObject({ state: "cancelled", report: null });
    await forgetAll();
  });

  it("that is cancelled while it runs stops at its next point and keeps nothing", async () => {
    const id = await ask();
    const { simulate } = worker.threads;
    const replies: unknown[] = [];
    const call: typeof simulate.call = async (request, onProgress) => {
      await cancelSimulation(db, { projectId: project.projectId, simulationId: id });
      const reply = await simulate.call(request, onProgress);
      replies.push(reply);
      return reply;
    };
    const cancelling = { ...worker, threads: { ...worker.threads, simulate: { ...simulate, call } } };
    await run(id, cancelling);
    expect(replies).toEqual([null]);
    expect(await read(id)).toMatchObject({ state: "cancelled", report: null });
    await forgetAll();
  });

  it("of a worker that died is taken up from its beginning", async () => {
    const id = await ask();
    await db.update(simulations).set({ state: "running", progress: 0.7 }).where(eq(simulations.id, id));
    await run(id);
    expect(await read(id)).toMatchObject({ state: "done" });
    await forgetAll();
  });

  it("that cannot be computed fails with the reason", async () => {
    const id = await ask();
    const failing = interrupted(() => Promise.reject(new Error("The model thread ended with code 134.")));
    await run(id, failing);
    expect(await read(id)).toMatchObject({
      state: "failed",
      error: "The model thread ended with code 134.",
    });
    await forgetAll();
  });

  it("whose worker was killed again and again is given up", async () => {
    const id = await ask();
    await db.execute(sql`
      update graphile_worker._private_jobs set attempts = max_attempts where key = ${`simulate:${id}`}`);
    expect(await closeGivenUp(db)).toBe(1);
    expect((await read(id)).state).toBe("failed");
    await forgetAll();
  });

  it("of another project cannot be cancelled or deleted", async () => {
    const id = await ask();
    const other = { projectId: newId(), simulationId: id };
    await expect(cancelSimulation(db, other)).rejects.toMatchObject({ code: "simulation_not_found" });
    await expect(deleteSimulation(db, worker.blobs, other)).rejects.toMatchObject({
      code: "simulation_not_found",
    });
    await forgetAll();
  });
});

it("a split has every sample once, six in ten in the pool, and another one for another seed", () => {
  const { pool, test } = splitSamples(101, 3);
  expect(pool).toHaveLength(60);
  expect([...pool, ...test].sort((a, b) => a - b)).toEqual(Array.from({ length: 101 }, (_, i) => i));
  expect(splitSamples(101, 4).pool).not.toEqual(pool);
});
