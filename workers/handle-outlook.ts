import type { Measurement } from "@/lib/contracts/measurements";
import type { JobPayload } from "@/lib/jobs/jobs";
import { comparedForStability } from "@/lib/learning/forecasting/stability";
import { type MeasuringFacts, readMeasuringFacts } from "@/lib/measuring/read-measuring-facts";
import { requestRandomWhenDue } from "@/lib/measuring/request-random-when-due";
import { storeMeasurement } from "@/lib/measuring/store-measurement";
import type { WorkerContext } from "./context";
import type { OutlookRequest } from "./model-thread-protocol";

/** Measures where the learning curve goes on and what the newest model is wrong about, from what is stored of models. */
export async function handleOutlook(context: WorkerContext, { projectId }: JobPayload<"outlook">) {
  const { db, threads } = context;
  const facts = await readMeasuringFacts(db, projectId);
  if (!facts) return;
  const started = performance.now();
  const { outlook, told } = await threads.outlook.call(requestOf(facts));
  const newest = facts.models.at(-1)!;
  const store = (result: Measurement) =>
    storeMeasurement(db, {
      projectId,
      modelVersionId: newest.id,
      labelsSpent: newest.labelsSpent,
      result,
      seconds: (performance.now() - started) / 1000,
    });
  if (facts.project.activeTestingRows !== null) await store({ kind: "active", told });
  if (!outlook) return;
  await store({ ...outlook, labelClassIds: facts.labelClassIds });
  await requestRandomWhenDue(db, facts);
}

function requestOf(facts: MeasuringFacts): OutlookRequest {
  const { project, summaries, labelClassIds, random } = facts;
  return {
    kind: "outlook",
    labels: taskLabelsOf(facts),
    classCount: labelClassIds.length,
    points: pointsOf(facts),
    poolSummaryBlobs: comparedForStability(summaries).map(({ blob }) => blob),
    asked: {
      metric: project.targetMetric,
      target: project.target,
      mostHoldout: Math.floor(project.holdoutShare * facts.encoding.rowCount),
      width: project.holdoutWidth,
    },
    generalisation: random?.result ?? null,
    seed: project.seed,
  };
}

/** What models predicted for the holdout, as a thread is given it. */
export function pointsOf({ models }: MeasuringFacts): OutlookRequest["points"] {
  return models.map(({ id: modelVersionId, labelsSpent, predictionsBlob: blob }) => {
    return { modelVersionId, labelsSpent, blob };
  });
}

/** The labels as a thread is given them. */
export function taskLabelsOf({ sets, partialLabels, ...labels }: MeasuringFacts): OutlookRequest["labels"] {
  if (sets) return { task: "multi", ...sets, partialLabels };
  const { trainingLabels, exploredLabels, importedLabels, holdoutLabels, activeLabels } = labels;
  return { task: "single", trainingLabels, exploredLabels, importedLabels, holdoutLabels, activeLabels };
}
