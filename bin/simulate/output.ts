/** Nobody takes what is written any more; whoever had to be told of it has been. */
export class OutputEnded extends Error {}

export interface Output {
  /** Throws an OutputEnded once an earlier write has failed, so that nothing more is computed for nobody. */
  write(text: string): void;
}

const ended = new WeakSet<NodeJS.WriteStream>();

/** A stream whose reader may end at any line, and which may be a file without room. */
export function openOutput(stream: NodeJS.WriteStream): Output {
  stream.off("error", noteEnd).on("error", noteEnd);
  return {
    write(text) {
      if (ended.has(stream)) throw new OutputEnded();
      stream.write(text);
    },
  };
}

function noteEnd(this: NodeJS.WriteStream, error: NodeJS.ErrnoException): void {
  // After the first one every write fails.
  if (!ended.has(this) && error.code !== "EPIPE") {
    process.stderr.write(`error: The results cannot be written: ${error.message}.\n`);
    process.exitCode = 1;
  }
  ended.add(this);
}
