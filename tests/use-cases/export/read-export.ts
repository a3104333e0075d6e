/** The whole of an export. */
export async function textOf(chunks: AsyncIterable<string>): Promise<string> {
  let text = "";
  for await (const chunk of chunks) text += chunk;
  return text;
}

/** The objects of an export as JSON Lines. */
export async function linesOf(chunks: AsyncIterable<string>): Promise<Record<string, unknown>[]> {
  const text = await textOf(chunks);
  return text
    .split("\n")
    .filter((line) => line !== "")
    .map((line) => JSON.parse(line));
}
