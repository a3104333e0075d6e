"use client";

import { useTranslations } from "use-intl";
import { findPageSize } from "@/lib/contracts/finding";
import type { FindScreen } from "./use-find";

/** How far a search came that did not reach the end of the pool at once, and why it is slow. */
export function SearchProgress({ screen: { found } }: { readonly screen: FindScreen }) {
  const strings = useTranslations("find");
  const last = found.data?.pages.at(-1);
  const isCut = last?.next != null && last.hits.length < findPageSize;
  return (
    <p role="status" className="mb-3 text-[0.8125rem] text-muted empty:mb-0">
      {last && isCut && strings("searched", { count: last.next ?? 0, all: last.poolSize })}
      {last && last.unindexed > 0 && (
        <>
          {isCut && " "}
          {strings("indexing", { count: last.unindexed })}
        </>
      )}
    </p>
  );
}
