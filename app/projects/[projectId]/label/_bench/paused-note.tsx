import { useTranslations } from "use-intl";
import { StayLink } from "../../../../_components/stay-link";

interface PausedNoteProps {
  readonly projectId: string;
  readonly isPaused: boolean;
  readonly mayLead: boolean;
}

/**
 * Says that the lead paused labeling while samples are still held here. Over the foot of the card, so that nothing moves, and
 * small, so that it hides little; below a text there is room to scroll its end into sight.
 */
export function PausedNote({ projectId, isPaused, mayLead }: PausedNoteProps) {
  const t = useTranslations("bench.empty.paused");
  return (
    <div role="status" className="absolute inset-x-2 bottom-2 z-10">
      {isPaused && (
        <p
          data-paused
          className="rounded-lg border border-warn/50 bg-warn-soft px-3 py-2 text-[0.8125rem] leading-snug sm:px-4"
        >
          <strong className="font-semibold">{t("title")}.</strong> {t("rest")}{" "}
          {mayLead && (
            <StayLink
              href={`/projects/${projectId}/settings`}
              prefetch={false}
              className="text-accent underline"
            >
              {t("action")}
            </StayLink>
          )}
        </p>
      )}
    </div>
  );
}
