import { z } from "zod";

/** What was chosen, and why, as figures and ids: of a learner (`model_versions.chosen`), or of an encoder. */
export const chosenSchema = z.record(z.string(), z.union([z.number(), z.string()]));
export type Chosen = Readonly<z.infer<typeof chosenSchema>>;

/** As `lib/learning/held-out-losses.ts` writes them. */
const lossPrefix = "heldOutLoss:";

/** Log loss on held-out labels (nats) of each that was compared, lowest first. */
export function heldOutLossesOf(chosen: Chosen): { id: string; loss: number }[] {
  return Object.entries(chosen)
    .filter(([name]) => name.startsWith(lossPrefix))
    .map(([name, loss]) => ({ id: name.slice(lossPrefix.length), loss: Number(loss) }))
    .sort((a, b) => a.loss - b.loss || a.id.localeCompare(b.id));
}
