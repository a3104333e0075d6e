"use client";

import { Trash2 } from "lucide-react";
import { useTranslations } from "use-intl";
import type { DeletedProject } from "@/lib/contracts/deleted-projects";
import { LocalTime } from "../../_components/local-time";

/** Says of a project that it was deleted just now, and how long there is a way back. */
export function DeletedNote({ project }: { readonly project: DeletedProject }) {
  const t = useTranslations("projects.deleted");
  return (
    <div className="mb-5 flex gap-3 rounded-xl border border-wheat/60 bg-wheat-soft p-4">
      <Trash2 size={20} aria-hidden="true" className="mt-0.5 shrink-0 text-wheat-ink" />
      <p role="status" className="min-w-0 wrap-anywhere">
        {t.rich("note", {
          name: project.name,
          until: () => <LocalTime instant={project.restorableUntil} />,
        })}
      </p>
    </div>
  );
}
