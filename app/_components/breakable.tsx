import { Fragment } from "react";

/** A name that breaks after the marks that join words in names of classes, before it breaks inside of a word. */
export function Breakable({ text }: { readonly text: string }) {
  const parts = text.match(/[^_/.-]*[_/.-]+|[^_/.-]+/g) ?? [text];
  return parts.map((part, i) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text never change places
    <Fragment key={i}>
      {i > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
