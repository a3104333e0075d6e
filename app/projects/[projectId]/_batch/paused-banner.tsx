import { Pause } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { ButtonLink } from "../../../_components/button-link";

interface PausedBannerProps {
  readonly projectId: string;
  readonly isPaused: boolean;
  readonly mayLead: boolean;
  /** What can still be done on this page. */
  readonly children: ReactNode;
}

/** Says that the lead paused labeling, as soon as it happens, and what to do. Its region is always there, to be read out. */
export function PausedBanner({ projectId, isPaused, mayLead, children }: PausedBannerProps) {
  const t = useTranslations("bench.empty.paused");
  return (
    <div role="status">
      {isPaused && (
        <div className="mb-4 flex flex-wrap items-center gap-x-4 gap-y-2 rounded-lg border border-warn/50 bg-warn-soft px-4 py-3 text-sm">
          <Pause size={18} aria-hidden="true" className="shrink-0 text-warn" />
          <p className="min-w-0 flex-1 basis-60">
            <strong className="font-semibold">{t("title")}.</strong> {children}
          </p>
          {mayLead && <ButtonLink href={`/projects/${projectId}/settings`}>{t("action")}</ButtonLink>}
        </div>
      )}
    </div>
  );
}
