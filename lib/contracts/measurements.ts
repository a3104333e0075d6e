import type { CurveMetric, Estimate } from "./progress";

type ByMetric<Value> = Record<CurveMetric, Value>;

/** A figure whose interval has both ends. */
interface Bounded {
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

/** How good a class is told apart; null where too few samples say. */
export interface MeasuredClass {
  readonly precision: Bounded | null;
  readonly recall: Bounded | null;
  readonly f1: Bounded | null;
  /** With an interval that holds for all classes at once; missing in what was measured before it was told. */
  readonly simultaneousF1?: Bounded | null;
  readonly support: number;
  readonly trainingLabels: number;
  readonly labelNext: {
    readonly kind: "seen never" | "few labels" | "confused" | "missed" | "wrongly said";
    readonly with: number | null;
  } | null;
}

/** Of how many samples of the holdout it was right, and wrong, to say or not to say that they have a class. */
interface MeasuredOutcomes {
  readonly truePositives: number;
  readonly falseNegatives: number;
  readonly falsePositives: number;
  readonly trueNegatives: number;
}

/** What is found out after each round: where the curve goes on, and what the newest model is wrong about. */
export interface MeasuredOutlook {
  readonly kind: "outlook";
  /** Of what `needed`, `nextHundred` and `advice` are. */
  readonly metric: CurveMetric;
  readonly target: number | null;
  /** All on the same holdout samples, in ascending order of labels; no interval where so few allow no honest one. */
  readonly curve: readonly {
    readonly modelVersionId: string;
    readonly labelsSpent: number;
    readonly scores: ByMetric<Estimate>;
  }[];
  readonly slope: ByMetric<Bounded | null>;
  readonly path: ByMetric<readonly { readonly labelsSpent: number; readonly score: Bounded }[]>;
  /** Labels still to spend; null without a target. */
  readonly needed:
    | { readonly kind: "reached" }
    | {
        readonly kind: "cannotTell";
        readonly because:
          | "fewHoldout"
          | "fewPoints"
          | "fewPerClass"
          | "noInterval"
          | "tooWide"
          | "outOfReach"
          | "notRising";
        readonly holdoutNeeded: number | null;
        readonly atLeast: number | null;
      }
    | {
        readonly kind: "forecast";
        readonly needed: Estimate;
        /** Missing in what older releases measured. */
        readonly holdoutNeeded?: number | null;
      }
    | null;
  readonly nextHundred: Bounded | null;
  readonly stability: number | null;
  /** `budgetSpent` only in what older releases measured: whether it is, is told when it is read. */
  readonly advice: "targetMet" | "flat" | "goOn" | "growHoldout" | "budgetSpent" | "cannotTell";
  /** Whether it would be `flat`, were there no target to reach; missing in what was measured before it was told. */
  readonly isFlat?: boolean;
  /** The width that was asked for; missing in what was measured before it was told. */
  readonly askedWidth?: number | null;
  /** Labels of the holdout that the asked width takes in all; null when none is asked. */
  readonly labelsForAskedWidth: number | null;
  /** Active classes when it was measured: what indices below are of. */
  readonly labelClassIds: readonly string[];
  readonly holdoutCount: number;
  readonly perClass: readonly MeasuredClass[];
  /** Truth by row; null where a sample may have several classes. */
  readonly confusion: readonly (readonly number[])[] | null;
  /** By class; null where a sample has one class, and missing in what was measured before they were counted. */
  readonly outcomes?: readonly MeasuredOutcomes[] | null;
  readonly calibration: readonly {
    readonly confidence: number;
    readonly accuracy: Bounded;
    readonly count: number;
  }[];
  /** Over the bins above; where what chance shows is missing, over others. */
  readonly calibrationError: number;
  /** What a model shows by chance whose confidence is right; missing in what was measured before it was told. */
  readonly calibrationByChance?: { readonly error: number; readonly gap: number };
  readonly drift: { readonly older: Bounded; readonly newer: Bounded; readonly pValue: number } | null;
  readonly neverSeen: readonly number[];
  readonly holdoutAccuracy: Bounded;
  readonly finding:
    | "memorising"
    | "variance"
    | "missingCases"
    | "drift"
    | "modelTooSimple"
    | "healthy"
    | "cannotTell";
  /** What the model takes each labeled row of the holdout for; empty where a sample may have several classes. */
  readonly guesses: {
    readonly rows: readonly number[];
    readonly classes: readonly number[];
    readonly probabilities: readonly number[];
  };
}

/** What the draws of active testing say of the newest model, beside the plain holdout. */
export interface MeasuredActive {
  readonly kind: "active";
  /** Null while they tell nothing. */
  readonly told: {
    readonly accuracy: Bounded;
    readonly labels: number;
    readonly plainLabels: number;
  } | null;
}

/** What takes many models to find out, and is done again when the labels have grown. */
export interface MeasuredRandom {
  readonly kind: "random";
  readonly points: readonly {
    readonly labelsSpent: number;
    readonly trainingLabels: number;
    /** No interval where none is known that holds. */
    readonly scores: ByMetric<Estimate>;
  }[];
  readonly saved: ByMetric<
    | {
        readonly kind: "tooEarly";
        readonly holdoutNeeded: number | null;
        /** Missing in what older releases measured. */
        readonly randomMissing?: number | null;
      }
    | { readonly kind: "noInterval" }
    | { readonly kind: "indistinguishable"; readonly saved: Estimate }
    | {
        readonly kind: "saved" | "lost";
        readonly saved: Estimate;
        readonly randomNeeds: Estimate;
        readonly isAtLeast: boolean;
      }
  >;
  readonly trainingAccuracy: number;
  readonly crossValidatedAccuracy: Bounded | null;
  readonly spread: { readonly spread: number; readonly resamples: number } | null;
}

export type Measurement = MeasuredOutlook | MeasuredActive | MeasuredRandom;
