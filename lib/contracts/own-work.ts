import { z } from "zod";
import { screenSchema } from "./labeling";

const ownActionSchema = z.enum(["label", "accept", "reject", "skip", "flag"]);

/** One's own decisions, newest first, a page at a time: all, or those that fit every condition given. */
export const ownAnnotationsQuerySchema = z.object({
  /** Only those that name this class: as the answer, as one of several, or as accepted or rejected. */
  labelClassId: z.uuid().optional(),
  action: ownActionSchema.optional(),
  /** Only what one says now: neither undone nor replaced by a newer one. */
  standing: z.enum(["true", "false"]).default("false"),
  /** Only those before this sequence: the last one of the page before. */
  before: z.coerce.number().int().positive().optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});
export type OwnAnnotationsQuery = z.infer<typeof ownAnnotationsQuerySchema>;

export const ownAnnotationSchema = z.object({
  id: z.uuid(),
  sequence: z.number().int(),
  sampleId: z.number().int(),
  action: ownActionSchema,
  /** The answer, or the class that was accepted or rejected. */
  labelClassId: z.uuid().nullable(),
  /** The answer where a sample may have several classes. */
  labelClassIds: z.array(z.uuid()).nullable(),
  note: z.string().nullable(),
  screen: screenSchema,
  createdAt: z.iso.datetime(),
  /** Active seconds from shown to decided. */
  seconds: z.number().nullable(),
  /** The beginning of the sample's text; null for images. */
  excerpt: z.string().nullable(),
  /** Path of the image below the API's root, null for texts. */
  imageUrl: z.string().nullable(),
  isUndone: z.boolean(),
  /** Whether it is what the annotator says of the sample now: neither undone nor replaced by a newer one. */
  isCurrent: z.boolean(),
});
export type OwnAnnotation = z.infer<typeof ownAnnotationSchema>;

/** `timeZone`: where the annotator's days begin, as `Intl.DateTimeFormat().resolvedOptions().timeZone` names it. */
export const ownWorkQuerySchema = z.object({
  timeZone: z
    .string()
    .refine(isTimeZone, "Not a time zone's name.")
    // Browsers and PostgreSQL know different names of one zone; both know the one that stands for all.
    .transform((timeZone) => new Intl.DateTimeFormat("en", { timeZone }).resolvedOptions().timeZone)
    .default("UTC"),
});

/** One's own numbers in a project; of nobody else. Labels are samples whose newest decision of one's own is one. */
export const ownWorkSchema = z.object({
  today: z.number().int(),
  total: z.number().int(),
  /** The last 14 days, today last. */
  days: z.array(
    z.object({
      /** `2026-01-31`, in the time zone asked for. */
      day: z.iso.date(),
      labels: z.number().int(),
      /** Active ones. */
      seconds: z.number(),
    }),
  ),
  /** Of a label, in these 14 days; null without any. */
  medianSeconds: z.number().nullable(),
  /** Active seconds of these 14 days, those of skips and of what was taken back included. */
  activeSeconds: z.number(),
  /** Labels, and yes and no about single classes, an active hour in these 14 days; null without any. */
  pacePerHour: z.number().nullable(),
  /** Samples that one passes over now. */
  skipped: z.number().int(),
  /** Samples that one has set aside now. */
  flagged: z.number().int(),
});
export type OwnWork = z.infer<typeof ownWorkSchema>;

/** Names only: PostgreSQL reads offsets like `+01:00` the other way round. */
function isTimeZone(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

/** A sample that an annotator set aside, and that no lead dealt with. */
export const flagSchema = z.object({
  /** Of the annotation. */
  id: z.uuid(),
  sequence: z.number().int(),
  sampleId: z.number().int(),
  annotator: z.string(),
  note: z.string(),
  createdAt: z.iso.datetime(),
  /** Somebody else labeled the sample after it was flagged. */
  isLabeled: z.boolean(),
  excerpt: z.string().nullable(),
  imageUrl: z.string().nullable(),
});
export type Flag = z.infer<typeof flagSchema>;
