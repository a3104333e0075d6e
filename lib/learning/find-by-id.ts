import { UnknownIdError } from "./errors";

/** The entry of a registry that has the id. Throws an UnknownIdError that lists the known ids. */
export function findById<Entry extends { readonly id: string }>(
  kind: string,
  entries: readonly Entry[],
  id: string,
): Entry {
  const found = entries.find((entry) => entry.id === id);
  if (found) return found;
  throw new UnknownIdError(
    kind,
    id,
    entries.map((entry) => entry.id),
  );
}
