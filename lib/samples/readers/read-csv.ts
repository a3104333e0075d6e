import type { Task } from "../../contracts/projects";
import { InvalidInputError } from "../../errors";
import { importLimits } from "../limits";
import { checkText } from "./check-sample";
import { type CsvHeader, readCsvHeader } from "./csv-header";
import { createLineDecoder } from "./decode-line";
import { openTextFile } from "./open-text-file";
import { parseCsvRecord } from "./parse-csv-record";
import { labelName, splitLabels } from "./read-labels";
import type { OnBytes, ReadSample, Source } from "./reader";
import { type CsvRecord, splitCsvRecords } from "./split-csv-records";

/**
 * CSV with a header: `text` and optionally `label`, `id`, `group`; every other column is metadata. Where a sample may
 * have several classes, `label` holds them as `a|b`, or `labels` does, as in an export.
 * Separated by comma, semicolon or tab; quoted as RFC 4180 says.
 */
export async function* readCsv(source: Source, onBytes: OnBytes): AsyncGenerator<ReadSample> {
  const file = await openTextFile(source, onBytes);
  try {
    const header = await readCsvHeader({ ...source, name: file.name }, file.head);
    const decode = createLineDecoder(file.name);
    let headerPassed = false;
    for await (const record of splitCsvRecords(file.chunks(), header.delimiter, importLimits.lineBytes)) {
      if (record.openQuoteLine !== null) throw openQuote(file.name, record.openQuoteLine);
      if (record.bytes && isBlank(record.bytes)) continue;
      if (headerPassed) yield readRecord(record, { ...header, task: source.task ?? "single" }, decode);
      headerPassed = true;
    }
  } finally {
    await file.close();
  }
}

function readRecord(
  { bytes, line, brokenQuoteLine }: CsvRecord,
  header: CsvHeader & { readonly task: Task },
  decode: (bytes: Buffer, line: number) => string | null,
): ReadSample {
  const place = `line ${line}`;
  const refuse = (reason: string): ReadSample => ({ kind: "refusal", place, reason });
  if (bytes === null) return refuse(`longer than ${importLimits.lineBytes} bytes`);
  if (brokenQuoteLine !== null) {
    const where = brokenQuoteLine === line ? "" : ` on line ${brokenQuoteLine}`;
    return refuse(`text stands right behind a closing quote${where}; a quote inside quotes is doubled`);
  }
  const record = decode(bytes, line);
  if (record === null) return refuse("not valid UTF-8");
  const fields = parseCsvRecord(record, header.delimiter);
  if (fields.length !== header.columnCount) {
    return refuse(`${fields.length} fields where the header has ${header.columnCount}`);
  }
  return checkText({
    kind: "text",
    place,
    text: fields[header.text]!,
    ...labelOf(fields, header),
    externalId: fields[header.id] || undefined,
    groupKey: fields[header.group] || undefined,
    metadata: header.others.length === 0 ? undefined : metadataOf(fields, header),
  });
}

function labelOf(fields: readonly string[], { task, label, labels }: CsvHeader & { readonly task: Task }) {
  if (task === "single") return { label: labelName(fields[label]) };
  return { labels: splitLabels(fields[labels]) ?? splitLabels(fields[label]) };
}

/** `fromEntries` makes own properties only, so that a column named `__proto__` is a column. */
function metadataOf(fields: readonly string[], header: CsvHeader): Record<string, string> {
  return Object.fromEntries(header.others.map(([position, name]) => [name, fields[position]!]));
}

function isBlank(bytes: Buffer): boolean {
  return bytes.length < 64 && bytes.toString("latin1").trim() === "";
}

function openQuote(fileName: string, line: number): InvalidInputError {
  return new InvalidInputError({
    code: "import_open_quote",
    what: `The quote that opens on line ${line} of ${fileName} is never closed.`,
    why: "Everything behind it would be one field.",
    next: "Close it or double it, then import the file again. Nothing was imported.",
  });
}
