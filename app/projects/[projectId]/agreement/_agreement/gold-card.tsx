"use client";

import Link from "next/link";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { Agreement } from "@/lib/contracts/agreement";
import { mostGold } from "@/lib/contracts/projects";
import { StatRow } from "../../../../_components/stat-row";
import { useFormat } from "../../../../_components/use-format";
import { goldWords } from "./gold-words";
import { ShareCard } from "./share-card";

/** Of a hundred samples that are handed out. */
const percents = [0, 2, 5, 10, 20].filter((percent) => percent <= 100 * mostGold);

interface GoldCardProps {
  readonly projectId: string;
  readonly agreement: Agreement;
  readonly nameOf: (number: number) => string;
  readonly mayLead: boolean;
}

/** How much of what is handed out is gold, and how often people answer it right. */
export function GoldCard({ projectId, agreement, nameOf, mayLead }: GoldCardProps) {
  const t = useTranslations("agreement.gold");
  const format = useFormat();
  const { gold, goldShare } = agreement;
  const words = {
    title: t("title"),
    label: t("label"),
    hint: t("hint"),
    of: (percent: number) => (percent === 0 ? t("nobody") : t("share", { percent })),
  };
  // Only who may label has work of their own.
  const work = (chunks: ReactNode) =>
    mayLead ? (
      <Link href={`/projects/${projectId}/work`} className="text-accent underline underline-offset-2">
        {chunks}
      </Link>
    ) : (
      chunks
    );
  return (
    <ShareCard {...{ projectId, percents, words, mayLead }} setting="goldShare" share={goldShare}>
      <p className="mt-4">
        {gold.samples === 0 && gold.answers === 0
          ? t.rich("none", { work })
          : goldWords(agreement, nameOf, t, format)}
      </p>
      <dl className="mt-3">
        <StatRow name={t("samples")}>{format.count(gold.samples)}</StatRow>
        <StatRow name={t("answers")}>{format.count(gold.answers)}</StatRow>
      </dl>
    </ShareCard>
  );
}
