"use client";

import { useParams } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";

/** How many answers of this person to this project are in this browser still; nothing when none are. */
export function KeptAnswers({ userId }: { readonly userId: string }) {
  const t = useTranslations("common.notFound");
  const { projectId } = useParams<{ projectId: string }>();
  const [count, setCount] = useState(0);
  useEffect(() => {
    // A browser that keeps nothing holds no answers either.
    readCount(projectId, userId).then(setCount, () => setCount(0));
  }, [projectId, userId]);
  return (
    <p role="status" className="mt-5 text-[0.8125rem] text-balance text-muted empty:hidden">
      {count > 0 && t("kept", { count })}
    </p>
  );
}

/** Fetched when it is needed: every page brings along what is shown where there is none. */
async function readCount(projectId: string, userId: string): Promise<number> {
  const { countKept } = await import("./count-kept");
  return countKept(projectId, userId);
}
