"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslations } from "use-intl";
import type { Flag } from "@/lib/contracts/own-work";
import { callApi } from "../../../_components/call-api";
import { Card } from "../../../_components/card";
import { ErrorNote } from "../../../_components/error-note";
import { useErrorText } from "../../../_components/use-error-text";
import { FlagRow } from "./flag-row";

/** Samples that annotators set aside for the lead, with their notes. */
export function FlagsCard({ projectId }: { readonly projectId: string }) {
  const errorText = useErrorText();
  const t = useTranslations("settings");
  const { data, error } = useQuery({
    queryKey: ["flags", projectId],
    queryFn: () => callApi<Flag[]>(`/api/v1/projects/${projectId}/flags`),
  });
  const [dismissed, setDismissed] = useState<ReadonlySet<string>>(new Set());
  const tellDismissed = (id: string, isDismissed: boolean) =>
    setDismissed(
      (before) => new Set(isDismissed ? [...before, id] : [...before].filter((one) => one !== id)),
    );
  const open = data?.filter(({ id }) => !dismissed.has(id)).length;
  return (
    <Card title={t("flags.title")} aside={open !== undefined && t("flags.aside", { count: open })}>
      {error && <ErrorNote message={errorText(error)} />}
      {data?.length === 0 && <p className="text-muted">{t("flags.none")}</p>}
      <ul className="max-h-96 overflow-y-auto">
        {data?.map((flag) => (
          <FlagRow
            key={flag.id}
            projectId={projectId}
            flag={flag}
            isDismissed={dismissed.has(flag.id)}
            onDismissed={(isDismissed) => tellDismissed(flag.id, isDismissed)}
          />
        ))}
      </ul>
    </Card>
  );
}
