"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import type { DeletedProject } from "@/lib/contracts/deleted-projects";
import { Button } from "../../_components/button";
import { tellApi } from "../../_components/call-api";
import { Card } from "../../_components/card";
import { ErrorNote } from "../../_components/error-note";
import { LocalTime } from "../../_components/local-time";
import { useToast } from "../../_components/toast";

/** What the reader may bring back, folded away. */
export function DeletedProjects({ projects }: { readonly projects: readonly DeletedProject[] }) {
  const t = useTranslations("projects.deleted");
  return (
    <details className="mt-10">
      <summary className="w-fit rounded-md py-1 text-muted hover:text-ink pointer-coarse:py-3">
        {t("title", { count: projects.length })}
      </summary>
      <Card className="mt-3">
        <ul>
          {projects.map((project) => (
            <DeletedRow key={project.id} project={project} />
          ))}
        </ul>
      </Card>
    </details>
  );
}

function DeletedRow({ project }: { readonly project: DeletedProject }) {
  const t = useTranslations("projects.deleted");
  const router = useRouter();
  const toast = useToast();
  const restoring = useMutation({
    mutationFn: () => tellApi(`/api/v1/projects/${project.id}/restore`, { method: "POST" }),
    onSuccess: () => {
      toast(t("restored", { name: project.name }));
      // This row goes with its button; the focus would fall to the page's beginning.
      document.getElementById("content")?.focus({ preventScroll: true });
      router.refresh();
    },
  });
  return (
    <li className="border-t border-line py-3 first:border-t-0 first:pt-0 last:pb-0">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <div className="min-w-0 flex-1 basis-56">
          <p className="font-medium wrap-anywhere">
            <bdi>{project.name}</bdi>
          </p>
          <p className="text-[0.8125rem] wrap-anywhere text-muted">
            {t.rich(project.deletedBy === null ? "when" : "whenBy", {
              name: project.deletedBy ?? "",
              time: () => <LocalTime instant={project.deletedAt} />,
            })}
          </p>
          <p className="text-[0.8125rem] text-muted">
            {t.rich("until", { time: () => <LocalTime instant={project.restorableUntil} /> })}
          </p>
        </div>
        <Button
          busy={restoring.isPending || restoring.isSuccess}
          aria-label={t("restoreOf", { name: project.name })}
          onClick={() => restoring.mutate()}
        >
          {t("restore")}
        </Button>
      </div>
      {restoring.error && (
        <div className="mt-3">
          <ErrorNote error={restoring.error} />
        </div>
      )}
    </li>
  );
}
