const signatures: readonly (readonly [hex: string, what: string])[] = [
  ["504b0304", "a zip archive or an Excel workbook (.xlsx)"],
  ["504b0506", "an empty zip archive"],
  ["d0cf11e0a1b11ae1", "an old Excel or Word file"],
  ["89504e470d0a1a0a", "a PNG image"],
  ["ffd8ff", "a JPEG image"],
  ["47494638", "a GIF image"],
  ["25504446", "a PDF document"],
  ["1f8b", "a gzip archive"],
  ["28b52ffd", "a Zstandard archive"],
  ["fd377a585a00", "an xz archive"],
  ["377abcaf271c", "a 7-Zip archive"],
  ["50415231", "a Parquet file"],
  ["53514c69746520666f726d6174", "an SQLite database"],
  ["7f454c46", "a program"],
];

/** What a file is whose first bytes are not text, in words; null when they may be text. */
export function identifyBinary(head: Buffer): string | null {
  const hex = head.subarray(0, 16).toString("hex");
  const known = signatures.find(([signature]) => hex.startsWith(signature));
  if (known) return known[1];
  if (hex.startsWith("52494646") && head.toString("latin1", 8, 12) === "WEBP") return "a WebP image";
  let controls = 0;
  for (const byte of head) if (byte < 32 && byte !== 9 && byte !== 10 && byte !== 13) controls++;
  return controls > head.length * 0.05 ? "a binary file" : null;
}

/** Whether zeros stand at every other place, as in UTF-16 without a byte order mark. */
export function looksLikeUtf16(head: Buffer): boolean {
  const zeros = [0, 0];
  for (let i = 0; i < head.length; i++) if (head[i] === 0) zeros[i % 2]!++;
  const [most, least] = [Math.max(...zeros), Math.min(...zeros)];
  return most > head.length * 0.3 && least < head.length * 0.05;
}
