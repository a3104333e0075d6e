"use client";

import Link from "next/link";
import { useTranslations } from "use-intl";
import type { QueueHealth } from "@/lib/contracts/queue";
import { Card } from "../../../../_components/card";
import { StatRow } from "../../../../_components/stat-row";
import { useFormat } from "../../../../_components/use-format";
import { SlotMark } from "./slot-mark";

interface HealthCardProps {
  readonly projectId: string;
  readonly queue: QueueHealth;
  readonly mayLead: boolean;
}

/** Where the samples are that have no label yet. */
export function HealthCard({ projectId, queue, mayLead }: HealthCardProps) {
  const t = useTranslations("queue.health");
  const format = useFormat();
  const { oldestLeaseSeconds, waiting } = queue;
  return (
    <Card title={t("title")} aside={t("aside", { samples: queue.samples })}>
      <dl>
        <StatRow name={t("unlabeled")}>{format.count(queue.unlabeled)}</StatRow>
        <StatRow name={t("leased", { holders: queue.leaseHolders })}>{format.count(queue.leased)}</StatRow>
        {oldestLeaseSeconds !== null && (
          <StatRow name={t("oldest")}>{format.age(oldestLeaseSeconds)}</StatRow>
        )}
        <StatRow name={<Explained words={t("stuck")} hint={t("stuckHint")} />}>
          {format.count(queue.stuck)}
        </StatRow>
        <StatRow name={<Explained words={t("skipped")} hint={t("skippedHint")} />}>
          {format.count(queue.skipped)}
        </StatRow>
        <StatRow name={t("flagged")}>
          {mayLead && queue.flagged > 0 ? (
            <Link
              href={`/projects/${projectId}/settings#flags`}
              prefetch={false}
              className="text-accent underline underline-offset-2"
            >
              {t("flaggedLink", { count: queue.flagged })}
            </Link>
          ) : (
            format.count(queue.flagged)
          )}
        </StatRow>
      </dl>
      <h3 className="mt-4 mb-1 text-[0.8125rem] font-medium">{t("waiting")}</h3>
      <dl>
        {(["query", "explore", "holdout"] as const).map((slot) => (
          <StatRow key={slot} name={<SlotMark slot={slot} />}>
            {format.count(waiting[slot])}
          </StatRow>
        ))}
      </dl>
    </Card>
  );
}

function Explained({ words, hint }: { readonly words: string; readonly hint: string }) {
  return (
    <>
      {words}
      <span className="block text-xs">{hint}</span>
    </>
  );
}
