/** What a benchmark measured: by name, for programs, and as a Markdown table, for people. */
export interface BenchResult {
  readonly figures: Readonly<Record<string, number | string | null>>;
  readonly markdown: string;
}
