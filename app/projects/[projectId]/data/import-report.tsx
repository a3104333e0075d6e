"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { RefusalList } from "@/lib/contracts/imports";
import type { ImportStatus } from "@/lib/contracts/projects";
import { DownloadLink } from "../../../_components/button";
import { callApi } from "../../../_components/call-api";
import { Card } from "../../../_components/card";
import { ErrorNote } from "../../../_components/error-note";
import { Progress } from "../../../_components/progress";
import { useFormat } from "../../../_components/use-format";
import { NextStepLink, NextStepNote, useNextStep } from "./next-step";
import { RefusalTable } from "./refusal-table";

interface ImportReportProps {
  readonly projectId: string;
  readonly status: ImportStatus;
  /** Leads and owners: they label, too, and may change what is missing. */
  readonly mayImport: boolean;
}

/** One import: while it runs how far it is, then what came in and what did not, and why. */
export function ImportReport({ projectId, status, mayImport }: ImportReportProps) {
  const t = useTranslations("data.report");
  const running = status.state === "waiting" || status.state === "running";
  const path = `/api/v1/projects/${projectId}/imports/${status.id}/refusals`;
  const refusals = useQuery({
    queryKey: ["refusals", status.id],
    queryFn: () => callApi<RefusalList>(path),
    enabled: !running,
  });
  const cameIn = status.state === "done" && status.accepted > 0;
  const step = useNextStep(projectId, status.id, cameIn && mayImport);
  const counts = { accepted: status.accepted, duplicates: status.duplicates, refused: status.refused };
  const hasLines = refusals.data !== undefined && refusals.data.length > 0;
  return (
    <Card
      title={
        <span dir="auto" className="wrap-anywhere">
          {status.fileName}
        </span>
      }
      aside={t(status.state)}
    >
      <div className="grid grid-cols-1 gap-4" aria-live="polite">
        {running && <RunningImport status={status} />}
        {status.error && <ErrorNote message={status.error} lang="en" />}
        {status.state === "done" && (
          <p className="text-[0.9375rem]">
            {t.rich("result", { ...counts, strong: (words) => <strong>{words}</strong> })}
          </p>
        )}
        {step && <NextStepNote step={step} />}
        {hasLines && <RefusalTable refusals={refusals.data} />}
        {refusals.error && <ErrorNote error={refusals.error} />}
        {!running && (
          <div className="flex flex-wrap justify-end gap-2">
            {hasLines && <DownloadLink href={`${path}.csv`}>{t("everyLine")}</DownloadLink>}
            {step && <NextStepLink projectId={projectId} step={step} />}
          </div>
        )}
      </div>
    </Card>
  );
}

function RunningImport({ status }: { readonly status: ImportStatus }) {
  const t = useTranslations("data.report");
  const format = useFormat();
  const share = status.bytesTotal > 0 ? status.bytesRead / status.bytesTotal : null;
  return (
    <div>
      <Progress
        label={t("reading", { file: status.fileName })}
        value={status.state === "waiting" ? 0 : share}
      />
      {/* Its numbers grow: on a phone the second line is there from the beginning. */}
      <p className="mt-1.5 text-[0.8125rem] text-muted tabular-nums max-sm:min-h-[2lh]">
        {t("progress", {
          read: format.bytes(status.bytesRead),
          total: format.bytes(status.bytesTotal),
          accepted: status.accepted,
        })}
      </p>
      <p className="text-[0.8125rem] text-muted">{t("together")}</p>
    </div>
  );
}
