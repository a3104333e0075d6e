/** What a benchmark measured. */
export interface BenchResult {
  /** By name, for programs; null = asked for, and never reached. */
  readonly figures: Readonly<Record<string, number | string | null>>;
  /** The same as tables, for people. */
  readonly markdown: string;
}
