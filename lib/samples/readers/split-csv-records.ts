import { createBoundedBytes } from "./bounded-bytes";

export interface CsvRecord {
  /** 1-based line on which it begins. */
  readonly line: number;
  /** Without its end; null when it was longer than the limit. */
  readonly bytes: Buffer | null;
  /** The line of a closing quote with text right after it; null when there is none. */
  readonly brokenQuoteLine: number | null;
  /** The line of a quote that the file ends inside of; only the last record can have one. */
  readonly openQuoteLine: number | null;
}

const [lf, cr, quote] = [10, 13, 34];
const [fieldStart, plain, quoted, quoteSeen] = [0, 1, 2, 3];

/**
 * Cuts RFC 4180 records at LF, CRLF or CR outside of quotes. States: at the start of a field, in a plain
 * field, in a quoted one, or just behind a quote in a quoted one (doubled or closing). Text behind a closing
 * quote breaks the record, which then ends at the line's end, so that the next line is read afresh.
 * A record beyond `limit` bytes is passed over without being held.
 */
export async function* splitCsvRecords(
  chunks: AsyncIterable<Buffer> | Iterable<Buffer>,
  delimiter: string,
  limit: number,
): AsyncGenerator<CsvRecord> {
  const splitter = createSplitter(delimiter.charCodeAt(0), limit);
  for await (const chunk of chunks) yield* splitter.push(chunk);
  yield* splitter.end();
}

function createSplitter(delimiter: number, limit: number) {
  const bytes = createBoundedBytes(limit);
  let state = fieldStart;
  let [line, startLine, quoteLine] = [1, 1, 1];
  let brokenQuoteLine: number | null = null;
  let begun = false;
  let afterCr = false;

  const take = (openQuoteLine: number | null): CsvRecord => {
    const record = { line: startLine, bytes: bytes.take(), brokenQuoteLine, openQuoteLine };
    [state, startLine, brokenQuoteLine, begun] = [fieldStart, line, null, false];
    return record;
  };

  /** The next state, for a byte that ends no record. */
  const next = (byte: number): number => {
    if (state === quoted) return byte === quote ? quoteSeen : quoted;
    if (byte === delimiter) return fieldStart;
    if (byte === quote && state === quoteSeen) return quoted;
    if (byte === quote && state === fieldStart) {
      quoteLine = line;
      return quoted;
    }
    if (state === quoteSeen) brokenQuoteLine ??= line;
    return plain;
  };

  return {
    *push(chunk: Buffer): Generator<CsvRecord> {
      let from = 0;
      for (let i = 0; i < chunk.length; i++) {
        const byte = chunk[i]!;
        const endsCrLf = byte === lf && afterCr;
        afterCr = byte === cr;
        if (byte !== lf && byte !== cr) {
          if (state === plain && byte !== delimiter) continue;
          state = next(byte);
          continue;
        }
        if (!endsCrLf) line++;
        if (state === quoted) continue;
        if (!endsCrLf) {
          bytes.add(chunk.subarray(from, i));
          yield take(null);
        }
        from = i + 1;
      }
      if (from < chunk.length) {
        bytes.add(chunk.subarray(from));
        begun = true;
      }
    },
    *end(): Generator<CsvRecord> {
      if (begun) yield take(state === quoted ? quoteLine : null);
    },
  };
}
