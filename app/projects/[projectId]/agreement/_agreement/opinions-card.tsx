"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "use-intl";
import type { Agreement } from "@/lib/contracts/agreement";
import { mostSecondOpinions, type UpdateProject } from "@/lib/contracts/projects";
import { json, tellApi } from "../../../../_components/call-api";
import { Card } from "../../../../_components/card";
import { ErrorNote } from "../../../../_components/error-note";
import { Field } from "../../../../_components/field";
import { StatRow } from "../../../../_components/stat-row";
import { useFormat } from "../../../../_components/use-format";
import { SaveState } from "../../settings/save-state";

/** Of a hundred labeled samples. */
const percents = [0, 2, 5, 10, 20, 50].filter((percent) => percent <= 100 * mostSecondOpinions);

interface OpinionsCardProps {
  readonly projectId: string;
  readonly agreement: Agreement;
  readonly mayLead: boolean;
}

/** How many samples a second person is asked about, and how many wait for one. */
export function OpinionsCard({ projectId, agreement, mayLead }: OpinionsCardProps) {
  const t = useTranslations("agreement.opinions");
  const format = useFormat();
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (change: UpdateProject) => tellApi(`/api/v1/projects/${projectId}`, json("PATCH", change)),
    onSuccess: () => client.invalidateQueries({ queryKey: ["agreement", projectId] }),
  });
  const { waiting, overall, secondOpinionShare } = agreement;
  const percent = Math.round(
    100 * (save.isPending ? (save.variables.secondOpinionShare ?? 0) : secondOpinionShare),
  );
  const wordsOf = (of: number) => (of === 0 ? t("nobody") : t("share", { percent: of }));
  return (
    <Card title={t("title")} aside={mayLead && <SaveState save={save} />}>
      {mayLead ? (
        <Field label={t("label")} hint={t("hint")}>
          {(control) => (
            <select
              {...control}
              value={percent}
              onChange={(event) => save.mutate({ secondOpinionShare: Number(event.target.value) / 100 })}
            >
              {[...new Set([...percents, percent])]
                .toSorted((a, b) => a - b)
                .map((each) => (
                  <option key={each} value={each}>
                    {wordsOf(each)}
                  </option>
                ))}
            </select>
          )}
        </Field>
      ) : (
        <p>{wordsOf(percent)}</p>
      )}
      {save.error && (
        <div className="mt-3">
          <ErrorNote error={save.error} />
        </div>
      )}
      <dl className="mt-4">
        <StatRow name={t("answered")}>{format.count(overall.samples)}</StatRow>
        <StatRow name={t("waiting")}>{format.count(waiting)}</StatRow>
      </dl>
    </Card>
  );
}
