"use client";

import { useMutation } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Flag } from "@/lib/contracts/own-work";
import { Button } from "../../../_components/button";
import { ButtonLink } from "../../../_components/button-link";
import { json, tellApi } from "../../../_components/call-api";
import { LocalTime } from "../../../_components/local-time";
import { useToast } from "../../../_components/toast";
import { useErrorText } from "../../../_components/use-error-text";

interface FlagRowProps {
  readonly projectId: string;
  readonly flag: Flag;
  readonly isDismissed: boolean;
  readonly onDismissed: (isDismissed: boolean) => void;
}

/** A flag with its note; a dismissed one can be put back until the page is left. */
export function FlagRow({ projectId, flag, isDismissed, onDismissed }: FlagRowProps) {
  const t = useTranslations("settings.flags");
  const errorText = useErrorText();
  const toast = useToast();
  const dismissal = useMutation({
    mutationFn: (dismissed: boolean) =>
      tellApi(`/api/v1/projects/${projectId}/flags/${flag.id}`, json("PUT", { dismissed })),
    onSuccess: (_nothing, dismissed) => onDismissed(dismissed),
    onError: (error) => toast(errorText(error)),
  });
  return (
    <li className="flex gap-3 border-t border-line py-2.5 first:border-t-0 first:pt-0">
      {flag.imageUrl !== null && (
        // biome-ignore lint/performance/noImgElement: the API serves it, with a session
        <img
          src={`/api/v1${flag.imageUrl.replace(/image$/, "preview")}`}
          alt={t("image", { id: flag.sampleId })}
          className="size-14 shrink-0 rounded-md border border-line bg-sunken object-contain"
        />
      )}
      <div className="min-w-0 grow">
        <p dir="auto" className={`wrap-anywhere ${isDismissed ? "text-muted line-through" : "font-medium"}`}>
          {flag.note}
        </p>
        {flag.excerpt !== null && (
          <p dir="auto" className="line-clamp-2 wrap-anywhere text-muted">
            {flag.excerpt}
          </p>
        )}
        <p className="text-[0.8125rem] text-muted">
          {t("by", { name: flag.annotator })} · <LocalTime instant={flag.createdAt} />
          {flag.isLabeled && ` · ${t("labeled")}`}
        </p>
      </div>
      <div className="flex shrink-0 flex-col gap-1 self-start sm:flex-row">
        <ButtonLink
          href={`/projects/${projectId}/find?sample=${flag.sampleId}`}
          aria-label={t("openOf", { note: flag.note })}
        >
          {t("open")}
        </ButtonLink>
        <Button
          kind="quiet"
          busy={dismissal.isPending}
          aria-label={t(isDismissed ? "putBackOf" : "dismissOf", { note: flag.note })}
          onClick={() => dismissal.mutate(!isDismissed)}
        >
          {t(isDismissed ? "putBack" : "dismiss")}
        </Button>
      </div>
    </li>
  );
}
