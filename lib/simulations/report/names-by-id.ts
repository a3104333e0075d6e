import type { ReportNames } from "../../contracts/report-names";

/** `Smallest margin (margin)`: the id, too, for whoever is to repeat what ran. */
export function nameWithId(names: Readonly<Record<string, string>>, id: string): string {
  const name = names[id];
  return name === undefined ? id : `${name} (${id})`;
}

/** Of one encoder, or of several with commas between them. */
export function encoderNames({ encoders }: ReportNames, ids: string): string {
  return ids
    .split(", ")
    .map((id) => encoders[id] ?? id)
    .join(", ");
}
