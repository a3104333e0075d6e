"use client";

import { useTranslations } from "use-intl";
import type { Agreement } from "@/lib/contracts/agreement";
import { mostSecondOpinions } from "@/lib/contracts/projects";
import { StatRow } from "../../../../_components/stat-row";
import { useFormat } from "../../../../_components/use-format";
import { ShareCard } from "./share-card";

/** Of a hundred labeled samples. */
const percents = [0, 2, 5, 10, 20, 50].filter((percent) => percent <= 100 * mostSecondOpinions);

interface OpinionsCardProps {
  readonly projectId: string;
  readonly agreement: Agreement;
  readonly mayLead: boolean;
}

/** How many samples a second person is asked about, and how many wait for one. */
export function OpinionsCard({ projectId, agreement, mayLead }: OpinionsCardProps) {
  const t = useTranslations("agreement.opinions");
  const format = useFormat();
  const { waiting, overall, secondOpinionShare } = agreement;
  const words = {
    title: t("title"),
    label: t("label"),
    hint: t("hint"),
    of: (percent: number) => (percent === 0 ? t("nobody") : t("share", { percent })),
  };
  return (
    <ShareCard
      {...{ projectId, percents, words, mayLead }}
      setting="secondOpinionShare"
      share={secondOpinionShare}
    >
      <dl className="mt-4">
        <StatRow name={t("answered")}>{format.count(overall.samples)}</StatRow>
        <StatRow name={t("waiting")}>{format.count(waiting)}</StatRow>
      </dl>
    </ShareCard>
  );
}
