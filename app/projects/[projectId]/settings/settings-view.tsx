"use client";

import { useQuery } from "@tanstack/react-query";
import type { ProjectSettings } from "@/lib/contracts/projects";
import { callApi } from "../../../_components/call-api";
import { ErrorNote } from "../../../_components/error-note";
import { useErrorText } from "../../../_components/use-error-text";
import { useProjectEvents } from "../../../_components/use-project-events";
import { ClassSettings } from "./class-settings";
import { DeleteCard } from "./delete-card";
import { FlagsCard } from "./flags-card";
import { GeneralCard } from "./general-card";
import { GuidelinesCard } from "./guidelines-card";
import { PausedNote } from "./paused-note";
import { SkipCard } from "./skip-card";
import { SuggestionsCard } from "./suggestions-card";

/** All that a lead may change about a project; each part is saved by itself. */
export function SettingsView({ initial }: { readonly initial: ProjectSettings }) {
  const errorText = useErrorText();
  const queryKey = ["settings", initial.id];
  const { data, error } = useQuery({
    queryKey,
    queryFn: () => callApi<ProjectSettings>(`/api/v1/projects/${initial.id}/settings`),
    initialData: initial,
  });
  useProjectEvents(initial.id, queryKey);
  return (
    <div className="grid gap-5">
      {error && <ErrorNote message={errorText(error)} />}
      <PausedNote settings={data} />
      <GuidelinesCard settings={data} />
      <ClassSettings settings={data} />
      <SuggestionsCard settings={data} />
      <SkipCard settings={data} />
      <div id="flags">
        <FlagsCard projectId={data.id} />
      </div>
      <GeneralCard settings={data} />
      <div className="mt-12">
        <DeleteCard settings={data} />
      </div>
    </div>
  );
}
