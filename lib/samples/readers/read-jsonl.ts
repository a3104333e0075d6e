import type { Task } from "../../contracts/projects";
import { messageOf } from "../../errors";
import { importLimits } from "../limits";
import { checkText } from "./check-sample";
import { type ColumnRole, columnRole } from "./column-role";
import { createLineDecoder } from "./decode-line";
import { openTextFile } from "./open-text-file";
import { distinctNames, labelName, splitLabels } from "./read-labels";
import type { OnBytes, ReadSample, Source } from "./reader";
import { splitLines } from "./split-lines";

/**
 * JSON Lines: one object a line with a string `text` and optionally `label`, `id`, `group`; every other
 * property is metadata (strings as they are, other values as JSON). Names may be written in any case. Where a sample
 * may have several classes, `label` is a list of them or `a|b`, or `labels` is, as in an export; an empty list says
 * that it has none.
 */
export async function* readJsonl(source: Source, onBytes: OnBytes): AsyncGenerator<ReadSample> {
  const file = await openTextFile(source, onBytes);
  try {
    const decode = createLineDecoder(file.name);
    for await (const { number, bytes, ended } of splitLines(file.chunks(), importLimits.lineBytes)) {
      const place = `line ${number}`;
      if (bytes === null) {
        yield { kind: "refusal", place, reason: `longer than ${importLimits.lineBytes} bytes` };
        continue;
      }
      const line = decode(bytes, number);
      if (line === null) yield { kind: "refusal", place, reason: "not valid UTF-8" };
      else if (line.trim() !== "") yield readObject(place, line, { ended, task: source.task ?? "single" });
    }
  } finally {
    await file.close();
  }
}

interface LineFacts {
  /** Whether a line end stands behind it. */
  readonly ended: boolean;
  readonly task: Task;
}

function readObject(place: string, line: string, { ended, task }: LineFacts): ReadSample {
  try {
    return checkText({ kind: "text", place, ...understand(JSON.parse(line), task) });
  } catch (error) {
    const cut = ended || !(error instanceof SyntaxError) ? "" : "; the file may have been cut off here";
    return { kind: "refusal", place, reason: `${reasonOf(error)}${cut}` };
  }
}

/** A line that is JSON but not a sample; its message is the reason of the refusal. */
class NotASample extends Error {}

function reasonOf(error: unknown): string {
  if (error instanceof NotASample) return error.message;
  if (error instanceof RangeError) return "nested too deeply";
  if (!(error instanceof SyntaxError)) throw error;
  // The engine's message quotes the line, which may be long: keep what comes before.
  return `not valid JSON (${messageOf(error)
    .split(/, "|, \.\.\."/)[0]!
    .slice(0, 120)})`;
}

function understand(parsed: unknown, task: Task) {
  if (Array.isArray(parsed)) {
    throw new NotASample("an array where one object is wanted (jq -c '.[]' writes one a line)");
  }
  if (typeof parsed !== "object" || parsed === null) {
    throw new NotASample(`${parsed === null ? "null" : `a ${typeof parsed}`} where an object is wanted`);
  }
  const { named, others } = byRole(parsed, task);
  const { text, label, labels, id, group } = named;
  if (text === undefined) throw new NotASample('no "text"');
  if (typeof text !== "string") throw new NotASample('"text" is not a string');
  const metadata = others.map(([name, value]) => [name, asText(name, value)] as const);
  if (metadata.length > importLimits.columns) {
    throw new NotASample(`${metadata.length} properties, more than ${importLimits.columns}`);
  }
  return {
    text,
    ...(task === "single"
      ? { label: labelName(scalar("label", label)) }
      : { labels: classSet("labels", labels) ?? classSet("label", label) }),
    externalId: scalar("id", id) || undefined,
    groupKey: scalar("group", group) || undefined,
    metadata: metadata.length === 0 ? undefined : Object.fromEntries(metadata),
  };
}

/** Properties with a meaning, in whatever case they are written, as columns of a CSV are; and all others. */
function byRole(parsed: object, task: Task) {
  const named: { [role in ColumnRole]?: unknown } = {};
  const others: (readonly [name: string, value: unknown])[] = [];
  for (const [name, value] of Object.entries(parsed)) {
    const role = columnRole(name, task);
    if (role === null) others.push([name, value]);
    else if (role in named) throw new NotASample(`"${role}" is there twice, in different spellings`);
    else named[role] = value;
  }
  return { named, others };
}

/** A list may be empty; undefined where nothing is said. */
function classSet(name: string, value: unknown): readonly string[] | undefined {
  if (!Array.isArray(value)) return splitLabels(scalar(name, value));
  return distinctNames(value.map((one) => scalar(name, one) ?? ""));
}

function scalar(name: string, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  if (typeof value === "object") throw new NotASample(`"${name}" is neither a string nor a number`);
  return asText(name, value);
}

function asText(name: string, value: unknown): string {
  if (typeof value === "string") return value;
  // JSON.parse has already rounded these; storing them would alter the data silently.
  if (typeof value === "number" && (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER)) {
    throw new NotASample(`"${name.slice(0, 60)}" is a number too large to keep exactly; write it in quotes`);
  }
  return JSON.stringify(value);
}
