"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useLocale, useTranslations } from "use-intl";
import {
  type SimulationOffers,
  type SimulationRequest,
  type SimulationSource,
  simulatedModels,
  simulationPoolShare,
  simulationRequestSchema,
} from "@/lib/contracts/simulations";
import { Button } from "../../../_components/button";
import { callApi, json } from "../../../_components/call-api";
import { Card } from "../../../_components/card";
import { ErrorNote } from "../../../_components/error-note";
import { Field } from "../../../_components/field";
import { useToast } from "../../../_components/toast";
import { learnerName, learnerText } from "../_engine/engine-words";
import { parseNumber } from "../_panel/parse-number";
import { offersRandom, SourceChoice } from "./source-choice";
import { StrategyChoice } from "./strategy-choice";

interface SimulationFormProps {
  readonly projectId: string;
  readonly offers: SimulationOffers;
  readonly onStarted: (id: string) => Promise<unknown>;
}

const numbers = ["budget", "batch", "seeds", "target"] as const;
type NumberName = (typeof numbers)[number];

/** Asks for a simulation. What was not typed follows what is simulated on. */
export function SimulationForm({ projectId, offers, onStarted }: SimulationFormProps) {
  const t = useTranslations("simulate.form");
  const engine = useTranslations("engine");
  const language = useLocale();
  const toast = useToast();
  const [source, setSource] = useState<SimulationSource>(() => firstSource(offers));
  const [chosen, setChosen] = useState<readonly string[] | null>(null);
  const offered = offers.strategies[source.kind];
  // Another source may not know what was chosen.
  const strategies = chosen?.filter((id) => offered.includes(id)) ?? offered.slice(0, 1);
  const [learner, setLearner] = useState(offers.learners[0] ?? "auto");
  const [typed, setTyped] = useState<Partial<Record<NumberName, string>>>({});
  // What is wrong is said from the first try to start on, for as long as it is.
  const [isTried, setIsTried] = useState(false);
  const defaults = { budget: usualBudget(source, offers), batch: 10, seeds: 3, target: 90 };
  const textOf = (name: NumberName) => typed[name] ?? String(defaults[name]);
  const numberOf = (name: NumberName) => parseNumber(textOf(name), language);
  const start = useMutation({
    mutationFn: (request: SimulationRequest) =>
      callApi<{ id: string }>(`/api/v1/projects/${projectId}/simulations`, json("POST", request)),
    onSuccess: async ({ id }) => {
      await onStarted(id);
      toast(t("started"));
    },
  });
  const [budget, batch, seeds, target] = numbers.map(numberOf);
  const given = { source, strategies, learner, budget, batch, seeds, target: target! / 100 };
  const parsed = simulationRequestSchema.safeParse(given);
  const problems = new Set(isTried ? parsed.error?.issues.map(({ path }) => String(path[0])) : []);
  const submit = () => {
    setIsTried(true);
    if (parsed.success) start.mutate(parsed.data);
  };
  // Random labeling is played beside them.
  const models = simulatedModels(strategies.length + 1, {
    budget: budget!,
    batch: batch!,
    seeds: seeds!,
  });
  return (
    <Card title={t("title")}>
      <form
        noValidate
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <SourceChoice offers={offers} value={source} onChange={setSource} />
        <StrategyChoice
          offered={offered}
          value={strategies}
          error={problems.has("strategies") ? t("strategiesWrong") : null}
          onChange={setChosen}
        />
        <Field label={t("learner")} hint={learnerText(learner, engine)}>
          {(control) => (
            <select {...control} value={learner} onChange={(event) => setLearner(event.target.value)}>
              {offers.learners.map((id) => (
                <option key={id} value={id}>
                  {learnerName(id, engine)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <div className="grid grid-cols-2 items-start gap-x-3 gap-y-4">
          {numbers.map((name) => (
            <Field
              key={name}
              label={t(name)}
              hint={t(`${name}Hint`)}
              error={problems.has(name) ? t(`${name}Wrong`) : null}
            >
              {(control) => (
                <input
                  {...control}
                  inputMode="numeric"
                  autoComplete="off"
                  value={textOf(name)}
                  onChange={(event) => setTyped({ ...typed, [name]: event.target.value })}
                />
              )}
            </Field>
          ))}
        </div>
        {start.error && <ErrorNote error={start.error} />}
        <div className="flex flex-wrap items-center justify-between gap-3">
          <p className="min-w-0 flex-1 basis-40 text-[0.8125rem] text-muted">
            {Number.isFinite(models) && models > 0 && t("models", { models })}
          </p>
          <Button type="submit" kind="primary" busy={start.isPending}>
            {t("start")}
          </Button>
        </div>
      </form>
    </Card>
  );
}

/** What was drawn at random, where that is enough; else all labels, else sample data of the same kind. */
function firstSource(offers: SimulationOffers): SimulationSource {
  if (offersRandom(offers)) return { kind: "project", labels: "random" };
  if (offers.labels.refusal === null) return { kind: "project", labels: "all" };
  return { kind: "demo", demoSet: offers.demoSets[0]?.id ?? "" };
}

/** Half of what may be asked for, at most: with all of it labeled every strategy ends alike. */
function usualBudget(source: SimulationSource, { labels }: SimulationOffers): number {
  if (source.kind === "demo") return 150;
  return Math.min(150, Math.floor((labels[source.labels] * simulationPoolShare) / 2));
}
