"use client";

import { useLocale } from "use-intl";
import { type Format, formatIn } from "./format";

/** Numbers as the page's language writes them; server components ask `getFormat`. */
export function useFormat(): Format {
  return formatIn(useLocale());
}
