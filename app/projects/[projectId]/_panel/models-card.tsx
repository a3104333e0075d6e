import clsx from "clsx";
import { Fragment } from "react";
import { holdoutWorthAHeadline, type Panel } from "@/lib/contracts/panel";
import { Card } from "../../../_components/card";
import { formatCount, formatPercent } from "../../../_components/format";
import { LocalTime } from "../../../_components/local-time";
import { Cell, HeadCell, Table } from "../../../_components/table";
import { modelNotes } from "./model-notes";

type Model = Panel["models"][number];

/** The newest model versions: how each was fitted and how well it did. */
export function ModelsCard({ models, encoder }: Pick<Panel, "models" | "encoder">) {
  if (models.length === 0) {
    return (
      <Card title="Model versions">
        <p className="text-muted">
          None yet. The first is trained after the first few labels of two classes.
        </p>
      </Card>
    );
  }
  const notes = modelNotes(models);
  return (
    <Card title="Model versions" aside="newest first">
      {encoder && <EncoderLine {...encoder} />}
      {/* A container, so that the notes are as wide as what is seen of a table that scrolls sideways. */}
      <div className="@container max-h-96 overflow-y-auto">
        <Table
          caption="Model versions, newest first"
          head={
            <>
              <HeadCell side="right">model</HeadCell>
              <HeadCell side="right">right on holdout</HeadCell>
              <HeadCell side="right">trained on</HeadCell>
              <HeadCell>learner</HeadCell>
              <HeadCell>strategy</HeadCell>
              <HeadCell side="right">published</HeadCell>
            </>
          }
        >
          {models.map((model, i) => (
            <ModelRows key={model.number} model={model} note={notes[i]!} />
          ))}
        </Table>
      </div>
    </Card>
  );
}

function EncoderLine({ name, chosenBecause }: NonNullable<Panel["encoder"]>) {
  return (
    <p className="mb-3 text-[0.8125rem] wrap-anywhere text-muted">
      Encoder {name}
      {chosenBecause && `: ${chosenBecause}`}
    </p>
  );
}

function ModelRows({ model, note }: { readonly model: Model; readonly note: string | null }) {
  return (
    <Fragment>
      <tr>
        <Cell side="right">{model.number}</Cell>
        <Cell side="right" className="whitespace-nowrap">
          <Accuracy {...model} />
        </Cell>
        <Cell side="right">{formatCount(model.trainingLabels)}</Cell>
        <Cell>{model.learner}</Cell>
        <Cell className="whitespace-nowrap">{model.strategy}</Cell>
        <Cell side="right" className="whitespace-nowrap text-muted">
          <LocalTime instant={model.createdAt} />
        </Cell>
      </tr>
      {note !== null && (
        <tr>
          <td colSpan={6} className="pb-2.5 text-[0.8125rem] text-muted">
            <p className="sticky left-0 w-[100cqi] wrap-anywhere">{note}</p>
          </td>
        </tr>
      )}
    </Fragment>
  );
}

/** A percentage where there are holdout labels enough for one, else only the count: `92.2 % of 64`, `7 of 9`. */
function Accuracy({ accuracy, holdoutCount }: Pick<Model, "accuracy" | "holdoutCount">) {
  if (accuracy === null) return <span className="text-muted">–</span>;
  const isTelling = holdoutCount >= holdoutWorthAHeadline;
  return (
    <span className={clsx(!isTelling && "text-muted")}>
      {isTelling ? formatPercent(accuracy) : formatCount(Math.round(accuracy * holdoutCount))}
      <span className="text-muted"> of {formatCount(holdoutCount)}</span>
    </span>
  );
}
