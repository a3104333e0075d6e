/** A key as it looks on the keyboard; hidden from screen readers, which hear `aria-keyshortcuts`. */
export function KeyCap({ children }: { readonly children: string }) {
  return (
    <kbd aria-hidden="true" className="shrink-0">
      {children}
    </kbd>
  );
}
