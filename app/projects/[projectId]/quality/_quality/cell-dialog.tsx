"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { HoldoutSample } from "@/lib/contracts/quality";
import { Button } from "../../../../_components/button";
import { callApi } from "../../../../_components/call-api";
import { Dialog } from "../../../../_components/dialog";
import { ErrorNote } from "../../../../_components/error-note";
import { Spinner } from "../../../../_components/spinner";
import { useFormat } from "../../../../_components/use-format";
import { SampleGlimpse } from "../../_samples/sample-glimpse";

/** A number of the confusion matrix, or of a class where there may be several. */
export interface Cell {
  /** Where its samples are, below `/holdout-samples`. */
  readonly samples: string;
  readonly title: string;
  readonly description: string;
  /** Of which the samples' probability is. */
  readonly className: string;
  /** Names the labels of each sample; left out where all have the same. */
  readonly nameOf?: ReadonlyMap<string, string>;
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
  const { data, error, refetch } = useQuery({
    queryKey: ["holdout-samples", projectId, cell.samples, modelNumber],
    queryFn: () => callApi<HoldoutSample[]>(`/api/v1/projects/${projectId}/holdout-samples${cell.samples}`),
  });
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={cell.title}
      description={cell.description}
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
          <SampleRow key={sample.sampleId} sample={sample} cell={cell} />
        ))}
      </ul>
    </Dialog>
  );
}

function SampleRow({ sample, cell }: { readonly sample: HoldoutSample; readonly cell: Cell }) {
  const t = useTranslations("quality.samples");
  const format = useFormat();
  return (
    <li className="flex items-start justify-between gap-4 border-t border-line py-2.5 first:border-t-0">
      <div className="min-w-0">
        <SampleGlimpse
          excerpt={sample.excerpt}
          imageUrl={sample.imageUrl}
          imageName={t("image", { number: sample.sampleId })}
        />
        {cell.nameOf && <Labels ids={sample.labelClassIds} nameOf={cell.nameOf} />}
      </div>
      <span
        className="shrink-0 text-end font-semibold"
        title={t("probability", { predicted: cell.className })}
      >
        {format.wholePercent(sample.probability)}
      </span>
    </li>
  );
}

interface LabelsProps {
  readonly ids: readonly string[];
  readonly nameOf: ReadonlyMap<string, string>;
}

function Labels({ ids, nameOf }: LabelsProps) {
  const t = useTranslations("quality.samples");
  const names = ids.map((id) => nameOf.get(id) ?? "").join(", ");
  return (
    <p dir="auto" className="mt-0.5 text-[0.8125rem] wrap-anywhere text-muted">
      {ids.length === 0 ? t("labeledNone") : t("labeled", { names })}
    </p>
  );
}
