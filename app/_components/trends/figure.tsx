interface FigureProps {
  readonly value: string;
  /** Its interval in words. */
  readonly range: string;
}

/** A figure in a table with its interval below it. */
export function Figure({ value, range }: FigureProps) {
  return (
    <>
      <span className="font-semibold">{value}</span>
      <span className="block text-xs text-muted">{range}</span>
    </>
  );
}
