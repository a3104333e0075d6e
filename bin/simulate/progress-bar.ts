import type { Progress } from "./run-simulations";

const CELLS = 20;
const COLUMNS = 79;

/** One line that fits 80 columns: the runs are left out where they do not. `secondsLeft` is null as long as nobody can tell. */
export function progressLine(progress: Progress, secondsLeft: number | null): string {
  const share = Math.min(1, Math.max(0, progress.share));
  const filled = Math.round(CELLS * share);
  const bar = `${"█".repeat(filled)}${"░".repeat(CELLS - filled)} ${String(Math.floor(100 * share)).padStart(3)} %`;
  if ("doing" in progress) return `${bar}  ${progress.doing.slice(-50)}`;
  const left = secondsLeft === null ? "" : `, ${duration(secondsLeft)} left`;
  const { seedsDone, seeds, runs } = progress;
  if (runs === 1) return `${bar}  ${seedsDone} of ${seeds} seeds done${left}`;
  const [before, ofRuns] = [
    `${bar}  ${seedsDone} of ${seeds} done`,
    ` (${runs} runs × ${seeds / runs} seeds)`,
  ];
  return `${before}${before.length + ofRuns.length + left.length <= COLUMNS ? ofRuns : ""}${left}`;
}

/** Draws on the terminal, over itself; silent when nobody watches. */
export class ProgressBar {
  /** When the first seed began, and the share that was computed then. */
  private start: { readonly at: number; readonly share: number } | null = null;

  constructor(private readonly stream: NodeJS.WriteStream = process.stderr) {}

  show(progress: Progress): void {
    if (this.stream.isTTY) this.stream.write(`\r\x1b[K${progressLine(progress, this.secondsLeft(progress))}`);
  }

  clear(): void {
    if (this.stream.isTTY) this.stream.write("\r\x1b[K");
  }

  private secondsLeft(progress: Progress): number | null {
    if ("doing" in progress) return null;
    const now = performance.now();
    this.start ??= { at: now, share: progress.freshShare };
    const done = progress.freshShare - this.start.share;
    return done > 0 ? (((now - this.start.at) / 1000) * (1 - progress.share)) / done : null;
  }
}

function duration(seconds: number): string {
  if (seconds < 60) return `${Math.ceil(seconds)} s`;
  if (seconds < 3600) return `${Math.ceil(seconds / 60)} min`;
  return `${Math.floor(seconds / 3600)} h ${Math.ceil((seconds % 3600) / 60)} min`;
}
