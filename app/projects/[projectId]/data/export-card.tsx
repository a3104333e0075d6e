"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { DownloadLink } from "../../../_components/button";
import { Card } from "../../../_components/card";

const exportsOffered = ["annotations", "labels"] as const;

/** Everything that was labeled, as files. */
export function ExportCard({ projectId }: { readonly projectId: string }) {
  const t = useTranslations("data.export");
  const [lossless, setLossless] = useState(false);
  const base = `/api/v1/projects/${projectId}/exports`;
  return (
    <Card title={t("title")}>
      <div className="grid grid-cols-1 gap-4">
        {exportsOffered.map((what) => (
          <div key={what} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium">{t(what)}</p>
              <p className="text-[0.8125rem] text-muted">{t(`${what}Hint`)}</p>
            </div>
            <div className="flex gap-2">
              <DownloadLink
                href={`${base}/${what}.jsonl`}
                aria-label={t("as", { name: t(what), format: "JSONL" })}
              >
                JSONL
              </DownloadLink>
              <DownloadLink
                href={`${base}/${what}.csv${lossless ? "?lossless=true" : ""}`}
                aria-label={t("as", { name: t(what), format: "CSV" })}
              >
                CSV
              </DownloadLink>
            </div>
          </div>
        ))}
        <label className="flex cursor-pointer items-start gap-2.5 border-t border-line pt-4">
          <input
            type="checkbox"
            checked={lossless}
            onChange={(event) => setLossless(event.currentTarget.checked)}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span>
            {t("lossless")} <span className="text-muted">{t("losslessHint")}</span>
          </span>
        </label>
      </div>
    </Card>
  );
}
