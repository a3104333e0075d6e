"use client";

import Link from "next/link";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { undeleteDays } from "@/lib/contracts/deleted-projects";
import type { ProjectSettings } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { Card } from "../../../_components/card";
import { DeleteDialog } from "./delete-dialog";

/** What deleting means, apart from everything that is pressed more often. */
export function DeleteCard({ settings }: { readonly settings: ProjectSettings }) {
  const t = useTranslations("settings.delete");
  const [isAsked, setIsAsked] = useState(false);
  return (
    <Card title={t("title")}>
      <div className="flex flex-wrap items-end justify-between gap-x-6 gap-y-4">
        <div className="min-w-0 flex-1 basis-72 space-y-2 text-muted">
          <p>{t("consequence", { days: undeleteDays })}</p>
          <p>
            {t.rich("instead", {
              data: (words) => (
                <Link
                  href={`/projects/${settings.id}/data`}
                  className="text-accent underline underline-offset-2"
                >
                  {words}
                </Link>
              ),
            })}
          </p>
        </div>
        <Button kind="danger" aria-haspopup="dialog" onClick={() => setIsAsked(true)}>
          {t("open")}
        </Button>
      </div>
      {isAsked && <DeleteDialog settings={settings} onClose={() => setIsAsked(false)} />}
    </Card>
  );
}
