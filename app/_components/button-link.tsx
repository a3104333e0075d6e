import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonLook, buttonClass } from "./button";

/** A link that looks like a button. */
export function ButtonLink(
  props: ComponentProps<typeof Link> & ButtonLook & { readonly children: ReactNode },
) {
  const { kind, size, className, ...rest } = props;
  return <Link {...rest} className={buttonClass({ kind, size }, className)} />;
}
