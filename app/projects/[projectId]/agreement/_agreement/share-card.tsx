"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { json, tellApi } from "../../../../_components/call-api";
import { Card } from "../../../../_components/card";
import { ErrorNote } from "../../../../_components/error-note";
import { Field } from "../../../../_components/field";
import { SaveState } from "../../settings/save-state";

interface ShareCardProps {
  readonly projectId: string;
  readonly setting: "secondOpinionShare" | "goldShare";
  /** 0..1 */
  readonly share: number;
  /** What is offered. */
  readonly percents: readonly number[];
  readonly words: {
    readonly title: string;
    readonly label: string;
    readonly hint: string;
    readonly of: (percent: number) => string;
  };
  readonly mayLead: boolean;
  /** What has come of it. */
  readonly children: ReactNode;
}

/** A share of what is handed out that measures people: leads choose it, others read it. */
export function ShareCard({ projectId, setting, share, percents, words, mayLead, children }: ShareCardProps) {
  const client = useQueryClient();
  const save = useMutation({
    mutationFn: (chosen: number) =>
      tellApi(`/api/v1/projects/${projectId}`, json("PATCH", { [setting]: chosen })),
    onSuccess: () => client.invalidateQueries({ queryKey: ["agreement", projectId] }),
  });
  const percent = Math.round(100 * (save.isPending ? save.variables : share));
  return (
    <Card title={words.title} aside={mayLead && <SaveState save={save} />}>
      {mayLead ? (
        <Field label={words.label} hint={words.hint}>
          {(control) => (
            <select
              {...control}
              value={percent}
              onChange={(event) => save.mutate(Number(event.target.value) / 100)}
            >
              {[...new Set([...percents, percent])]
                .toSorted((a, b) => a - b)
                .map((each) => (
                  <option key={each} value={each}>
                    {words.of(each)}
                  </option>
                ))}
            </select>
          )}
        </Field>
      ) : (
        <p>{words.of(percent)}</p>
      )}
      {save.error && (
        <div className="mt-3">
          <ErrorNote error={save.error} />
        </div>
      )}
      {children}
    </Card>
  );
}
