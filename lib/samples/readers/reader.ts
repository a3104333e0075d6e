import type { Task } from "@/lib/contracts/projects";

/** What every reader finds out about a sample besides its content. */
interface Described {
  /** Where it stands: `line 17` or `cats/3.png`. */
  readonly place: string;
  /** The class where a sample has one; of an image that lies in a folder, the folder. */
  readonly label?: string;
  /** The classes where a sample may have several; empty = none of them. */
  readonly labels?: readonly string[];
  readonly externalId?: string;
  readonly groupKey?: string;
  readonly metadata?: Readonly<Record<string, string>>;
}

export interface ReadText extends Described {
  readonly kind: "text";
  readonly text: string;
}

/** The file's bytes, with an image's signature; not decoded yet. */
export interface ReadImage extends Described {
  readonly kind: "image";
  readonly bytes: Buffer;
}

/** A line or file that cannot be taken, and why: ends without a full stop. */
export interface Refusal {
  readonly kind: "refusal";
  readonly place: string;
  readonly reason: string;
}

export type ReadSample = ReadText | ReadImage | Refusal;

export interface Source {
  readonly path: string;
  /** As people know it: an upload lies under another name. */
  readonly name: string;
  /** What its labels say: one class (the default), or a set of them. */
  readonly task?: Task;
}

/** Told how many more bytes of the source were read. */
export type OnBytes = (count: number) => void;

/**
 * Reads a file or folder in constant memory. Yields in the order of the source; what cannot be taken is
 * yielded as a refusal; throws an InvalidInputError when the whole source is not what it should be.
 */
export type SampleReader = (source: Source, onBytes: OnBytes) => AsyncIterable<ReadSample>;
