"use client";

import { useMemo } from "react";
import { useTranslations } from "use-intl";
import type { QueuedSample, QueueHealth } from "@/lib/contracts/queue";
import { Card } from "../../../../_components/card";
import { CsvLink } from "../../../../_components/csv-link";
import { useFormat } from "../../../../_components/use-format";
import { strategyName, strategyText } from "../../_engine/engine-words";
import { SampleGlimpse } from "../../_samples/sample-glimpse";
import { nextCsv } from "./queue-csv";
import { guessWords, placeWords } from "./queue-words";
import { SlotMark } from "./slot-mark";

/** The next samples, and why each of them. */
export function NextCard({ queue }: { readonly queue: QueueHealth }) {
  const t = useTranslations("queue");
  const engine = useTranslations("engine");
  const rows = useMemo(() => nextCsv(queue), [queue]);
  const nameOf = new Map(queue.labelClasses.map(({ id, name }) => [id, name]));
  const used = [...new Set(queue.next.map(({ strategy }) => strategy))];
  if (queue.next.length === 0) {
    return (
      <Card title={t("next.title")}>
        <p className="text-muted">{t("next.none")}</p>
      </Card>
    );
  }
  return (
    <Card title={t("next.title")} aside={<CsvLink of={t("next.title")} fileName="queue.csv" rows={rows} />}>
      <dl className="mb-3 grid gap-1 text-[0.8125rem]">
        {used.map((id) => (
          <div key={id}>
            <dt className="inline font-medium">{strategyName(id, engine)}</dt>{" "}
            <dd className="inline text-muted">{strategyText(id, engine)}</dd>
          </div>
        ))}
      </dl>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label={t("next.title")}
        className="-mx-1 max-h-[34rem] overflow-y-auto border-t border-line px-1 print:max-h-none"
      >
        <ol>
          {queue.next.map((sample, index) => (
            <NextRow key={sample.sampleId} sample={sample} place={index + 1} nameOf={nameOf} />
          ))}
        </ol>
      </section>
    </Card>
  );
}

interface NextRowProps {
  readonly sample: QueuedSample;
  readonly place: number;
  readonly nameOf: ReadonlyMap<string, string>;
}

function NextRow({ sample, place, nameOf }: NextRowProps) {
  const t = useTranslations("queue");
  const engine = useTranslations("engine");
  const format = useFormat();
  const words = { t, format };
  return (
    <li className="grid gap-x-5 gap-y-1 border-b border-line py-2.5 last:border-b-0 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)]">
      <div className="flex min-w-0 gap-3">
        <span aria-hidden="true" className="w-6 shrink-0 text-end text-muted">
          {format.count(place)}
        </span>
        <SampleGlimpse
          excerpt={sample.excerpt}
          imageUrl={sample.imageUrl}
          imageName={t("next.image", { number: sample.sampleId })}
        />
      </div>
      <div className="min-w-0 text-[0.8125rem] wrap-anywhere max-sm:ps-9">
        <p>
          <SlotMark slot={sample.slot} />
          {sample.strategy !== "random" && (
            <span className="text-muted">
              {" · "}
              {strategyName(sample.strategy, engine)}
            </span>
          )}
          {sample.isLeased && (
            <span className="ms-2 rounded-md bg-wheat-soft px-1.5 text-xs font-medium text-wheat-ink">
              {t("next.held")}
            </span>
          )}
        </p>
        <p className="text-muted">{placeWords(sample, words)}</p>
        <p className="text-muted">{guessWords(sample, nameOf, words)}</p>
      </div>
    </li>
  );
}
