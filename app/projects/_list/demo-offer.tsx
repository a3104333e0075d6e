"use client";

import { useMutation } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { useTranslations } from "use-intl";
import type { DemoSet } from "@/lib/contracts/demo";
import { Button } from "../../_components/button";
import { callApi, json } from "../../_components/call-api";
import { ErrorNote } from "../../_components/error-note";

/** The sets that come along, each with its credit and one press that makes a project of it. */
export function DemoOffer({ demoSets }: { readonly demoSets: readonly DemoSet[] }) {
  const t = useTranslations("projects");
  /** Null where the catalogue does not know the set. */
  const words = (id: string, part: "name" | "text") => {
    const key = `demo.${id}.${part}` as Parameters<typeof t>[0];
    return t.has(key) ? t(key) : null;
  };
  const router = useRouter();
  const create = useMutation({
    mutationFn: (demoSet: string) =>
      callApi<{ id: string }>("/api/v1/demo-projects", json("POST", { demoSet })),
    onSuccess: ({ id }) => router.push(`/projects/${id}`),
  });
  const waiting = create.isPending || create.isSuccess;
  return (
    <>
      <ul className="grid gap-4 sm:grid-cols-2">
        {demoSets.map((set) => (
          <li key={set.id} className="flex flex-col rounded-xl border border-line bg-surface p-5 shadow-card">
            <h3 className="font-semibold">{words(set.id, "name") ?? set.name}</h3>
            <p className="mt-1 text-muted">{words(set.id, "text") ?? set.description}</p>
            <p className="mt-2 mb-4 text-[0.8125rem] wrap-anywhere text-muted">{set.credit}</p>
            <Button
              className="mt-auto self-start"
              busy={waiting && create.variables === set.id}
              disabled={waiting}
              onClick={() => create.mutate(set.id)}
            >
              {t("tryIt")}
            </Button>
          </li>
        ))}
      </ul>
      {create.error && (
        <div className="mt-4">
          <ErrorNote error={create.error} />
        </div>
      )}
    </>
  );
}
