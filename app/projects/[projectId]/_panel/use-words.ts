"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { Format } from "../../../_components/format";
import { useFormat } from "../../../_components/use-format";

/** The page's words and numbers, for functions that put them into sentences. */
export interface Words {
  readonly t: ReturnType<typeof useTranslations<"panel">>;
  readonly format: Format;
}

export function useWords(): Words {
  const t = useTranslations("panel");
  const format = useFormat();
  return useMemo(() => ({ t, format }), [t, format]);
}
