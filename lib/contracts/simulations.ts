import { z } from "zod";
import { demoSetSchema } from "./demo";
import { taskSchema } from "./projects";

/** Fewer labels make curves that tell nothing. */
export const fewestSimulationLabels = 60;
/** From so many labels on that were drawn at random, these alone are what is simulated on, unless asked otherwise. */
export const enoughRandomLabels = 100;
/** Part of the labels that strategies may ask for; the others are what models are measured on. */
export const simulationPoolShare = 0.6;

/** So many models are trained at most: they keep the machine busy for minutes, and the next simulation waits. */
export const mostSimulatedModels = 2_000;

/** What is simulated on: labels of the project, or sample data that comes with Winnow. */
export const simulationSourceSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("project"),
    /** `random`: only those of the holdout and the random arm; `all`: also those that a strategy asked for. */
    labels: z.enum(["random", "all"]),
  }),
  z.object({ kind: z.literal("demo"), demoSet: z.string().min(1).max(100) }),
]);
export type SimulationSource = z.infer<typeof simulationSourceSchema>;

/** The body of `POST /projects/{projectId}/simulations`. Random labeling is simulated beside what is asked for. */
export const simulationRequestSchema = z.object({
  source: simulationSourceSchema,
  /** Ids of query strategies. */
  strategies: z.array(z.string().min(1).max(100)).min(1, "Choose at least one.").max(4, "At most four."),
  learner: z.string().min(1).max(100).default("auto"),
  /** Labels to spend, and labels between two rounds. */
  budget: z.number().int().min(10).max(5_000),
  batch: z.number().int().min(1).max(500),
  /** How often everything is played, each time with another split and other draws. */
  seeds: z.number().int().min(1).max(5),
  /** An accuracy: labels until then are told. */
  target: z.number().min(0.05).max(1).default(0.9),
});
export type SimulationRequest = z.infer<typeof simulationRequestSchema>;

/** How many models are trained, for so many strategies, random labeling among them. */
export function simulatedModels(
  strategies: number,
  { budget, batch, seeds }: Pick<SimulationRequest, "budget" | "batch" | "seeds">,
): number {
  return strategies * seeds * Math.ceil(budget / batch);
}

/** Over the seeds: the middle one, and the lowest and highest. */
const spreadSchema = z.object({ median: z.number(), low: z.number(), high: z.number() });

/** A strategy against random labeling by the area under its curves: the mean accuracy on the way to the budget. */
export const comparisonSchema = z.object({
  /** `indistinguishable`: the interval holds nought, or there is none. */
  verdict: z.enum(["better", "worse", "indistinguishable"]),
  /** Points of a hundred, the mean over the seeds. */
  points: z.number(),
  /** 95 % interval of `points`; null with one seed, and in reports of versions before this. */
  interval: z.object({ low: z.number(), high: z.number() }).nullable().default(null),
  /**
   * Labels that random labeling needed for the accuracy it ended with, less those of the strategy; `low` and `high`: how
   * far that goes over the seeds (bootstrap), coarse with so few. Null where a curve ends before: then perhaps a bound.
   */
  saved: z
    .object({
      labels: z.number().nullable(),
      atLeast: z.number().nullable(),
      atMost: z.number().nullable(),
      low: z.number().nullable(),
      high: z.number().nullable(),
    })
    .nullable(),
});
export type SimulationComparison = z.infer<typeof comparisonSchema>;

export const simulatedStrategySchema = z.object({
  strategy: z.string(),
  curve: z.array(spreadSchema.extend({ labels: z.number().int() })),
  /** Null where no model could be trained. */
  area: spreadSchema.nullable(),
  /** The middle seed's; null: not within the budget. */
  labelsToTarget: z.number().nullable(),
  /** Null for random labeling itself, and where there is nothing to compare. */
  versusRandom: comparisonSchema.nullable(),
});
export type SimulatedStrategy = z.infer<typeof simulatedStrategySchema>;

export const simulationReportSchema = z.object({
  dataName: z.string(),
  /** Whether samples had one class, or might have several: then accuracy is the share whose classes are all right. */
  task: taskSchema.default("single"),
  encoder: z.string(),
  classCount: z.number().int(),
  poolSize: z.number().int(),
  testSize: z.number().int(),
  /** Of computing. */
  seconds: z.number(),
  /** Random labeling last. */
  strategies: z.array(simulatedStrategySchema),
});
export type SimulationReport = z.infer<typeof simulationReportSchema>;

export const simulationStateSchema = z.enum(["waiting", "running", "done", "failed", "cancelled"]);

/** What was asked for, and how far it is. */
export const simulationStatusSchema = z.object({
  id: z.uuid(),
  state: simulationStateSchema,
  request: simulationRequestSchema,
  progress: z.number(),
  error: z.string().nullable(),
  /** The name of whoever asked for it. */
  createdBy: z.string().nullable(),
  createdAt: z.iso.datetime(),
  finishedAt: z.iso.datetime().nullable(),
});
export type SimulationStatus = z.infer<typeof simulationStatusSchema>;

export const simulationSchema = simulationStatusSchema.extend({
  /** Null until it is done. */
  report: simulationReportSchema.nullable(),
});
export type Simulation = z.infer<typeof simulationSchema>;

/** What may be asked for here. */
export const simulationOffersSchema = z.object({
  /** Labels of the project that could be simulated on; `refusal` says why not. */
  labels: z.object({
    all: z.number().int(),
    random: z.number().int(),
    classes: z.number().int(),
    refusal: z.enum(["not-encoded", "few-labels", "one-class"]).nullable(),
  }),
  demoSets: z.array(demoSetSchema),
  /** On labels of the project, and on sample data, whose samples have one class. */
  strategies: z.object({ project: z.array(z.string()), demo: z.array(z.string()) }),
  learners: z.array(z.string()),
});
export type SimulationOffers = z.infer<typeof simulationOffersSchema>;

/** Newest first. */
export const simulationListSchema = z.object({
  offers: simulationOffersSchema,
  simulations: z.array(simulationStatusSchema),
});
export type SimulationList = z.infer<typeof simulationListSchema>;
