"use client";

import { useState } from "react";
import { useTranslations } from "use-intl";
import type { ProjectSettings } from "@/lib/contracts/projects";
import { Card } from "../../../_components/card";
import { AddClassForm } from "./add-class-form";
import { ArchiveDialog } from "./archive-dialog";
import { ClassRow } from "./class-row";

export type LabelClass = ProjectSettings["labelClasses"][number];

/** The classes of a project: added at the end, archived, brought back; never deleted, never moved. */
export function ClassSettings({ settings }: { readonly settings: ProjectSettings }) {
  const t = useTranslations("settings");
  const [archiving, setArchiving] = useState<LabelClass | null>(null);
  const { id: projectId, labelClasses } = settings;
  return (
    <Card title={t("classes.title")} aside={t("classes.aside")}>
      {labelClasses.length === 0 && <p className="mb-4 text-muted">{t("classes.none")}</p>}
      <ul className="mb-4">
        {labelClasses.map((labelClass) => (
          <ClassRow
            key={labelClass.id}
            projectId={projectId}
            labelClass={labelClass}
            onArchive={() => setArchiving(labelClass)}
          />
        ))}
      </ul>
      <AddClassForm projectId={projectId} />
      <p className="mt-4 text-[0.8125rem] text-muted">{t("classes.keysNote")}</p>
      <ArchiveDialog projectId={projectId} labelClass={archiving} onClose={() => setArchiving(null)} />
    </Card>
  );
}
