import { Breakable } from "../../../../_components/breakable";

/** The name of a class beside or above its numbers, in two lines at most. */
export function ClassName({ name, className }: { readonly name: string; readonly className: string }) {
  return (
    <span dir="auto" title={name} className={`line-clamp-2 ${className}`}>
      <Breakable text={name} />
    </span>
  );
}
