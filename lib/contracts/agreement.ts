import { z } from "zod";

/** 1 = all agree, 0 = as by chance, below = less than that; with its interval of 95 %. */
const coefficientSchema = z.object({ value: z.number(), low: z.number(), high: z.number() });
export type Coefficient = z.infer<typeof coefficientSchema>;

/** Of pairs of answers to one sample those that are the same. */
const alikeSchema = z.object({ samples: z.number().int(), alike: z.number() });

/** Samples with several answers from which on agreement beyond chance is told. */
export const fewestForAgreement = 20;

/** The most disagreements that are listed at once. */
export const disagreementsShown = 20;

/** Characters of a text in that list: few texts are longer. */
export const disagreementTextLength = 2000;

const answerSchema = z.object({
  /** Of `people`. */
  number: z.number().int(),
  /** In the order of their keys; one, where a sample has one class. */
  labelClassIds: z.array(z.uuid()),
});

/** `GET /projects/{projectId}/agreement`: how far people agree on the samples that several of them labeled. */
export const agreementSchema = z.object({
  task: z.enum(["single", "multi"]),
  /** Share (0..1) of labeled samples that a second person is asked about. */
  secondOpinionShare: z.number(),
  /** Samples that wait for a second person. */
  waiting: z.number().int(),
  /** Share (0..1) of what is handed out that is gold. */
  goldShare: z.number(),
  /** Samples whose answer a lead has given, answers that others gave to them since, and those of these that are the same. */
  gold: z.object({ samples: z.number().int(), answers: z.number().int(), right: z.number().int() }),
  /** Samples with answers of several people, and the share of pairs of answers that are the same. */
  overall: alikeSchema.extend({
    /** Krippendorff's alpha of all; null while too few samples have several answers, or all are of one class. */
    alpha: coefficientSchema.nullable(),
  }),
  /** In the order of their numbers; of whom there is nothing to tell, as of leads who only settled, nothing is. */
  people: z.array(
    z.object({
      /** In the order in which they began: 1, 2, … */
      number: z.number().int(),
      name: z.string(),
      /** Samples that somebody else labeled, too, and the share of others' answers that are the same. */
      ...alikeSchema.shape,
      /** Of these the samples that are settled, by most or by a lead, and where this person's answer stands. */
      settled: z.number().int(),
      upheld: z.number().int(),
      /** Their answers to gold samples, and those that are right; the 95 % interval (0..1) of that share. */
      gold: z.object({
        answers: z.number().int(),
        right: z.number().int(),
        low: z.number(),
        high: z.number(),
      }),
      /** Median of active seconds of their newest 100 labels, and of the 100 before; null without any. */
      recentSeconds: z.number().nullable(),
      earlierSeconds: z.number().nullable(),
    }),
  ),
  /** Pairs of people with samples that both labeled, those with most first. */
  pairs: z.array(
    alikeSchema.extend({
      numbers: z.tuple([z.number().int(), z.number().int()]),
      /** Cohen's kappa. */
      kappa: coefficientSchema.nullable(),
    }),
  ),
  /** Classes that somebody named on those samples, in the order of their keys. */
  classes: z.array(
    z.object({
      labelClassId: z.uuid(),
      /** On which somebody named the class, and of these those on which all did. */
      samples: z.number().int(),
      unanimous: z.number().int(),
      /** Krippendorff's alpha of "is it this class?". */
      alpha: coefficientSchema.nullable(),
    }),
  ),
  /** Samples on which people disagree and nobody settled it. */
  open: z.number().int(),
  /** The newest of these. */
  disagreements: z.array(
    z.object({
      sampleId: z.number().int(),
      excerpt: z.string().nullable(),
      imageUrl: z.string().nullable(),
      answers: z.array(answerSchema),
    }),
  ),
  labelClasses: z.array(
    z.object({ id: z.uuid(), name: z.string(), position: z.number().int(), isArchived: z.boolean() }),
  ),
});
export type Agreement = z.infer<typeof agreementSchema>;
