import type { FinishedEncoding } from "@/lib/encodings/finish-encoding";
import type { RoundInput, RoundResult } from "@/lib/learning/round";
import type { ModelEvaluation } from "@/lib/rounds/publish-round";
import type { ModelVersion } from "@/lib/rounds/read-round-facts";

/** What a model thread needs to open its own doors; it shares nothing with the thread that made it. */
export interface ModelThreadSettings {
  readonly databaseUrl: string;
  readonly blobsDirectory: string;
  readonly kernelThreads: number;
}

/** Which embeddings to work on; null: the pool has none yet, only its size is known. */
export interface StoredEmbeddings {
  readonly encodingId: string;
  readonly shardBlobs: readonly string[];
  readonly rowCount: number;
  readonly dimensions: number;
}

export interface EncodeRequest {
  readonly kind: "encode";
  readonly projectId: string;
  readonly modality: "text" | "image";
  readonly encoder: string;
  readonly rowCount: number;
  readonly seed: number;
}

export interface RoundRequest {
  readonly kind: "round";
  readonly embeddings: StoredEmbeddings | null;
  readonly poolRows: number;
  /** Models to evaluate again; the first is the one to start from. */
  readonly recentModels: readonly ModelVersion[];
  readonly input: Omit<RoundInput, "pool" | "previous" | "onStage">;
}

export type ThreadRequest = EncodeRequest | RoundRequest;

export interface RoundReply extends RoundResult {
  readonly recentEvaluations: readonly ModelEvaluation[];
  /** Milliseconds by stage. */
  readonly stages: Record<string, number>;
}

export interface ReplyOf {
  encode: FinishedEncoding;
  round: RoundReply;
}

/** What the thread posts back: any number of `progress`, then one `done` or `failed`. */
export type ThreadMessage =
  | { readonly id: number; readonly type: "progress"; readonly share: number; readonly doing: string }
  | { readonly id: number; readonly type: "done"; readonly reply: ReplyOf[keyof ReplyOf] }
  | { readonly id: number; readonly type: "failed"; readonly error: Error };
