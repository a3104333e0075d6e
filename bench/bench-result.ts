/** What a benchmark measured. */
export interface BenchResult {
  /** By name, for programs; null = asked for, and never reached; several of one name by theirs. */
  readonly figures: Readonly<Record<string, number | string | null | Readonly<Record<string, number>>>>;
  /** The same as tables, for people. */
  readonly markdown: string;
}
