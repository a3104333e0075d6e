"use client";

import { Fragment, useMemo } from "react";
import { useTranslations } from "use-intl";
import type { RoundSummary } from "@/lib/contracts/queue";
import { Card } from "../../../../_components/card";
import { CsvLink } from "../../../../_components/csv-link";
import { english } from "../../../../_components/english";
import type { Format } from "../../../../_components/format";
import { LocalTime } from "../../../../_components/local-time";
import { Cell, HeadCell, Table } from "../../../../_components/table";
import { useFormat } from "../../../../_components/use-format";
import { type EngineWords, learnerName } from "../../_engine/engine-words";
import { learnerReason, type Reason, whyTag } from "../../_engine/reason-words";
import { roundsCsv } from "./queue-csv";

const columns = 7;

/** What rounds were caused by, how long they took, what they trained and why, and what failed. */
export function RoundsCard({ rounds }: { readonly rounds: readonly RoundSummary[] }) {
  const t = useTranslations("queue.rounds");
  const engine = useTranslations("engine");
  const format = useFormat();
  const rows = useMemo(() => roundsCsv(rounds), [rounds]);
  if (rounds.length === 0) {
    return (
      <Card title={t("title")}>
        <p className="text-muted">{t("none")}</p>
      </Card>
    );
  }
  return (
    <Card
      title={t("title")}
      aside={
        <>
          {rounds[0]!.number > rounds.length && (
            <span className="me-3">{t("shown", { shown: rounds.length, all: rounds[0]!.number })}</span>
          )}
          <CsvLink of={t("title")} fileName="rounds.csv" rows={rows} />
        </>
      }
    >
      {/* A container, so that notes are as wide as what is seen of a table that scrolls sideways. */}
      <div className="@container -mx-1 max-h-[34rem] overflow-y-auto px-1 print:max-h-none">
        <Table
          caption={t("caption")}
          head={
            <>
              <HeadCell side="end">{t("round")}</HeadCell>
              <HeadCell>{t("cause")}</HeadCell>
              <HeadCell side="end">{t("started")}</HeadCell>
              <HeadCell side="end">{t("took")}</HeadCell>
              <HeadCell side="end">{t("live")}</HeadCell>
              <HeadCell>{t("model")}</HeadCell>
              <HeadCell side="end">{t("trainedOn")}</HeadCell>
            </>
          }
        >
          {rounds.map((round, i) => (
            <RoundRows key={round.number} round={round} reason={newReason(rounds, i, engine, format)} />
          ))}
        </Table>
      </div>
    </Card>
  );
}

/** The reason for the learner, unless the round above stands there for the same one. */
function newReason(
  rounds: readonly RoundSummary[],
  at: number,
  engine: EngineWords,
  format: Format,
): Reason | null {
  const reasonOf = ({ model }: RoundSummary) => model && learnerReason(model.chosen, engine, format);
  const reason = reasonOf(rounds[at]!);
  const above = rounds.slice(0, at).findLast(({ model }) => model !== null);
  return above && reasonOf(above)?.text === reason?.text ? null : reason;
}

interface RoundRowsProps {
  readonly round: RoundSummary;
  readonly reason: Reason | null;
}

function RoundRows({ round, reason }: RoundRowsProps) {
  const t = useTranslations("queue.rounds");
  const engine = useTranslations("engine");
  const format = useFormat();
  const { number, state, cause, startedAt, seconds, freshnessSeconds, model } = round;
  return (
    <Fragment>
      <tr>
        <Cell side="end">{format.count(number)}</Cell>
        <Cell className="min-w-32">
          {t.has(`causes.${cause}` as "causes.labels") ? t(`causes.${cause}` as "causes.labels") : cause}
          {state !== "published" && (
            <span className={state === "failed" ? "font-medium text-warn" : "text-muted"}>
              {" · "}
              {t(`states.${state}`)}
            </span>
          )}
        </Cell>
        <Cell side="end" className="whitespace-nowrap text-muted">
          <LocalTime instant={startedAt} withSeconds />
        </Cell>
        <Cell side="end" className="whitespace-nowrap">
          {seconds === null ? "–" : format.duration(seconds)}
        </Cell>
        <Cell side="end" className="whitespace-nowrap">
          {freshnessSeconds === null ? "–" : format.duration(freshnessSeconds)}
        </Cell>
        <Cell className="whitespace-nowrap">
          {model === null ? (
            <span className="text-muted">{t("noModel")}</span>
          ) : (
            t("modelIs", { number: model.number, learner: learnerName(model.learner, engine) })
          )}
        </Cell>
        <Cell side="end">{model === null ? "–" : format.count(model.trainingLabels)}</Cell>
      </tr>
      <RoundNote round={round} reason={reason} />
    </Fragment>
  );
}

/** In the order in which a round goes through them. */
const stageNames = ["load", "fit", "evaluate", "score", "choose", "store", "compare"] as const;

function stagesOf({ stages }: RoundSummary) {
  return stageNames.flatMap((stage) => {
    const ms = stages[stage];
    return ms === undefined ? [] : [[stage, ms] as const];
  });
}

function tookOf(ms: number, format: Format): string {
  return ms < 1000 ? `${format.count(ms)}\u00a0ms` : format.duration(ms / 1000);
}

/** What stands beneath a round: the error, the reason for the learner, and how long each stage took. */
function RoundNote({ round, reason }: RoundRowsProps) {
  const t = useTranslations("queue.rounds");
  const format = useFormat();
  const stages = stagesOf(round);
  if (round.error === null && reason === null && stages.length === 0) return null;
  return (
    <tr>
      <td colSpan={columns} className="pb-2.5 text-[0.8125rem] text-muted">
        <div className="sticky start-0 grid w-[100cqi] gap-0.5 wrap-anywhere">
          {round.error !== null && (
            <p className="rounded-lg bg-warn-soft px-3 py-2 text-ink">{english(round.error)}</p>
          )}
          {reason !== null && <p>{t.rich("because", { reason: reason.text, why: whyTag(reason) })}</p>}
          {stages.length > 0 && (
            <p>
              {stages
                .map(([stage, ms]) => t("stage", { stage: t(`stages.${stage}`), took: tookOf(ms, format) }))
                .join(" · ")}
            </p>
          )}
        </div>
      </td>
    </tr>
  );
}
