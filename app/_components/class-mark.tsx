import clsx from "clsx";
import { classColor, classShape, shapePath } from "./class-color";

interface ClassMarkProps {
  readonly position: number;
  readonly className?: string;
}

/** A class's colour and shape; its name or key stands beside it. */
export function ClassMark({ position, className }: ClassMarkProps) {
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      className={clsx("size-3 shrink-0", className)}
      style={{ fill: classColor(position) }}
    >
      <path d={shapePath(classShape(position))} />
    </svg>
  );
}
