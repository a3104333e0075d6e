import type { MeasuredActive, MeasuredOutlook, MeasuredRandom } from "@/lib/contracts/measurements";
import type { ImportFormat } from "@/lib/contracts/projects";
import type { ReportNames } from "@/lib/contracts/report-names";
import type { SimulationReport, SimulationRequest } from "@/lib/contracts/simulations";
import type { FinishedEncoding } from "@/lib/encodings/finish-encoding";
import type { ClassCandidates } from "@/lib/learning/class-candidates";
import type { EncoderChoice } from "@/lib/learning/encoders/choose-encoder";
import type { Evaluation } from "@/lib/learning/evaluation/evaluate";
import type { MultiLabelRoundInput } from "@/lib/learning/multi-label-round";
import type { Generalisation } from "@/lib/learning/outlook/generalisation";
import type { OutlookInput } from "@/lib/learning/outlook/outlook";
import type { QueueItem, RoundInput, RowLabel } from "@/lib/learning/round";
import type { RowLabels } from "@/lib/learning/strategies/multi-label/multi-label-strategy";
import type { ModelEvaluation, StoredModel } from "@/lib/rounds/publish-round";
import type { SplitLabels } from "@/lib/rounds/read-labels";

/** What a model thread needs to open its own doors; it shares nothing with the thread that made it. */
export interface ModelThreadSettings {
  readonly databaseUrl: string;
  readonly blobsDirectory: string;
  readonly kernelThreads: number;
}

export interface StoredEmbeddings {
  readonly shardBlobs: readonly string[];
  readonly rowCount: number;
  readonly dimensions: number;
}

/** Which pool to work on. */
export interface StoredPool extends StoredEmbeddings {
  readonly projectId: string;
  readonly encodingId: string;
  /** Null where the encoder has no term weights. */
  readonly sparseShardBlobs: readonly string[] | null;
  /** Null until it is built. */
  readonly graphBlob: string | null;
}

/** An encoder that was fitted already, and the rows it has encoded, which may be none. */
export interface EncodedSoFar {
  readonly encoderBlob: string;
  readonly shardBlobs: readonly string[];
  readonly sparseShardBlobs: readonly string[] | null;
  readonly rowCount: number;
}

export interface EncodeRequest {
  readonly kind: "encode";
  readonly projectId: string;
  readonly modality: "text" | "image";
  readonly encoder: string;
  readonly rowCount: number;
  readonly seed: number;
  /** Null: fit the encoder; else only encode the rows that are new. */
  readonly encodedSoFar: EncodedSoFar | null;
}

export interface CompareRequest {
  readonly kind: "compare";
  readonly projectId: string;
  readonly modality: "text" | "image";
  /** Encoders are fitted on rows 0..rowCount-1. */
  readonly rowCount: number;
  readonly seed: number;
  /** Training labels of those rows. */
  readonly labels: readonly RowLabel[];
  readonly classCount: number;
  /** The blob is null where it is not fitted yet. */
  readonly current: { readonly encoder: string; readonly encoderBlob: string | null };
}

/** The chosen encoder, fitted and stored. */
export interface CompareReply extends EncoderChoice {
  readonly encoderBlob: string;
}

export interface GraphRequest {
  readonly kind: "graph";
  readonly embeddings: StoredEmbeddings;
  readonly seed: number;
}

export interface LayoutRequest {
  readonly kind: "layout";
  readonly embeddings: StoredEmbeddings;
  /** Null for a pool that is too small for one. */
  readonly graphBlob: string | null;
  readonly seed: number;
}

export interface RoundRequest {
  readonly kind: "round";
  /** Null: the pool has no embeddings yet, only its size is known. */
  readonly pool: StoredPool | null;
  readonly poolRows: number;
  /** The model to start from. */
  readonly previousBlob: string | null;
  /** The model that ranks the pool instead of a new one. */
  readonly pinnedBlob: string | null;
  /** Earlier models, to be evaluated again by what they predicted for the holdout. */
  readonly recentPredictions: readonly { readonly modelVersionId: string; readonly blob: string }[];
  readonly input: SingleTask | MultiTask;
}

type WithoutPool<Input> = Omit<Input, "pool" | "previous" | "pinned" | "onStage">;

/** A sample has one class. */
type SingleTask = WithoutPool<RoundInput> & { readonly task: "single" };
/** A sample may have several classes. */
type MultiTask = WithoutPool<MultiLabelRoundInput> & { readonly task: "multi" };

