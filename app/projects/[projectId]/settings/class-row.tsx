"use client";

import { useTranslations } from "use-intl";
import { Button } from "../../../_components/button";
import { classColor } from "../../../_components/class-color";
import { ClassDefinition } from "./class-definition";
import type { LabelClass } from "./class-settings";
import { RestoreButton } from "./restore-button";

interface ClassRowProps {
  readonly projectId: string;
  readonly labelClass: LabelClass;
  readonly onArchive: () => void;
}

export function ClassRow({ projectId, labelClass, onArchive }: ClassRowProps) {
  const t = useTranslations("settings");
  const { name, position, labels, archivedAt } = labelClass;
  return (
    <li className="border-t border-line py-2 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span
          aria-hidden="true"
          className="size-2.5 shrink-0 rounded-[3px]"
          style={{ background: classColor(position) }}
        />
        <span dir="auto" className="min-w-0 flex-1 basis-24 font-medium wrap-anywhere">
          {name}
          {archivedAt !== null && <span className="font-normal text-muted"> ({t("classes.archived")})</span>}
        </span>
        <span className="text-muted">{t("classes.labels", { count: labels })}</span>
        {archivedAt === null ? (
          <Button kind="quiet" aria-label={t("classes.archiveOf", { name })} onClick={onArchive}>
            {t("classes.archive")}
          </Button>
        ) : (
          <RestoreButton projectId={projectId} labelClass={labelClass} />
        )}
      </div>
      {archivedAt === null && <ClassDefinition projectId={projectId} labelClass={labelClass} />}
    </li>
  );
}
