import { useFormat } from "../../../../_components/use-format";

interface CountCellProps {
  readonly count: number;
  /** Of its row, 0..1: how strong its colour is. */
  readonly share: number;
  readonly isRight: boolean;
  /** What the count is of, for those who hear it alone. */
  readonly words: string;
  readonly onOpen: () => void;
}

/** The least colour that can be seen at all, and the most, in percent. */
const [faintest, fullest] = [60, 100];

/** A count of samples, which opens them where there are any. */
export function CountCell({ count, share, isRight, words, onOpen }: CountCellProps) {
  const format = useFormat();
  const size = "h-9 rounded-md text-center pointer-coarse:h-11";
  if (count === 0) {
    return <td className={`${size} text-muted`}>{format.count(0)}</td>;
  }
  const tone = isRight ? "var(--accent-soft)" : "var(--wheat-soft)";
  const strength = faintest + (fullest - faintest) * share;
  return (
    <td className="p-0">
      <button
        type="button"
        data-prints
        onClick={onOpen}
        aria-label={words}
        className={`${size} w-full border border-transparent font-medium [print-color-adjust:exact] hover:border-edge`}
        style={{ background: `color-mix(in srgb, ${tone} ${strength}%, var(--surface))` }}
      >
        {format.count(count)}
      </button>
    </td>
  );
}
