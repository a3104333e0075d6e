"use client";

import { useId, useMemo, useState } from "react";
import { useTranslations } from "use-intl";
import type { DemoSet } from "@/lib/contracts/demo";
import type { Simulation, SimulationReport } from "@/lib/contracts/simulations";
import { Card } from "../../../_components/card";
import { CsvLink } from "../../../_components/csv-link";
import { useFormat } from "../../../_components/use-format";
import { type ChartView, ViewSwitch } from "../../../_components/view-switch";
import { encoderNames } from "../_engine/engine-words";
import { ComparisonTable } from "./comparison-table";
import { CurvesTable } from "./curves-table";
import { meaningOf } from "./meaning-of";
import { SimulationChart } from "./simulation-chart";
import { simulationCsv } from "./simulation-csv";
import { useDemoName } from "./use-demo-name";

interface SimulationResultProps {
  readonly projectId: string;
  readonly simulation: Simulation;
  readonly report: SimulationReport;
  readonly demoSets: readonly DemoSet[];
}

/** What a simulation found: in a sentence, as curves, and as a table. */
export function SimulationResult({ projectId, simulation, report, demoSets }: SimulationResultProps) {
  const t = useTranslations("simulate.result");
  const engine = useTranslations("engine");
  const format = useFormat();
  const demoName = useDemoName(demoSets);
  const meaningId = useId();
  const [focus, setFocus] = useState<string | null>(null);
  const [view, setView] = useState<ChartView>("chart");
  const { request, id } = simulation;
  const { source } = request;
  const name = source.kind === "demo" ? demoName(source.demoSet) : report.dataName;
  const title = t("title", { name });
  const rows = useMemo(() => simulationCsv(report), [report]);
  return (
    <Card
      title={title}
      aside={
        <span className="flex flex-wrap items-center gap-1">
          <a
            href={`/api/v1/projects/${projectId}/simulations/${id}/report`}
            target="_blank"
            rel="noreferrer"
            hrefLang="en"
            className="rounded-md px-2 py-1 hover:bg-sunken hover:text-ink print:hidden"
          >
            {t("report")}
          </a>
          <ViewSwitch of={title} shown={view} onChoose={setView} />
          <CsvLink of={title} fileName="simulation.csv" rows={rows} />
        </span>
      }
    >
      <p id={meaningId} className="mb-1 max-w-[60ch] text-base font-medium">
        {meaningOf(simulation, report, { t, engine, format })}
      </p>
      <p className="mb-3 text-[0.8125rem] text-muted">
        {t("facts", {
          pool: report.poolSize,
          test: report.testSize,
          classes: report.classCount,
          seeds: request.seeds,
          encoder: encoderNames(report.encoder, engine),
          time: format.duration(report.seconds),
        })}
      </p>
      {view === "chart" ? (
        <SimulationChart report={report} focus={focus} describedBy={meaningId} />
      ) : (
        <CurvesTable report={report} />
      )}
      <ComparisonTable report={report} request={request} onFocus={setFocus} />
      <p className="mt-3 text-[0.8125rem] text-muted">
        {t("note", { seeds: request.seeds })}{" "}
        {source.kind === "project" && t(source.labels === "all" ? "noteAll" : "noteRandom")}{" "}
        {source.kind === "project" && t("noteEncoder")} {report.task === "multi" && t("rightOfSets")}
      </p>
    </Card>
  );
}
