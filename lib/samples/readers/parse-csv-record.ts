/** The fields of one well-formed RFC 4180 record, as cut by `splitCsvRecords`. */
export function parseCsvRecord(record: string, delimiter: string): string[] {
  if (!record.includes('"')) return record.split(delimiter);
  const fields: string[] = [];
  for (let from = 0; ; ) {
    const end = record[from] === '"' ? endOfQuoted(record, from) : endOfPlain(record, from, delimiter);
    const raw = record.slice(from, end);
    fields.push(raw.startsWith('"') ? raw.slice(1, -1).replaceAll('""', '"') : raw);
    if (end >= record.length) return fields;
    from = end + delimiter.length;
  }
}

function endOfPlain(record: string, from: number, delimiter: string): number {
  const end = record.indexOf(delimiter, from);
  return end === -1 ? record.length : end;
}

/** The place behind the quote that closes the field beginning at `from`. */
function endOfQuoted(record: string, from: number): number {
  let end = record.indexOf('"', from + 1);
  while (end !== -1 && record[end + 1] === '"') end = record.indexOf('"', end + 2);
  return end === -1 ? record.length : end + 1;
}
