import type { ReportNames } from "@/lib/contracts/report-names";
import { catalogues } from "../_strings/catalogue";

/** What reports of simulations call things: they are written in English, whoever asks. */
export function reportNames(): ReportNames {
  const { strategies, learners, encoders } = catalogues.en.engine;
  return { strategies: namesIn(strategies), learners: namesIn(learners), encoders: namesIn(encoders) };
}

function namesIn(entries: Readonly<Record<string, { readonly name: string }>>): Record<string, string> {
  return Object.fromEntries(Object.entries(entries).map(([id, { name }]) => [id, name]));
}
