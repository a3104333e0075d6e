"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import { holdoutWorthAHeadline } from "@/lib/contracts/panel";
import type { QueueHealth } from "@/lib/contracts/queue";
import { Button } from "../../../../_components/button";
import { Card } from "../../../../_components/card";
import { ErrorNote } from "../../../../_components/error-note";
import { Field } from "../../../../_components/field";
import type { Format } from "../../../../_components/format";
import { useFormat } from "../../../../_components/use-format";
import { PinDialog, type PinQuestion } from "./pin-dialog";
import { usePin } from "./use-pin";

interface ModelCardProps {
  readonly projectId: string;
  readonly queue: QueueHealth;
  readonly mayLead: boolean;
}

/** Which model ranks the pool, and whether rounds train another; leads hold on to one, or let go of it. */
export function ModelCard({ projectId, queue, mayLead }: ModelCardProps) {
  const t = useTranslations("queue.model");
  const { pinnedModelNumber, models } = queue;
  const ranking = pinnedModelNumber ?? models[0]?.number ?? null;
  return (
    <Card
      title={t("title")}
      aside={
        pinnedModelNumber !== null && (
          <span className="rounded-md bg-wheat-soft px-1.5 py-0.5 font-semibold text-wheat-ink">
            {t("frozen")}
          </span>
        )
      }
    >
      <p>{stateWords(ranking, pinnedModelNumber, t)}</p>
      {mayLead && ranking !== null && <Steps {...{ projectId, models, ranking, pinnedModelNumber }} />}
    </Card>
  );
}

type Words = ReturnType<typeof useTranslations<"queue.model">>;

function stateWords(ranking: number | null, pinned: number | null, t: Words): string {
  if (ranking === null) return t("none");
  return t(pinned === null ? "training" : "isFrozen", { model: ranking });
}

interface StepsProps {
  readonly projectId: string;
  readonly models: QueueHealth["models"];
  readonly ranking: number;
  readonly pinnedModelNumber: number | null;
}

function Steps({ projectId, models, ranking, pinnedModelNumber }: StepsProps) {
  const t = useTranslations("queue.model");
  const [question, setQuestion] = useState<PinQuestion | null>(null);
  const release = usePin(projectId);
  const others = models.filter(({ number }) => number !== ranking);
  return (
    <div className="mt-3 grid gap-4">
      {release.error && <ErrorNote error={release.error} />}
      {pinnedModelNumber === null ? (
        <Button onClick={() => setQuestion({ kind: "freeze", model: ranking })}>
          {t("freeze", { model: ranking })}
        </Button>
      ) : (
        <Button kind="primary" busy={release.isPending} onClick={() => release.mutate(null)}>
          {t("release")}
        </Button>
      )}
      {others.length > 0 && (
        <RollBack models={others} onAsk={(model) => setQuestion({ kind: "rollBack", model })} />
      )}
      {question && <PinDialog projectId={projectId} question={question} onClose={() => setQuestion(null)} />}
    </div>
  );
}

interface RollBackProps {
  readonly models: QueueHealth["models"];
  readonly onAsk: (model: number) => void;
}

function RollBack({ models, onAsk }: RollBackProps) {
  const t = useTranslations("queue.model");
  const format = useFormat();
  const [chosen, setChosen] = useState<number | null>(null);
  const isThere = models.some(({ number }) => number === chosen);
  return (
    <div className="grid gap-2 border-t border-line pt-4">
      <Field label={t("other")}>
        {(control) => (
          <select
            {...control}
            value={isThere ? String(chosen) : ""}
            onChange={(event) => setChosen(Number(event.target.value))}
          >
            <option value="" disabled>
              {t("choose")}
            </option>
            {models.map((model) => (
              <option key={model.number} value={model.number}>
                {optionWords(model, t, format)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Button disabled={!isThere} onClick={() => onAsk(chosen!)}>
        {t("rollBack")}
      </Button>
    </div>
  );
}

/** A percentage where there are holdout labels enough for one. */
function optionWords(model: QueueHealth["models"][number], t: Words, format: Format) {
  const { number, labelsSpent: labels, accuracy, holdoutCount: holdout } = model;
  if (accuracy === null || holdout < holdoutWorthAHeadline) return t("option", { model: number, labels });
  return t("optionMeasured", { model: number, labels, accuracy: format.percent(accuracy), holdout });
}
