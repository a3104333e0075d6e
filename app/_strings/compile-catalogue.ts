import compile from "icu-minify/compile";
import type { Catalogue } from "./catalogue";

const compiled = new WeakMap<object, Catalogue>();

/**
 * The messages of a catalogue as the little formatter of the pages reads them (`next.config.ts` puts it in the place of
 * the one that carries a parser of ICU messages). Each catalogue is compiled once.
 */
export function compileCatalogue(catalogue: Catalogue): Catalogue {
  const known = compiled.get(catalogue);
  if (known) return known;
  // Through JSON, because React hands only plain objects to the browser, and those of the compiler have no prototype.
  const made: Catalogue = JSON.parse(JSON.stringify(compileMessages(catalogue)));
  compiled.set(catalogue, made);
  return made;
}

function compileMessages(messages: unknown): unknown {
  if (typeof messages === "string") return compile(messages);
  return Object.fromEntries(
    Object.entries(messages as object).map(([key, inner]) => [key, compileMessages(inner)]),
  );
}
