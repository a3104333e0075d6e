"use client";

import { useTranslations } from "use-intl";
import { ButtonLink } from "../../../../_components/button-link";
import { Card } from "../../../../_components/card";
import { EmptyState } from "../../../../_components/empty-state";
import { ErrorNote } from "../../../../_components/error-note";
import { Spinner } from "../../../../_components/spinner";
import { useErrorText } from "../../../../_components/use-error-text";
import { useKeptError } from "../../../../_components/use-kept-error";
import { MapBoard } from "./map-board";
import { useMapData } from "./use-map-data";

interface MapViewProps {
  readonly projectId: string;
  readonly mayLead: boolean;
}

/** The map of the pool, or why there is none yet. */
export function MapView({ projectId, mayLead }: MapViewProps) {
  const t = useTranslations("map");
  const errorText = useErrorText();
  const { map, requested } = useMapData(projectId);
  const { data } = map;
  const error = useKeptError(map);
  return (
    <>
      <h1 className="mb-1 text-2xl font-semibold tracking-tight">{t("title")}</h1>
      <p className="mb-5 max-w-[70ch] text-muted">{t("intro")}</p>
      {error && (
        <div className="mb-5">
          {data ? <ErrorNote message={t("stale", { why: errorText(error) })} /> : <ErrorNote error={error} />}
        </div>
      )}
      {!data && !error && (
        <Card>
          <p role="status" className="flex min-h-72 items-center justify-center gap-2 text-muted">
            <Spinner />
            {t("loading")}
          </p>
        </Card>
      )}
      {data?.header.state === "ready" && data.header.points > 0 && (
        <MapBoard
          projectId={projectId}
          data={data}
          waiting={requested.data?.waiting ?? 0}
          mayLead={mayLead}
        />
      )}
      {data?.header.state === "no-encoding" && (
        <Card>
          <EmptyState
            title={t(data.header.poolRows === 0 ? "noSamples" : "noEncoding")}
            action={
              data.header.poolRows === 0 &&
              mayLead && <ButtonLink href={`/projects/${projectId}/data`}>{t("toData")}</ButtonLink>
            }
          >
            {t(data.header.poolRows === 0 ? "noSamplesWhy" : "noEncodingWhy")}
          </EmptyState>
        </Card>
      )}
      {data?.header.state === "placing" && (
        <Card>
          <EmptyState title={t("placing")}>{t("placingWhy")}</EmptyState>
        </Card>
      )}
    </>
  );
}
