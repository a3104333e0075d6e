import clsx from "clsx";
import { Fragment } from "react";
import { useTranslations } from "use-intl";
import { holdoutWorthAHeadline, type Panel } from "@/lib/contracts/panel";
import { Card } from "../../../_components/card";
import type { CsvValue } from "../../../_components/csv";
import { CsvLink } from "../../../_components/csv-link";
import { LocalTime } from "../../../_components/local-time";
import { Cell, HeadCell, Table } from "../../../_components/table";
import { useFormat } from "../../../_components/use-format";
import { encoderName, learnerName, strategyName } from "../_engine/engine-words";
import { encoderReason, whyTag } from "../_engine/reason-words";
import { type ModelNote, modelNotes } from "./model-notes";

type Model = Panel["models"][number];

interface ModelsCardProps extends Pick<Panel, "models" | "encoder"> {
  /** The model that ranks the pool while no other is trained. */
  readonly pinned: number | null;
}

/** The newest model versions: how each was fitted and how well it did. */
export function ModelsCard({ models, encoder, pinned }: ModelsCardProps) {
  const t = useTranslations("panel.models");
  const engine = useTranslations("engine");
  const format = useFormat();
  if (models.length === 0) {
    return (
      <Card title={t("title")}>
        <p className="text-muted">{t("none")}</p>
      </Card>
    );
  }
  const notes = modelNotes(models, { t, engine, format });
  return (
    <Card
      title={t("title")}
      aside={
        <span className="-me-2 flex items-center gap-1">
          {models[0]!.number > models.length
            ? t("shown", { shown: models.length, all: models[0]!.number })
            : t("newestFirst")}
          <CsvLink of={t("title")} fileName="models.csv" rows={modelsCsv(models)} />
        </span>
      }
    >
      {encoder && <EncoderLine {...encoder} />}
      {/* A container, so that the notes are as wide as what is seen of a table that scrolls sideways. */}
      <div className="@container -mx-1 max-h-96 overflow-y-auto px-1 print:max-h-none">
        <Table
          caption={t("caption")}
          head={
            <>
              <HeadCell>{t("model")}</HeadCell>
              <HeadCell side="end">{t("right")}</HeadCell>
              <HeadCell side="end">{t("trainedOn")}</HeadCell>
              <HeadCell>{t("learner")}</HeadCell>
              <HeadCell>{t("strategy")}</HeadCell>
              <HeadCell side="end">{t("published")}</HeadCell>
            </>
          }
        >
          {models.map((model, i) => (
            <ModelRows key={model.number} model={model} isFrozen={model.number === pinned} note={notes[i]!} />
          ))}
        </Table>
      </div>
    </Card>
  );
}

function modelsCsv(models: readonly Model[]): CsvValue[][] {
  const lines = models.map((model) => [
    ...[model.number, model.learner, model.strategy, model.trainingLabels],
    ...[model.accuracy, model.holdoutCount, model.createdAt],
  ]);
  return [
    ["model", "learner", "strategy", "trainingLabels", "accuracy", "holdoutCount", "published"],
    ...lines,
  ];
}

function EncoderLine(encoder: NonNullable<Panel["encoder"]>) {
  const t = useTranslations("panel.models");
  const engine = useTranslations("engine");
  const reason = encoderReason(encoder, engine, useFormat());
  const name = encoderName(encoder.name, engine);
  return (
    <p className="mb-3 text-[0.8125rem] wrap-anywhere text-muted">
      {reason
        ? t.rich("encoderBecause", { name, reason: reason.text, why: whyTag(reason) })
        : t("encoder", { name })}
    </p>
  );
}

interface ModelRowsProps {
  readonly model: Model;
  readonly isFrozen: boolean;
  readonly note: ModelNote | null;
}

function ModelRows({ model, isFrozen, note }: ModelRowsProps) {
  const t = useTranslations("engine");
  const words = useTranslations("panel.models");
  const format = useFormat();
  return (
    <Fragment>
      <tr>
        <Cell className="whitespace-nowrap">
          {model.number}
          {isFrozen && (
            <span className="ms-2 rounded-md bg-wheat-soft px-1.5 py-0.5 text-xs font-semibold text-wheat-ink">
              {words("frozen")}
            </span>
          )}
        </Cell>
        <Cell side="end" className="whitespace-nowrap">
          <Accuracy {...model} />
        </Cell>
        <Cell side="end">{format.count(model.trainingLabels)}</Cell>
        <Cell>{learnerName(model.learner, t)}</Cell>
        <Cell className="whitespace-nowrap">{strategyName(model.strategy, t)}</Cell>
        <Cell side="end" className="whitespace-nowrap text-muted">
          <LocalTime instant={model.createdAt} withSeconds />
        </Cell>
      </tr>
      {note !== null && (
        <tr>
          <td colSpan={6} className="pb-2.5 text-[0.8125rem] text-muted">
            <p className="sticky start-0 w-[100cqi] wrap-anywhere">
              <Note {...note} />
            </p>
          </td>
        </tr>
      )}
    </Fragment>
  );
}

function Note({ reason, labels, settings }: ModelNote) {
  const t = useTranslations("panel.models");
  if (reason === null) return settings;
  const why = whyTag(reason);
  return labels > 0 ? t.rich("comparedAt", { labels, reason: reason.text, why }) : why(reason.text);
}

/** A percentage where there are holdout labels enough for one, else only the count: `92.2 % of 64`, `7 of 9`. */
function Accuracy({ accuracy, holdoutCount }: Pick<Model, "accuracy" | "holdoutCount">) {
  const t = useTranslations("panel.models");
  const format = useFormat();
  if (accuracy === null) return <span className="text-muted">–</span>;
  const isTelling = holdoutCount >= holdoutWorthAHeadline;
  return (
    <span className={clsx(!isTelling && "text-muted")}>
      {t.rich("accuracyOf", {
        figure: isTelling ? format.percent(accuracy) : format.count(Math.round(accuracy * holdoutCount)),
        holdout: holdoutCount,
        muted: (words) => <span className="text-muted">{words}</span>,
      })}
    </span>
  );
}
