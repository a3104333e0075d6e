"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { NextStep } from "@/lib/contracts/imports";
import { ButtonLink } from "../../../_components/button-link";
import { callApi } from "../../../_components/call-api";

/** What an import leaves to be done; undefined until it is known. */
export function useNextStep(
  projectId: string,
  importId: string,
  isDone: boolean,
): NextStep["step"] | undefined {
  const { data } = useQuery({
    queryKey: ["next-step", importId],
    queryFn: () => callApi<NextStep>(`/api/v1/projects/${projectId}/imports/${importId}/next-step`),
    enabled: isDone,
  });
  return data?.step;
}

/** Why there is nothing to label, or what labeling still waits for; nothing where it can begin. */
export function NextStepNote({ step }: { readonly step: NextStep["step"] }) {
  const t = useTranslations("data.report");
  if (step === "label") return null;
  return <p className="rounded-lg border border-wheat/60 bg-wheat-soft px-4 py-3">{t(step)}</p>;
}

interface NextStepLinkProps {
  readonly projectId: string;
  readonly step: NextStep["step"];
}

export function NextStepLink({ projectId, step }: NextStepLinkProps) {
  const t = useTranslations("data.report");
  const base = `/projects/${projectId}`;
  if (step === "nothingLeft") return <ButtonLink href={base}>{t("toProgress")}</ButtonLink>;
  return (
    <ButtonLink href={`${base}/${step === "label" ? "label" : "settings"}`} kind="primary">
      {t(step === "label" ? "start" : "toClasses")}
    </ButtonLink>
  );
}
