import { Breakable } from "../../../../_components/breakable";

interface ClassNameProps {
  readonly name: string;
  readonly className: string;
  /** Lines at most. */
  readonly lines?: 2 | 4;
}

/** The name of a class beside or above its numbers. */
export function ClassName({ name, className, lines = 2 }: ClassNameProps) {
  return (
    <span dir="auto" title={name} className={`${lines === 2 ? "line-clamp-2" : "line-clamp-4"} ${className}`}>
      <Breakable text={name} />
    </span>
  );
}
