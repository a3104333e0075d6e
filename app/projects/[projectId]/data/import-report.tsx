"use client";

import { useQuery } from "@tanstack/react-query";
import { refusalListSchema } from "@/lib/contracts/imports";
import type { ImportStatus } from "@/lib/contracts/projects";
import { ButtonLink, DownloadLink } from "../../../_components/button";
import { callApi } from "../../../_components/call-api";
import { Card } from "../../../_components/card";
import { ErrorNote } from "../../../_components/error-note";
import { formatBytes, formatCount, formatPlural } from "../../../_components/format";
import { Progress } from "../../../_components/progress";
import { RefusalTable } from "./refusal-table";

interface ImportReportProps {
  readonly projectId: string;
  readonly status: ImportStatus;
}

/** One import: while it runs how far it is, then what came in and what did not, and why. */
export function ImportReport({ projectId, status }: ImportReportProps) {
  const running = status.state === "waiting" || status.state === "running";
  const path = `/api/v1/projects/${projectId}/imports/${status.id}/refusals`;
  const refusals = useQuery({
    queryKey: ["refusals", status.id],
    queryFn: () => callApi(path, refusalListSchema),
    enabled: !running,
  });
  const hasLines = refusals.data !== undefined && refusals.data.length > 0;
  return (
    <Card
      title={
        <span dir="auto" className="wrap-anywhere">
          {status.fileName}
        </span>
      }
      aside={stateWords[status.state]}
    >
      <div className="grid grid-cols-1 gap-4" aria-live="polite">
        {running && <RunningImport status={status} />}
        {status.error && <ErrorNote message={status.error} />}
        {status.state === "done" && (
          <p className="text-[0.9375rem]">
            <strong>{formatPlural(status.accepted, "sample")}</strong> came in
            {status.duplicates > 0 && <>, {formatPlural(status.duplicates, "duplicate")} merged</>}
            {status.refused > 0 && <>, {formatCount(status.refused)} refused</>}.
          </p>
        )}
        {hasLines && <RefusalTable refusals={refusals.data} />}
        {refusals.error && <ErrorNote message={refusals.error.message} />}
        {!running && (
          <div className="flex flex-wrap justify-end gap-2">
            {hasLines && <DownloadLink href={`${path}.csv`}>Every line with its reason (CSV)</DownloadLink>}
            {status.state === "done" && status.accepted > 0 && (
              <ButtonLink href={`/projects/${projectId}/label`} kind="primary">
                Start labeling
              </ButtonLink>
            )}
          </div>
        )}
      </div>
    </Card>
  );
}

const stateWords: Record<ImportStatus["state"], string> = {
  waiting: "waits for a worker",
  running: "being read",
  done: "imported",
  failed: "nothing was imported",
};

function RunningImport({ status }: { readonly status: ImportStatus }) {
  const share = status.bytesTotal > 0 ? status.bytesRead / status.bytesTotal : null;
  return (
    <div>
      <Progress label={`Reading ${status.fileName}`} value={status.state === "waiting" ? null : share} />
      <p className="mt-1.5 text-[0.8125rem] text-muted">
        {formatBytes(status.bytesRead)} of {formatBytes(status.bytesTotal)} read,{" "}
        {formatPlural(status.accepted, "sample")} so far. They appear together once the whole file is read;
        you may leave this page.
      </p>
    </div>
  );
}
