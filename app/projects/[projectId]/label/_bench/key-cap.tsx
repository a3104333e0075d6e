/** A key as it looks on the keyboard; hidden from screen readers, which hear `aria-keyshortcuts`. */
export function KeyCap({ children }: { readonly children: string }) {
  return (
    <span aria-hidden="true" className="shrink-0">
      <kbd>{children}</kbd>
    </span>
  );
}
