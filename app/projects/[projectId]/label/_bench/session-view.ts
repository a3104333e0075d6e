import type { LeasedSample, TakenLeases } from "@/lib/contracts/labeling";
import type { ApiError } from "../../../../_components/call-api";
import type { Outbox } from "../../_outbox/outbox";
import type { Refusal } from "../../_outbox/outbox-entry";
import type { BenchApi } from "./bench-api";
import type { AnswerRules, Draft } from "./draft";

/** What a session works with. */
export interface SessionParts {
  readonly api: Pick<BenchApi, "takeLeases" | "giveBack">;
  readonly outbox: Pick<Outbox, "state" | "add" | "undoLast" | "redoLast" | "discard">;
  /** Milliseconds of a monotonic clock. */
  now(): number;
  newId(): string;
}

/** What was done last; the screen has the words. */
export type Said =
  | { readonly kind: "labeled"; readonly labelClassIds: readonly string[] }
  | { readonly kind: "accepted" | "rejected"; readonly labelClassId: string }
  | {
      readonly kind:
        | "skipped"
        | "flagged"
        | "undone"
        | "redone"
        | "nothing-to-undo"
        | "nothing-to-redo"
        | "not-ours"
        | "taken-away";
    }
  /** In the words of the server or the browser. */
  | { readonly kind: "refused"; readonly refusal: Refusal | null }
  | { readonly kind: "not-kept"; readonly message: string };

/** What the session knows of the screen. */
export interface SessionView {
  readonly samples: readonly LeasedSample[];
  readonly empty: TakenLeases["empty"];
  /** Why no samples could be fetched. */
  readonly trouble: ApiError | null;
  /** What was pressed for the first sample and not sent yet. */
  readonly draft: Draft | null;
  /** "Is it this class?", or one of its classes; null while any class may be answered. */
  readonly askedClassId: string | null;
  /** Whether samples are taken along for work without a connection. */
  readonly along: boolean;
  /** Stands above the sample until the next act. */
  readonly notice: Said | null;
  readonly said: Said | null;
}

export const nothingHeld: SessionView = {
  samples: [],
  empty: null,
  trouble: null,
  draft: null,
  askedClassId: null,
  along: false,
  notice: null,
  said: null,
};

/** A decision without what the session knows itself. */
export type Decision =
  | { readonly action: "label"; readonly labelClassId: string }
  | { readonly action: "label-set"; readonly labelClassIds: string[] }
  | { readonly action: "accept" | "reject"; readonly labelClassId: string }
  | { readonly action: "skip" | "flag"; readonly note: string };

/** Another answer to a sample of the history. */
export interface Revision {
  readonly labelClassIds: readonly string[];
  readonly task: AnswerRules["task"];
  /** Active seconds. */
  readonly seconds: number;
  readonly screen: "history" | "review";
}

/** The same with the words of the screen. */
export interface BenchView extends Omit<SessionView, "notice" | "said"> {
  readonly notice: string | null;
  /** What was done last. */
  readonly spoken: string;
}

/** An answer as the project takes it: one class, or a set of them, which may be empty. */
export function answerOf(labelClassIds: readonly string[], task: AnswerRules["task"]): Decision {
  const [labelClassId] = labelClassIds;
  if (task === "multi" || labelClassId === undefined)
    return { action: "label-set", labelClassIds: [...labelClassIds] };
  return { action: "label", labelClassId };
}

/** What yes and no mean when one class is asked about. */
export interface AskedRules {
  readonly task: AnswerRules["task"];
  /** The class that a no means instead, where a sample has one of two; else null. */
  readonly other: string | null;
}

/**
 * An answer to "is it this class?". Where a sample has one class, a yes is its label. Where it may have several, a yes
 * or a no says nothing of the others, so that neither is a label.
 */
export function answerOfAsked(
  asked: string,
  isYes: boolean,
  { task, other }: AskedRules,
): { readonly decision: Decision; readonly said: Said } {
  if (task === "single" && (isYes || other !== null)) {
    const labelClassId = isYes ? asked : other!;
    const said: Said = { kind: "labeled", labelClassIds: [labelClassId] };
    return { decision: { action: "label", labelClassId }, said };
  }
  return {
    decision: { action: isYes ? "accept" : "reject", labelClassId: asked },
    said: { kind: isYes ? "accepted" : "rejected", labelClassId: asked },
  };
}
