"use client";

import { useCallback } from "react";
import { useTranslations } from "use-intl";
import type { DemoSet } from "@/lib/contracts/demo";

/** The name of sample data that comes with Winnow, in the page's language. */
export function useDemoName(demoSets: readonly DemoSet[]): (id: string) => string {
  const t = useTranslations("projects");
  return useCallback(
    (id) => {
      const key = `demo.${id}.name` as Parameters<typeof t>[0];
      return t.has(key) ? t(key) : (demoSets.find((set) => set.id === id)?.name ?? id);
    },
    [t, demoSets],
  );
}
