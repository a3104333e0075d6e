import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { reportNames } from "@/app/_server/report-names";
import { readSimulation, readSimulationReport } from "@/db/queries/simulations";
import { labelClasses, projects } from "@/db/schema/projects";
import type { SimulationRequest } from "@/lib/contracts/simulations";
import { newId } from "@/lib/ids";
import { requestSimulation } from "@/lib/simulations/request-simulation";
import { readSimulationOffers } from "@/lib/simulations/simulation-offers";
import { handleEncode } from "@/workers/handle-encode";
import { handleSimulate } from "@/workers/handle-simulate";
import { type ArrangedProject, arrangeLabels, arrangeProject } from "../../setup/arrange-project";
import { createInProcessWorker } from "../../setup/in-process-worker";
import { createTestDatabase } from "../../setup/test-database";
import { waitFor } from "../../setup/wait-for";

const { db } = await createTestDatabase();
const worker = createInProcessWorker(db);

const usual: SimulationRequest = {
  source: { kind: "project", labels: "all" },
  strategies: ["mean-max-loss", "cvirs"],
  learner: "auto",
  budget: 60,
  batch: 20,
  seeds: 2,
  target: 0.8,
};
const phrases = [
  "the striker scored a late goal in the match",
  "the bank raised its interest rate again",
  "the minister lost the vote in parliament",
];
/** Each row has those classes whose bit is set. */
const classesOf = (row: number) => [0, 1, 2].filter((c) => (row % 8) & (1 << c));

let project: ArrangedProject;

/** 80 labels that a strategy asked for, of all combinations of three classes, and 120 of the holdout. */
beforeAll(async () => {
  const texts = Array.from({ length: 240 }, (_, row) => {
    const said = classesOf(row).map((c) => phrases[c]!);
    return `${[...said, "as was reported on the day"].join(" and ")} ${row}`;
  });
  project = await arrangeProject(db, texts, { classNames: ["sport", "money", "politics"] });
  await db.update(projects).set({ task: "multi" }).where(eq(projects.id, project.projectId));
  await handleEncode(worker, project);
  await arrangeLabels(
    db,
    project,
    Array.from({ length: 200 }, (_, row) => ({
      row,
      classes: classesOf(row),
      slot: row < 80 ? ("query" as const) : ("holdout" as const),
    })),
  );
}, 60_000);

async function ask(request: Partial<SimulationRequest> = {}): Promise<string> {
  const id = newId();
  const { projectId, userId: createdBy } = project;
  const asked = { id, projectId, createdBy, request: { ...usual, ...request } };
  await requestSimulation(db, { ...asked, rootDirectory: process.cwd(), names: reportNames() });
  return id;
}

async function play(request: Partial<SimulationRequest> = {}) {
  const simulationId = await ask(request);
  const { projectId } = project;
  await handleSimulate(worker, { projectId, simulationId, names: reportNames() }, { isLast: true });
  return (await readSimulation(db, { projectId, simulationId }))!;
}

it("labels where a sample may have several classes are offered, with the strategies that know what that is", async () => {
  const { labels, strategies } = await readSimulationOffers(db, project.projectId);
  expect(labels).toEqual({ all: 200, random: 120, classes: 3, refusal: null });
  expect(strategies.project).toEqual(["auto", "mean-max-loss", "cvirs"]);
  expect(strategies.demo).toContain("margin");
  const code = (request: Partial<SimulationRequest>) => ask(request).catch((error) => error.code);
  expect(await code({ strategies: ["margin"] })).toBe("unknown_strategy");
  const demo = { kind: "demo", demoSet: "spam" } as const;
  expect(await code({ source: demo, strategies: ["cvirs"] })).toBe("unknown_strategy");
});

it("a simulation on them learns sets of classes, and its report says when a sample is right", async () => {
  const { id, state, report, error } = await play();
  expect({ state, error }).toEqual({ state: "done", error: null });
  expect(report).toMatchObject({ task: "multi", classCount: 3, poolSize: 120, testSize: 80 });
  expect(report!.strategies.map(({ strategy }) => strategy)).toEqual(["mean-max-loss", "cvirs", "random"]);
  for (const { curve } of report!.strategies) {
    expect(curve.map(({ labels }) => labels)).toEqual([20, 40, 60]);
    // One in eight sets is guessed.
    expect(curve.at(-1)!.median).toBeGreaterThan(0.5);
  }
  const blob = await readSimulationReport(db, { projectId: project.projectId, simulationId: id });
  expect((await worker.blobs.get(blob!)).toString()).toContain("right when all of its classes are");
});

it("it is the same to the bit when it is run again, and one on random labels plays those alone", async () => {
  const random = { source: { kind: "project", labels: "random" }, seeds: 1 } as const;
  const [first, second] = [await play(random), await play(random)];
  expect(first.report).toMatchObject({ poolSize: 72, testSize: 48 });
  const curvesOf = ({ report }: typeof first) => report!.strategies.map(({ curve }) => curve);
  expect(curvesOf(second)).toEqual(curvesOf(first));
});

it("labels of archived classes count for the classes that are left", async () => {
  const [, ...others] = project.labelClassIds;
  for (const id of others) {
    await db.update(labelClasses).set({ archivedAt: new Date() }).where(eq(labelClasses.id, id));
  }
  const offered = () => readSimulationOffers(db, project.projectId).then(({ labels }) => labels);
  // What took long to count is kept for a while.
  await waitFor("the classes that are left", async () => (await offered()).classes === 1);
  expect(await offered()).toEqual({ all: 200, random: 120, classes: 1, refusal: null });
});
