"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { HoldoutSample, Quality } from "@/lib/contracts/progress";
import { Button } from "../../../../_components/button";
import { callApi } from "../../../../_components/call-api";
import { Dialog } from "../../../../_components/dialog";
import { ErrorNote } from "../../../../_components/error-note";
import { Spinner } from "../../../../_components/spinner";
import { useFormat } from "../../../../_components/use-format";
import { SampleGlimpse } from "../../_samples/sample-glimpse";

type LabelClass = Quality["labelClasses"][number];

/** Of the confusion matrix. */
export interface Cell {
  readonly labeled: LabelClass;
  readonly predicted: LabelClass;
}

interface CellDialogProps {
  readonly projectId: string;
  /** A newer model takes other samples for the class. */
  readonly modelNumber: number | null;
  readonly cell: Cell;
  readonly onClose: () => void;
}

/** The samples behind a cell, the surest guesses first, and what a look at them does to later corrections. */
export function CellDialog({ projectId, modelNumber, cell, onClose }: CellDialogProps) {
  const t = useTranslations("quality.samples");
  const { labeled, predicted } = cell;
  const search = new URLSearchParams({ labeled: labeled.id, predicted: predicted.id });
  const { data, error, refetch } = useQuery({
    queryKey: ["holdout-samples", projectId, labeled.id, predicted.id, modelNumber],
    queryFn: () => callApi<HoldoutSample[]>(`/api/v1/projects/${projectId}/holdout-samples?${search}`),
  });
  const isRight = labeled.id === predicted.id;
  const names = { labeled: labeled.name, predicted: predicted.name };
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={t(isRight ? "titleRight" : "title", names)}
      description={t("description")}
    >
      <p className="mb-2 text-[0.8125rem] text-warn">{t("caution")}</p>
      {error && (
        <ErrorNote error={error} action={<Button onClick={() => void refetch()}>{t("again")}</Button>} />
      )}
      {!data && !error && (
        <p role="status" className="flex items-center gap-2 text-muted">
          <Spinner /> {t("loading")}
        </p>
      )}
      {data?.length === 0 && <p className="text-muted">{t("none")}</p>}
      <ul>
        {data?.map((sample) => (
          <SampleRow key={sample.sampleId} sample={sample} predicted={predicted.name} />
        ))}
      </ul>
    </Dialog>
  );
}

function SampleRow({ sample, predicted }: { readonly sample: HoldoutSample; readonly predicted: string }) {
  const t = useTranslations("quality.samples");
  const format = useFormat();
  return (
    <li className="flex items-start justify-between gap-4 border-t border-line py-2.5 first:border-t-0">
      <SampleGlimpse
        excerpt={sample.excerpt}
        imageUrl={sample.imageUrl}
        imageName={t("image", { number: sample.sampleId })}
      />
      <span className="shrink-0 text-end font-semibold" title={t("probability", { predicted })}>
        {format.wholePercent(sample.probability)}
      </span>
    </li>
  );
}
