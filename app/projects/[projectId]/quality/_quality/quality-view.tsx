"use client";

import { useQuery } from "@tanstack/react-query";
import Link from "next/link";
import { useTranslations } from "use-intl";
import type { Quality } from "@/lib/contracts/quality";
import { ButtonLink } from "../../../../_components/button-link";
import { callApi } from "../../../../_components/call-api";
import { EmptyState } from "../../../../_components/empty-state";
import { ErrorNote } from "../../../../_components/error-note";
import { PageHeadline } from "../../../../_components/page-headline";
import { pollMilliseconds } from "../../../../_components/poll-milliseconds";
import { useErrorText } from "../../../../_components/use-error-text";
import { useFormat } from "../../../../_components/use-format";
import { useProjectEvents } from "../../../../_components/use-project-events";
import { CalibrationCard } from "./calibration-card";
import { ClassesCard } from "./classes-card";
import { ConfusionCard } from "./confusion-card";
import { DiagnosisCard } from "./diagnosis-card";
import { findingWords } from "./finding-words";
import { OutcomesCard } from "./outcomes-card";

/** Up to so many classes their matrix is narrow enough to stand beside another card. */
const fewClasses = 6;

interface QualityViewProps {
  readonly projectId: string;
  readonly initial: Quality;
  readonly isMultiLabel: boolean;
  /** Whether there was anything to label when the page was asked for. */
  readonly hasSamples: boolean;
  /** Whoever may not label is led to no page where that is done. */
  readonly mayLabel: boolean;
}

export function QualityView(props: QualityViewProps) {
  const { projectId, initial, isMultiLabel, hasSamples, mayLabel } = props;
  const t = useTranslations("quality");
  const errorText = useErrorText();
  const queryKey = ["quality", projectId];
  const { data, error } = useQuery({
    queryKey,
    queryFn: () => callApi<Quality>(`/api/v1/projects/${projectId}/quality`),
    initialData: initial,
    refetchInterval: pollMilliseconds,
  });
  useProjectEvents(projectId, queryKey);
  return (
    <>
      {error && (
        <div className="mb-5">
          <ErrorNote message={t("stale", { why: errorText(error) })} />
        </div>
      )}
      {data.diagnosis === null ? (
        <NothingYet {...{ projectId, hasSamples, mayLabel }} hasHoldout={data.holdoutShare > 0} />
      ) : (
        <Measured {...{ projectId, isMultiLabel, mayLabel, quality: data }} />
      )}
    </>
  );
}

interface NothingYetProps extends Pick<QualityViewProps, "projectId" | "hasSamples" | "mayLabel"> {
  /** Whether any share of the labels goes to the holdout. */
  readonly hasHoldout: boolean;
}

function NothingYet({ projectId, hasSamples, hasHoldout, mayLabel }: NothingYetProps) {
  const t = useTranslations("quality.empty");
  return (
    <EmptyState
      title={t("title")}
      titleAs="h1"
      action={
        mayLabel && (
          <ButtonLink href={`/projects/${projectId}/${hasSamples ? "label" : "data"}`} kind="primary">
            {t(hasSamples ? "action" : "addData")}
          </ButtonLink>
        )
      }
    >
      {t(hasHoldout ? "text" : "noHoldoutText")}
    </EmptyState>
  );
}

interface MeasuredProps extends Omit<QualityViewProps, "initial" | "hasSamples"> {
  readonly quality: Quality;
}

function Measured({ projectId, quality, isMultiLabel, mayLabel }: MeasuredProps) {
  const t = useTranslations("quality");
  const finding = findingWords(quality, t, useFormat());
  const isNarrow = isMultiLabel || quality.labelClasses.length <= fewClasses;
  const Mistakes = isMultiLabel ? OutcomesCard : ConfusionCard;
  const mistakes = <Mistakes projectId={projectId} quality={quality} />;
  return (
    <>
      <PageHeadline sentence={finding.sentence}>
        <p>{finding.evidence}</p>
        {quality.pinnedModelNumber !== null && (
          <FrozenLine
            projectId={projectId}
            pinned={quality.pinnedModelNumber}
            newest={quality.modelNumber ?? quality.pinnedModelNumber}
          />
        )}
        <p>
          <span className="font-medium text-ink">{t("next")}</span> {finding.next}
        </p>
      </PageHeadline>
      <div className="grid grid-cols-1 items-start gap-5 lg:grid-cols-2">
        <DiagnosisCard quality={quality} />
        <div className="grid grid-cols-1 gap-5">
          <CalibrationCard quality={quality} />
          {isNarrow && mistakes}
        </div>
        <div className="lg:col-span-2">
          <ClassesCard projectId={projectId} quality={quality} mayLabel={mayLabel} />
        </div>
        {!isNarrow && <div className="min-w-0 lg:col-span-2">{mistakes}</div>}
      </div>
    </>
  );
}

interface FrozenLineProps {
  readonly projectId: string;
  readonly pinned: number;
  /** The one that is measured here. */
  readonly newest: number;
}

/** Whose numbers these are while another model ranks the pool. */
function FrozenLine({ projectId, pinned, newest }: FrozenLineProps) {
  const t = useTranslations("quality");
  return (
    <p>
      {t.rich(pinned === newest ? "frozenItself" : "frozen", {
        pinned,
        newest,
        link: (words) => (
          <Link
            href={`/projects/${projectId}/queue`}
            className="text-accent underline underline-offset-2 print:hidden"
          >
            {words}
          </Link>
        ),
      })}
    </p>
  );
}
