import type { Db } from "@/db/client";
import { type ImageFacts, readSampleImage, type StoredImage } from "@/db/queries/sample-image";
import type { Role } from "../access/authorize";
import { NotFoundError } from "../errors";
import { isHoldout } from "../learning/evaluation/holdout";
import { sampleNotFound } from "./sample-not-found";

interface ImageAsker {
  readonly projectId: string;
  readonly sampleId: number;
  readonly userId: string;
  readonly role: Role;
}

/**
 * The image of a sample, for whoever may see it. Of the holdout reserve that is whoever has it at the bench or decided
 * about it, and leads; once it is labeled also engineers, to whom the panel shows what the model took it for.
 */
export async function readImage(db: Db, asker: ImageAsker): Promise<StoredImage> {
  const facts = await readSampleImage(db, asker);
  if (!facts || !mayBeSeen(facts, asker.role)) throw sampleNotFound();
  if (facts.image) return facts.image;
  throw new NotFoundError({ code: "image_not_found", what: "This sample has no image." });
}

function mayBeSeen(facts: ImageFacts, role: Role): boolean {
  if (role === "owner" || role === "lead" || facts.isOwn || facts.isImported) return true;
  if (role === "engineer" && facts.isLabeled) return true;
  return !isHoldout(facts.seed, facts.row, facts.holdoutShare);
}
