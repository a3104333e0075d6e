"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { Format } from "../../../_components/format";
import { useFormat } from "../../../_components/use-format";
import type { EngineWords } from "../_engine/engine-words";

/** The page's words and numbers, for functions that put them into sentences. */
export interface Words {
  readonly t: ReturnType<typeof useTranslations<"panel">>;
  /** Names of strategies and learners. */
  readonly engine: EngineWords;
  readonly format: Format;
}

export function useWords(): Words {
  const t = useTranslations("panel");
  const engine = useTranslations("engine");
  const format = useFormat();
  return useMemo(() => ({ t, engine, format }), [t, engine, format]);
}
