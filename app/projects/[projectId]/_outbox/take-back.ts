import type { Outbox } from "./outbox";
import type { NewEntry } from "./outbox-entry";

/** Takes back a decision of one's own, also one that another browser made. */
export async function takeBack(
  outbox: Pick<Outbox, "add" | "undoLast">,
  undoId: string,
  { id, sample }: Pick<NewEntry, "id" | "sample">,
): Promise<void> {
  if (await outbox.undoLast(undoId, [id])) return;
  await outbox.add({ id: undoId, input: { action: "undo", undoes: id }, sample });
}
