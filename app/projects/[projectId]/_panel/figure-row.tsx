import { StatRow } from "../../../_components/stat-row";

interface FigureRowProps {
  readonly name: string;
  readonly value: string;
  /** Stands pale beneath the figure. */
  readonly range?: string;
}

/** A figure with its interval; stands inside a `<dl>`. */
export function FigureRow({ name, value, range }: FigureRowProps) {
  return (
    <StatRow name={name}>
      {value}
      {range && <span className="block text-[0.8125rem] font-normal text-muted">{range}</span>}
    </StatRow>
  );
}
