import type { SeedProgress } from "./run-simulations";

const signals = ["SIGINT", "SIGTERM"] as const;

/** Says `lastWords` on stderr when the process is asked to stop, and lets it. Returns what undoes this. */
export function onStop(lastWords: () => string): () => void {
  const undo = () => {
    for (const signal of signals) process.off(signal, stop);
  };
  const stop = (signal: NodeJS.Signals) => {
    process.stderr.write(lastWords());
    undo();
    // The signal ends the process at once, as it does where nobody listens; `process.exit` would terminate threads in
    // a run of ONNX Runtime, which aborts on that.
    process.kill(process.pid, signal);
  };
  for (const signal of signals) process.once(signal, stop);
  return undo;
}

/** What is kept of a stopped command, and how to go on. `seeds` is the last that was told of them, null for nothing. */
export function stopMessage(seeds: SeedProgress | null, resume: string | null): string {
  if (resume === null) {
    return "Stopped; no seed is kept. With --resume FILE the same command keeps finished seeds, and goes on from them.\n";
  }
  const kept =
    seeds === null || seeds.seedsDone === 0
      ? "No seed had ended yet"
      : `${countOf(seeds)} are kept in ${resume}`;
  return `Stopped. ${kept}. To go on, give the same command again, with --resume ${resume}.\n`;
}

function countOf({ seedsDone, seeds, runs }: SeedProgress): string {
  return `${seedsDone} of ${seeds} ${runs === 1 ? "seeds" : `(${runs} runs × ${seeds / runs} seeds)`}`;
}
