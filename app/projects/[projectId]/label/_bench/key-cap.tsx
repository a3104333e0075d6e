import clsx from "clsx";

interface KeyCapProps {
  readonly children: string;
  readonly className?: string;
}

/** A key as it looks on the keyboard; hidden from screen readers, which hear `aria-keyshortcuts`. */
export function KeyCap({ children, className }: KeyCapProps) {
  return (
    <span aria-hidden="true" className={clsx("shrink-0", className)}>
      <kbd>{children}</kbd>
    </span>
  );
}
