import clsx from "clsx";
import type { Panel } from "@/lib/contracts/panel";
import { Card } from "../../../_components/card";
import { formatCount, formatPercent } from "../../../_components/format";
import { LocalTime } from "../../../_components/local-time";
import { Cell, HeadCell, Table } from "../../../_components/table";

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
  return (
    <Card title="Model versions" aside="newest first">
      {encoder && <EncoderLine {...encoder} />}
      <div className="max-h-96 overflow-y-auto">
        <Table
          caption="Model versions, newest first"
          head={
            <>
              <HeadCell side="right">model</HeadCell>
              <HeadCell>learner</HeadCell>
              <HeadCell>strategy</HeadCell>
              <HeadCell side="right">trained on</HeadCell>
              <HeadCell>chosen</HeadCell>
              <HeadCell side="right">accuracy</HeadCell>
              <HeadCell side="right">published</HeadCell>
            </>
          }
        >
          {models.map((model) => (
            <tr key={model.number}>
              <Cell side="right">{model.number}</Cell>
              <Cell>{model.learner}</Cell>
              <Cell className="whitespace-nowrap">{model.strategy}</Cell>
              <Cell side="right">{formatCount(model.trainingLabels)}</Cell>
              <Cell className={clsx("text-muted", model.chosen.reason ? "min-w-64" : "whitespace-nowrap")}>
                {chosenOf(model)}
              </Cell>
              <Cell side="right" className="whitespace-nowrap">
                {model.accuracy === null ? "–" : formatPercent(model.accuracy)}
              </Cell>
              <Cell side="right" className="whitespace-nowrap text-muted">
                <LocalTime instant={model.createdAt} />
              </Cell>
            </tr>
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

/** What is worth a place of all that a learner notes. */
const words: Record<string, string> = { l2: "L2", crossValidationLogLoss: "log loss" };

/** Why it is what it is, or else what it settled on: `L2 0.01, log loss 0.42`. */
function chosenOf({ chosen }: Panel["models"][number]): string {
  if (chosen.reason) return String(chosen.reason);
  return Object.entries(chosen)
    .flatMap(([name, value]) => (words[name] ? `${words[name]} ${Number(Number(value).toPrecision(3))}` : []))
    .join(", ");
}