/** Labels of one class, or of several. */
type TaskLabels =
  | ({ readonly task: "single" } & SplitLabels<RowLabel>)
  | ({ readonly task: "multi" } & SplitLabels<RowLabels> & Pick<MultiLabelRoundInput, "partialLabels">);

interface StoredPoint {
  readonly modelVersionId: string;
  readonly labelsSpent: number;
  readonly blob: string;
}

export interface OutlookRequest {
  readonly kind: "outlook";
  readonly labels: TaskLabels;
  readonly classCount: number;
  /** What models predicted for the holdout, in ascending order of labels spent. */
  readonly points: readonly StoredPoint[];
  /** What models that are far enough apart take the pool for, oldest first. */
  readonly poolSummaryBlobs: readonly string[];
  readonly asked: Pick<OutlookInput, "metric" | "target" | "mostHoldout"> & {
    /** Width of the holdout's interval; null: none is asked for. */
    readonly width: number | null;
  };
  /** Null before it was measured. */
  readonly generalisation: Generalisation | null;
  readonly seed: number;
}

export interface RandomRequest {
  readonly kind: "random";
  readonly labels: TaskLabels;
  readonly classCount: number;
  readonly pool: StoredPool;
  readonly learner: string;
  /** Of the newest model. */
  readonly modelBlob: string;
  /** What models predicted for the holdout, in ascending order of labels spent. */
  readonly points: readonly StoredPoint[];
  /** When the newest model was trained. */
  readonly labelsSpent: number;
  /** Share of the spent labels that goes to the holdout. */
  readonly holdoutShare: number;
  /** Of random labeling; `generalisationFits` come on top. */
  readonly mostFits: number;
  readonly seed: number;
}

export interface SimulateRequest {
  readonly kind: "simulate";
  readonly simulationId: string;
  /** What the data is called, and the instant of the report. */
  readonly dataName: string;
  readonly at: string;
  readonly source: LabeledRows | DemoSamples;
  /** Random labeling among them. */
  readonly strategies: readonly string[];
  readonly setting: Pick<SimulationRequest, "learner" | "budget" | "batch" | "seeds" | "target">;
  readonly names: ReportNames;
}

/** Labeled rows of a project's pool. */
export interface LabeledRows {
  readonly kind: "project";
  readonly encoder: string;
  readonly pool: StoredPool;
  /** Of one class, or of several. */
  readonly labels:
    | { readonly task: "single"; readonly given: readonly RowLabel[] }
    | { readonly task: "multi"; readonly given: readonly RowLabels[] };
  readonly classCount: number;
}

/** Sample data that comes with Winnow. */
export interface DemoSamples {
  readonly kind: "demo";
  readonly path: string;
  readonly format: ImportFormat;
}

export type ThreadRequest =
  | EncodeRequest
  | CompareRequest
  | GraphRequest
  | LayoutRequest
  | RoundRequest
  | OutlookRequest
  | RandomRequest
  | SimulateRequest;

export interface RoundReply {
  /** Null while there is nothing to train on, and where the model was pinned. */
  readonly stored: StoredModel | null;
  readonly evaluation: Evaluation | null;
  readonly recentEvaluations: readonly ModelEvaluation[];
  readonly queue: readonly QueueItem[];
  readonly classCandidates: ClassCandidates;
  /** Milliseconds by stage. */
  readonly stages: Record<string, number>;
}

export interface ReplyOf {
  encode: FinishedEncoding;
  compare: CompareReply;
  /** The key of the graph's blob; null when there are too few samples for one. */
  graph: string | null;
  /** The key of the places' blob. */
  layout: string;
  round: RoundReply;
  /** Null when none of the holdout labels was predicted. */
  /** The outlook is null without a plain holdout label, what active testing tells without enough of its draws. */
  outlook: Pick<MeasuredActive, "told"> & { readonly outlook: Omit<MeasuredOutlook, "labelClassIds"> | null };
  random: MeasuredRandom;
  /** Null when it was cancelled. */
  simulate: { readonly report: SimulationReport; readonly reportBlob: string } | null;
}

/** What the thread posts back: any number of `progress`, then one `done` or `failed`. */
export type ThreadMessage =
  | { readonly id: number; readonly type: "progress"; readonly share: number; readonly doing: string }
  | { readonly id: number; readonly type: "done"; readonly reply: ReplyOf[keyof ReplyOf] }
  | { readonly id: number; readonly type: "failed"; readonly error: Error };
