import { rm } from "node:fs/promises";
import type { Db } from "@/db/client";
import type { LabelUse } from "../contracts/projects";
import { InvalidInputError } from "../errors";
import { detectFormat, displayFileName } from "./detect-format";
import { receiveUpload } from "./receive-upload";
import { startImport } from "./start-import";

export interface ImportUploadInput {
  readonly id: string;
  readonly projectId: string;
  /** As the sender calls it: shown, and a hint at the format; never a path. */
  readonly fileName: string;
  readonly labelUse: LabelUse;
  readonly createdBy: string;
  readonly dataDirectory: string;
  readonly body: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** Takes a file as it arrives and starts its import; nothing of a refused file stays on the disk. */
export async function importUpload(db: Db, input: ImportUploadInput): Promise<{ id: string }> {
  const { dataDirectory, body, ...asked } = input;
  const received = await receiveUpload({ id: input.id, dataDirectory, body });
  try {
    const fileName = displayFileName(input.fileName);
    if (received.bytes === 0) throw emptyFile(fileName);
    return await startImport(db, {
      ...asked,
      fileName,
      format: detectFormat(fileName, received.head),
      sourcePath: received.path,
      bytesTotal: received.bytes,
    });
  } catch (error) {
    await rm(received.path, { force: true });
    throw error;
  }
}

function emptyFile(fileName: string): InvalidInputError {
  return new InvalidInputError({
    code: "import_empty_file",
    what: `${fileName} is empty.`,
    next: "Choose a file with at least one sample. Nothing was imported.",
  });
}
