"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import type { Glimpse } from "@/lib/contracts/map";
import { callApi } from "../../../../_components/call-api";
import { Card } from "../../../../_components/card";
import { ErrorNote } from "../../../../_components/error-note";
import { useFormat } from "../../../../_components/use-format";
import { uncertaintyOf } from "./map-facts";
import { useClassNames } from "./use-class-names";
import type { MapData } from "./use-map-data";

/** A pointer that goes across the map passes many points; what it rests on is fetched. */
const restMs = 120;

interface GlimpseCardProps {
  readonly projectId: string;
  readonly data: MapData;
  readonly point: number | null;
}

/** The sample behind the point that was pointed at last. */
export function GlimpseCard({ projectId, data, point }: GlimpseCardProps) {
  const t = useTranslations("map.glimpse");
  const rested = useRested(point);
  const sampleId = rested === null ? null : data.points.sampleIds[rested]!;
  const { data: glimpse, error } = useQuery({
    queryKey: ["glimpse", projectId, sampleId],
    queryFn: ({ signal }) =>
      callApi<Glimpse>(`/api/v1/projects/${projectId}/samples/${sampleId}/glimpse`, { signal }),
    enabled: sampleId !== null,
    staleTime: 60_000,
  });
  return (
    <Card title={sampleId === null ? t("title") : t("sample", { number: sampleId })}>
      <div className="min-h-28" aria-live="polite">
        {rested === null && <p className="text-muted">{t("hint")}</p>}
        {error && <ErrorNote error={error} />}
        {glimpse && <Content projectId={projectId} glimpse={glimpse} />}
        {rested !== null && <Facts data={data} point={rested} />}
      </div>
    </Card>
  );
}

function Content({ projectId, glimpse }: { readonly projectId: string; readonly glimpse: Glimpse }) {
  const t = useTranslations("map.glimpse");
  if (glimpse.isBlind) return <p className="text-muted">{t("blind")}</p>;
  if (glimpse.imageUrl === null) {
    return (
      <p dir="auto" className="line-clamp-6 wrap-anywhere">
        {glimpse.excerpt}
      </p>
    );
  }
  return (
    // biome-ignore lint/performance/noImgElement: the server's own preview
    <img
      src={`/api/v1/projects/${projectId}/samples/${glimpse.sampleId}/preview`}
      alt={t("sample", { number: glimpse.sampleId })}
      className="h-40 w-full rounded-md bg-sunken object-contain [image-rendering:auto]"
    />
  );
}

function Facts({ data: { header, points }, point }: { readonly data: MapData; readonly point: number }) {
  const t = useTranslations("map.table");
  const nameOf = useClassNames(header);
  const format = useFormat();
  const uncertainty = uncertaintyOf(points, point);
  return (
    <dl className="mt-3 grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-[0.8125rem]">
      <dt className="text-muted">{t("label")}</dt>
      <dd className="wrap-anywhere">{nameOf(points.labels[point]!)}</dd>
      <dt className="text-muted">{t("prediction")}</dt>
      <dd className="wrap-anywhere">{nameOf(points.predictions[point]!)}</dd>
      <dt className="text-muted">{t("uncertainty")}</dt>
      <dd>{uncertainty === null ? t("none") : format.wholePercent(uncertainty)}</dd>
    </dl>
  );
}

function useRested(point: number | null): number | null {
  const [rested, setRested] = useState(point);
  useEffect(() => {
    const timer = setTimeout(() => setRested(point), restMs);
    return () => clearTimeout(timer);
  }, [point]);
  return rested;
}
