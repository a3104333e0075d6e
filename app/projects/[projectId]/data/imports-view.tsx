"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ImportList } from "@/lib/contracts/imports";
import type { ImportStatus, Modality } from "@/lib/contracts/projects";
import { callApi } from "../../../_components/call-api";
import { Card } from "../../../_components/card";
import { ErrorNote } from "../../../_components/error-note";
import { useErrorText } from "../../../_components/use-error-text";
import { useProjectEvents } from "../../../_components/use-project-events";
import { ImportReport } from "./import-report";
import { ImportTable } from "./import-table";
import { UploadForm } from "./upload-form";

interface ImportsViewProps {
  readonly projectId: string;
  readonly modality: Modality;
  readonly initial: ImportStatus[];
  readonly mayImport: boolean;
}

/** The way of a file into the pool: choose it, watch it, read its report; and all that came before. */
export function ImportsView({ projectId, modality, initial, mayImport }: ImportsViewProps) {
  const t = useTranslations("data");
  const errorText = useErrorText();
  const client = useQueryClient();
  const router = useRouter();
  const queryKey = ["imports", projectId];
  const { data: imports, error } = useQuery({
    queryKey,
    queryFn: () => callApi<ImportList>(`/api/v1/projects/${projectId}/imports`),
    initialData: initial,
    refetchInterval: (query) => (query.state.data?.some(isUnfinished) ? 1_000 : 10_000),
  });
  useProjectEvents(projectId, queryKey);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const shown =
    imports.find((one) => one.id === chosenId) ??
    imports.find(isUnfinished) ??
    (imports.length === 1 ? imports[0] : undefined);
  return (
    <div className="grid grid-cols-1 gap-5">
      {error && <ErrorNote message={t("stale", { why: errorText(error) })} />}
      {shown && <ImportReport key={shown.id} projectId={projectId} status={shown} mayImport={mayImport} />}
      {mayImport && (
        <UploadForm
          projectId={projectId}
          modality={modality}
          isFirst={imports.length === 0}
          onStarted={(id) => {
            setChosenId(id);
            // The page around this one asks a new project for its first file.
            if (imports.length === 0) router.refresh();
            return client.invalidateQueries({ queryKey });
          }}
        />
      )}
      {imports.length > 0 && (
        <Card title={t("imports.title")} aside={t("newestFirst")}>
          <ImportTable imports={imports} onChoose={setChosenId} />
        </Card>
      )}
    </div>
  );
}

function isUnfinished(status: ImportStatus): boolean {
  return status.state === "waiting" || status.state === "running";
}
