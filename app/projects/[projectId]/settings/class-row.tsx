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
    <li className="border-t border-line py-2 first:border-t-0">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <ClassMark position={position} />
        <span className="min-w-0 flex-1 basis-40 font-medium wrap-anywhere">
          <bdi>{name}</bdi>
          {archivedAt !== null && <span className="font-normal text-muted"> ({t("classes.archived")})</span>}
        </span>
        <span className="text-muted max-sm:order-last max-sm:w-full max-sm:ps-6">
          {t("classes.labels", { count: labels })}
        </span>
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
