import clsx from "clsx";
import type { ReactNode, TdHTMLAttributes, ThHTMLAttributes } from "react";

interface TableProps {
  /** Says what the table holds, for those who cannot see its surroundings. */
  readonly caption: string;
  readonly head: ReactNode;
  readonly children: ReactNode;
}

/** A plain table that scrolls sideways by itself on narrow screens. */
export function Table({ caption, head, children }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="-mx-1 overflow-x-auto px-1" aria-label={caption} tabIndex={0}>
      <table className="w-full border-collapse">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-xs text-muted">{head}</tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </section>
  );
}

const sides = { start: "text-start", end: "text-end" };
type Side = { readonly side?: keyof typeof sides };

export function HeadCell(props: Side & ThHTMLAttributes<HTMLTableCellElement>) {
  const { side = "start", className, ...rest } = props;
  return (
    <th
      scope="col"
      {...rest}
      className={clsx("px-2 pb-2 font-normal whitespace-nowrap first:ps-0 last:pe-0", sides[side], className)}
    />
  );
}

export function Cell(props: Side & TdHTMLAttributes<HTMLTableCellElement>) {
  const { side = "start", className, ...rest } = props;
  return (
    <td
      {...rest}
      className={clsx("border-t border-line px-2 py-2 first:ps-0 last:pe-0", sides[side], className)}
    />
  );
}
