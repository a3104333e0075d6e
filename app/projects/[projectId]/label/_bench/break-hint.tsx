"use client";

import { useTranslations } from "use-intl";
import { Button } from "../../../../_components/button";
import type { OpenBench } from "./open-bench";
import { useBreakHint } from "./use-break-hint";

interface BreakHintProps {
  readonly bench: OpenBench | null;
  /** After so many minutes of work; null = never. */
  readonly after: number | null;
}

/** A quiet word for those who asked for it; it stands in nobody's way and asks for no answer. */
export function BreakHint({ bench, after }: BreakHintProps) {
  const t = useTranslations("bench.numbers");
  const { isDue, takeBreak, goOn } = useBreakHint(bench, after);
  if (!isDue || after === null) return null;
  return (
    <div
      role="status"
      className="fixed bottom-3 left-1/2 z-30 flex w-max max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-wrap items-center gap-2 rounded-xl border border-line bg-surface px-4 py-2 text-[0.8125rem] text-muted shadow-card"
    >
      <span>{t("break", { minutes: after })}</span>
      <Button kind="quiet" onClick={takeBreak} className="pointer-coarse:min-h-11">
        {t("takeBreak")}
      </Button>
      <Button kind="quiet" onClick={goOn} className="pointer-coarse:min-h-11">
        {t("goOn")}
      </Button>
    </div>
  );
}
