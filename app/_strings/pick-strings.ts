import type { Catalogue } from "./catalogue";

/** A screen's file of the catalogue. */
export type Namespace = keyof Catalogue;

/** What the components of every page say. */
export const wordsOfEveryPage = ["account", "common", "errors"] as const satisfies readonly Namespace[];

/** The named parts of a catalogue: a page carries the words of its own components, not of the whole product. */
export function pickStrings(strings: Catalogue, names: readonly Namespace[]): Partial<Catalogue> {
  return Object.fromEntries(names.map((name) => [name, strings[name]]));
}
