"use client";

import { useTranslations } from "use-intl";
import type { QueueShare } from "@/lib/contracts/queue";
import { Card } from "../../../../_components/card";
import { CsvLink } from "../../../../_components/csv-link";
import { Cell, HeadCell, Table } from "../../../../_components/table";
import { useFormat } from "../../../../_components/use-format";
import { strategyName } from "../../_engine/engine-words";
import { mixCsv, mixWords, stillWaiting } from "./mix-words";
import { SlotMark } from "./slot-mark";

/** Of which rules and slots the live queue is made, and what became of each share. */
export function MixCard({ mix }: { readonly mix: readonly QueueShare[] }) {
  const t = useTranslations("queue");
  const engine = useTranslations("engine");
  const format = useFormat();
  const title = t("mix.title");
  if (mix.length === 0) {
    return (
      <Card title={title}>
        <p className="text-muted">{t("mix.none")}</p>
      </Card>
    );
  }
  const most = Math.max(...mix.map(({ entries }) => entries));
  return (
    <Card title={title} aside={<CsvLink of={title} fileName="queue-mix.csv" rows={mixCsv(mix)} />}>
      <Table
        caption={t("mix.caption")}
        head={
          <>
            <HeadCell>{t("mix.slot")}</HeadCell>
            <HeadCell>{t("mix.strategy")}</HeadCell>
            <HeadCell aria-hidden="true" className="w-36 max-sm:hidden" />
            <HeadCell side="end">{t("mix.entries")}</HeadCell>
            <HeadCell side="end">{t("mix.labeled")}</HeadCell>
            <HeadCell side="end">{t("mix.leased")}</HeadCell>
            <HeadCell side="end">{t("mix.waiting")}</HeadCell>
          </>
        }
      >
        {mix.map((share) => (
          <tr key={`${share.slot} ${share.strategy}`}>
            <Cell className="whitespace-nowrap">
              <SlotMark slot={share.slot} />
            </Cell>
            <Cell className="min-w-36">{strategyName(share.strategy, engine)}</Cell>
            <Cell aria-hidden="true" className="max-sm:hidden">
              <ShareBar share={share} most={most} />
            </Cell>
            <Cell side="end">{format.count(share.entries)}</Cell>
            <Cell side="end">{format.count(share.labeled)}</Cell>
            <Cell side="end">{format.count(share.leased)}</Cell>
            <Cell side="end">{format.count(stillWaiting(share))}</Cell>
          </tr>
        ))}
      </Table>
      <p className="mt-3 text-[0.8125rem] text-muted">
        {mixWords(mix, { t, engine, format })} <span className="max-sm:hidden">{t("mix.bars")}</span>
      </p>
    </Card>
  );
}

interface ShareBarProps {
  readonly share: QueueShare;
  /** Of all shares: what the longest bar stands for. */
  readonly most: number;
}

/** As long as the share is large: what is labeled full, what is held half, what waits pale. */
function ShareBar({ share, most }: ShareBarProps) {
  const parts = [
    { count: share.labeled, look: "" },
    { count: share.leased, look: "opacity-60" },
    { count: stillWaiting(share), look: "opacity-25" },
  ];
  return (
    <span
      // A scale runs from left to right in every language.
      dir="ltr"
      className="flex h-2.5 w-full overflow-hidden rounded-full bg-sunken forced-color-adjust-none [print-color-adjust:exact]"
    >
      {parts.map(({ count, look }) => (
        <span
          key={look}
          className={look}
          style={{ width: `${(100 * count) / most}%`, background: `var(--slot-${share.slot})` }}
        />
      ))}
    </span>
  );
}
