import { z } from "zod";

/** So long a deleted project may be brought back. */
export const undeleteDays = 30;

/** The body of `DELETE /projects/{projectId}`: the project's name, typed, so that no other one is meant. */
export const deleteProjectSchema = z.object({ name: z.string().max(1000).normalize("NFC").trim() });

/** A project that the reader may bring back. */
export const deletedProjectSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  deletedAt: z.iso.datetime(),
  /** Who deleted it, by name; null when that account is gone. */
  deletedBy: z.string().nullable(),
  /** Until then it may be brought back; afterwards all of it is removed for good. */
  restorableUntil: z.iso.datetime(),
});
export type DeletedProject = z.infer<typeof deletedProjectSchema>;
