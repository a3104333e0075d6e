import type { QueueHealth, RoundSummary } from "@/lib/contracts/queue";
import type { CsvValue } from "../../../../_components/csv";

/** The next samples, one a line. */
export function nextCsv({ next, labelClasses }: QueueHealth): CsvValue[][] {
  const nameOf = new Map(labelClasses.map(({ id, name }) => [id, name]));
  return [
    ["sample", "slot", "strategy", "score", "propensity", "model", "guess", "probability", "held"],
    ...next.map((sample) => [
      sample.sampleId,
      sample.slot,
      sample.strategy,
      sample.score,
      sample.propensity,
      sample.modelNumber,
      joined(sample.suggestion?.classes.map(({ labelClassId }) => nameOf.get(labelClassId) ?? "")),
      joined(sample.suggestion?.classes.map(({ probability }) => probability)),
      sample.isLeased ? "yes" : "no",
    ]),
  ];
}

/** One value as it is; several, where a sample may have several classes, as files of labels have them. */
function joined(values: readonly CsvValue[] | undefined): CsvValue {
  if (values === undefined) return null;
  return values.length === 1 ? values[0]! : values.join("|");
}

/** Rounds, newest first, with the milliseconds of all stages that any of them had. */
export function roundsCsv(rounds: readonly RoundSummary[]): CsvValue[][] {
  const stages = [...new Set(rounds.flatMap((round) => Object.keys(round.stages)))];
  return [
    [
      ...["round", "state", "cause", "started", "seconds", "liveAfterSeconds"],
      ...["model", "learner", "strategy", "trainingLabels", "reason", "error"],
      ...stages.map((stage) => `${stage}Ms`),
    ],
    ...rounds.map(({ model, ...round }) => [
      ...[round.number, round.state, round.cause, round.startedAt, round.seconds, round.freshnessSeconds],
      ...[model?.number ?? null, model?.learner ?? null, model?.strategy ?? null],
      ...[model?.trainingLabels ?? null, reasonOf(model), round.error],
      ...stages.map((stage) => round.stages[stage] ?? null),
    ]),
  ];
}

/** Why the learner is what it is, in English, as files keep it in any language; null where nothing was compared. */
function reasonOf(model: RoundSummary["model"]): string | null {
  const reason = model?.chosen.reason;
  return reason === undefined ? null : String(reason).replaceAll(" %", "\u00a0%");
}
