import { importLimits } from "../limits";
import { labelProblem, labelsProblem } from "./read-labels";
import type { ReadSample, ReadText } from "./reader";

/** The sample, or why its fields cannot be stored; the reason names the field. */
export function checkText(sample: ReadText): ReadSample {
  const reason =
    fieldProblem("text", sample.text, importLimits.textBytes) ??
    (sample.text.trim() === "" ? "the text is empty" : null) ??
    labelProblem(sample.label) ??
    labelsProblem(sample.labels) ??
    fieldProblem("id", sample.externalId, importLimits.keyBytes) ??
    fieldProblem("group", sample.groupKey, importLimits.keyBytes) ??
    metadataProblem(sample.metadata);
  return reason === null ? sample : { kind: "refusal", place: sample.place, reason };
}

function fieldProblem(name: string, value: string | undefined, maxBytes: number): string | null {
  if (value === undefined) return null;
  if (value.includes("\0")) return `"${shortened(name)}" holds a NUL character`;
  if (/\p{Surrogate}/u.test(value)) {
    return `"${shortened(name)}" holds half of a character (a lone surrogate)`;
  }
  if (value.length * 3 > maxBytes && Buffer.byteLength(value) > maxBytes) {
    return `"${shortened(name)}" has ${Buffer.byteLength(value)} bytes, more than ${maxBytes}`;
  }
  return null;
}

function metadataProblem(metadata: ReadText["metadata"]): string | null {
  let bytes = 0;
  for (const [name, value] of Object.entries(metadata ?? {})) {
    bytes += Buffer.byteLength(name) + Buffer.byteLength(value);
    const problem = fieldProblem("a column's name", name, importLimits.keyBytes);
    if (problem) return problem;
    const valueProblem = fieldProblem(name, value, importLimits.metadataBytes);
    if (valueProblem) return valueProblem;
  }
  return bytes > importLimits.metadataBytes
    ? `the metadata has ${bytes} bytes, more than ${importLimits.metadataBytes}`
    : null;
}

/** The beginning of what people gave, for a message about it. */
export function shortened(name: string): string {
  return name.length > 60 ? `${name.slice(0, 60)}…` : name;
}
