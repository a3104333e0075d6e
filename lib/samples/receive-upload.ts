import { mkdir, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { InvalidInputError } from "../errors";

/** The most one uploaded file may hold; bigger ones are imported from a folder by the command line. */
const uploadBytesMax = 8 * 1024 ** 3;

const headBytes = 4096;

const uuid = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

export interface ReceiveUploadInput {
  /** The import's id; it names the file, whatever the sender calls it. */
  readonly id: string;
  readonly dataDirectory: string;
  readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

export interface ReceivedUpload {
  readonly path: string;
  readonly bytes: number;
  /** The first bytes, by which the format is told. */
  readonly head: Buffer;
}

/**
 * Writes a file to `<data>/uploads/<id>` as it arrives, never holding more of it than a chunk, and flushes
 * it to the disk. A file that breaks off or is too big leaves nothing behind.
 */
export async function receiveUpload(input: ReceiveUploadInput): Promise<ReceivedUpload> {
  if (!uuid.test(input.id)) throw new TypeError(`an upload is named by a UUID, not by ${input.id}`);
  const directory = join(input.dataDirectory, "uploads");
  await mkdir(directory, { recursive: true });
  const path = join(directory, input.id);
  try {
    return await write(path, input.body);
  } catch (error) {
    await rm(path, { force: true });
    throw error;
  }
}

async function write(path: string, body: ReceiveUploadInput["body"]): Promise<ReceivedUpload> {
  let bytes = 0;
  let head: Buffer = Buffer.alloc(0);
  const file = await open(path, "wx", 0o600);
  try {
    for await (const chunk of body) {
      bytes += chunk.byteLength;
      if (bytes > uploadBytesMax) throw tooBig();
      if (head.length < headBytes) head = Buffer.concat([head, chunk]).subarray(0, headBytes);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { path, bytes, head };
}

function tooBig(): InvalidInputError {
  return new InvalidInputError({
    code: "upload_too_big",
    what: `The file is bigger than ${uploadBytesMax / 1024 ** 3} GiB.`,
    next: "Split it, or import it from the server's disk with `winnow import`. Nothing was imported.",
  });
}
