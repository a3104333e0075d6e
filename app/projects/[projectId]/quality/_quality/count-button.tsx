import { Button } from "../../../../_components/button";
import { useFormat } from "../../../../_components/use-format";

interface CountButtonProps {
  readonly count: number;
  /** What the count is of, for those who hear it alone. */
  readonly words: string;
  readonly onOpen: () => void;
}

/** A count in a table, which opens its samples. */
export function CountButton({ count, words, onOpen }: CountButtonProps) {
  const format = useFormat();
  return (
    <Button
      data-prints
      className="-my-1 min-h-8! px-2.5! py-1! whitespace-nowrap"
      aria-label={words}
      onClick={onOpen}
    >
      {format.count(count)}
    </Button>
  );
}
