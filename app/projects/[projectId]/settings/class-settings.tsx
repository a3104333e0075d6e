"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { type Panel, panelSchema } from "@/lib/contracts/panel";
import { Button } from "../../../_components/button";
import { callApi } from "../../../_components/call-api";
import { Card } from "../../../_components/card";
import { classColor } from "../../../_components/class-color";
import { ErrorNote } from "../../../_components/error-note";
import { formatPlural } from "../../../_components/format";
import { useProjectEvents } from "../../../_components/use-project-events";
import { AddClassForm } from "./add-class-form";
import { ArchiveDialog } from "./archive-dialog";
import { RestoreButton } from "./restore-button";

export type LabelClass = Panel["labelClasses"][number];

/** The classes of a project: added at the end, archived, brought back; never deleted, never moved. */
export function ClassSettings({ initial }: { readonly initial: Panel }) {
  const projectId = initial.project.id;
  const queryKey = ["panel", projectId];
  const { data, error } = useQuery({
    queryKey,
    queryFn: () => callApi(`/api/v1/projects/${projectId}/panel`, panelSchema),
    initialData: initial,
  });
  useProjectEvents(projectId, queryKey);
  const [archiving, setArchiving] = useState<LabelClass | null>(null);
  return (
    <Card title="Classes" aside="in the order of their keys">
      {error && <ErrorNote message={error.message} />}
      {data.labelClasses.length === 0 && (
        <p className="mb-4 text-muted">
          None yet. Add at least two, or import a file whose labels are known: its classes are added by
          themselves.
        </p>
      )}
      <ul className="mb-4">
        {data.labelClasses.map((labelClass) => (
          <li
            key={labelClass.id}
            className="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2 first:border-t-0"
          >
            <span
              aria-hidden="true"
              className="size-2.5 shrink-0 rounded-[3px]"
              style={{ background: classColor(labelClass.position) }}
            />
            <span dir="auto" className="min-w-0 flex-1 basis-24 wrap-anywhere">
              {labelClass.name}
              {labelClass.archivedAt !== null && <span className="text-muted"> (archived)</span>}
            </span>
            <span className="text-muted">{formatPlural(labelClass.labels, "label")}</span>
            {labelClass.archivedAt === null ? (
              <Button kind="quiet" onClick={() => setArchiving(labelClass)}>
                Archive<span className="sr-only"> {labelClass.name}</span>
              </Button>
            ) : (
              <RestoreButton projectId={projectId} labelClass={labelClass} />
            )}
          </li>
        ))}
      </ul>
      <AddClassForm projectId={projectId} />
      <ArchiveDialog projectId={projectId} labelClass={archiving} onClose={() => setArchiving(null)} />
    </Card>
  );
}
