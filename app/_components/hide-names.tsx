import { useId } from "react";

interface HideNamesProps {
  readonly label: string;
  readonly areHidden: boolean;
  readonly onHide: (areHidden: boolean) => void;
}

/** Whether a table of people shows their names or numbers in their place. */
export function HideNames({ label, areHidden, onHide }: HideNamesProps) {
  const id = useId();
  return (
    <label htmlFor={id} className="flex min-h-6 cursor-pointer items-center gap-2 pointer-coarse:min-h-11">
      <input
        id={id}
        type="checkbox"
        checked={areHidden}
        onChange={(event) => onHide(event.target.checked)}
        className="size-4 accent-accent"
      />
      {label}
    </label>
  );
}
