import { z } from "zod";

const namesById = z.record(z.string(), z.string()).default({});

/** What a report calls strategies, learners and encoders; those without a name go by their ids. */
export const reportNamesSchema = z.object({
  strategies: namesById,
  learners: namesById,
  encoders: namesById,
});
export type ReportNames = Readonly<z.infer<typeof reportNamesSchema>>;

/** Where everything goes by its id, as on the command line. */
export const noNames: ReportNames = { strategies: {}, learners: {}, encoders: {} };
