"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Flag } from "@/lib/contracts/own-work";
import { callApi } from "../../../_components/call-api";
import { Card } from "../../../_components/card";
import { ErrorNote } from "../../../_components/error-note";
import { LocalTime } from "../../../_components/local-time";
import { useErrorText } from "../../../_components/use-error-text";

/** Samples that annotators set aside for the lead, with their notes. */
export function FlagsCard({ projectId }: { readonly projectId: string }) {
  const errorText = useErrorText();
  const t = useTranslations("settings");
  const { data, error } = useQuery({
    queryKey: ["flags", projectId],
    queryFn: () => callApi<Flag[]>(`/api/v1/projects/${projectId}/flags`),
  });
  return (
    <Card title={t("flags.title")} aside={data && t("flags.aside", { count: data.length })}>
      {error && <ErrorNote message={errorText(error)} />}
      {data?.length === 0 && <p className="text-muted">{t("flags.none")}</p>}
      <ul className="max-h-96 overflow-y-auto">
        {data?.map((flag) => (
          <li
            key={flag.sequence}
            className="flex gap-3 border-t border-line py-2.5 first:border-t-0 first:pt-0"
          >
            {flag.imageUrl !== null && (
              // biome-ignore lint/performance/noImgElement: the API serves it, with a session
              <img
                src={`/api/v1${flag.imageUrl.replace(/image$/, "preview")}`}
                alt={t("flags.image", { id: flag.sampleId })}
                className="size-14 shrink-0 rounded-md border border-line bg-sunken object-contain"
              />
            )}
            <div className="min-w-0">
              <p dir="auto" className="font-medium wrap-anywhere">
                {flag.note}
              </p>
              {flag.excerpt !== null && (
                <p dir="auto" className="line-clamp-2 wrap-anywhere text-muted">
                  {flag.excerpt}
                </p>
              )}
              <p className="text-[0.8125rem] text-muted">
                {t("flags.by", { name: flag.annotator })} · <LocalTime instant={flag.createdAt} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Card>
  );
}
