"use client";

import { useParams } from "next/navigation";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { IndexedDbStorage } from "./indexed-db-storage";

/** How many answers of this person to this project are in this browser still, where its pages cannot be shown; nothing when none are. */
export function KeptAnswers({ userId }: { readonly userId: string }) {
  const t = useTranslations("common.notFound");
  const { projectId } = useParams<{ projectId: string }>();
  const [count, setCount] = useState(0);
  useEffect(() => {
    // A browser that keeps nothing holds no answers either.
    countKept(`${projectId}/${userId}`).then(setCount, () => setCount(0));
  }, [projectId, userId]);
  return (
    <p role="status" className="mt-5 text-[0.8125rem] text-balance text-muted empty:hidden">
      {count > 0 && t("kept", { count })}
    </p>
  );
}

async function countKept(owner: string): Promise<number> {
  const storage = await IndexedDbStorage.open(owner);
  try {
    return (await storage.entries()).length;
  } finally {
    storage.close();
  }
}
