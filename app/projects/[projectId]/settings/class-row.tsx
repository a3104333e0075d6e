"use client";

import { useTranslations } from "use-intl";
import { Button } from "../../../_components/button";
import { ClassMark } from "../../../_components/class-mark";
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
    <li className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 border-t border-line py-2 first:border-t-0">
      <ClassMark position={position} />
      <div className="flex flex-wrap items-baseline justify-between gap-x-3">
        <span className="min-w-0 font-medium wrap-anywhere">
          <bdi>{name}</bdi>
          {archivedAt !== null && <span className="font-normal text-muted"> ({t("classes.archived")})</span>}
        </span>
        <span className="text-muted max-sm:w-full">{t("classes.labels", { count: labels })}</span>
      </div>
      {archivedAt === null ? (
        <Button kind="quiet" aria-label={t("classes.archiveOf", { name })} onClick={onArchive}>
          {t("classes.archive")}
        </Button>
      ) : (
        <RestoreButton projectId={projectId} labelClass={labelClass} />
      )}
      {archivedAt === null && <ClassDefinition projectId={projectId} labelClass={labelClass} />}
    </li>
  );
}
