"use client";

import type { LabelChanges } from "@/lib/contracts/trends";
import { ErrorNote } from "../../../../_components/error-note";
import { useTrends } from "../../../../_components/trends/use-trends";
import { ChangedPairsCard } from "./changed-pairs-card";
import { ChangesCard } from "./changes-card";

/** Which labels did not last: over time, and from which class to which. */
export function ChangesCards({ projectId }: { readonly projectId: string }) {
  const { data, error, setStep } = useTrends<LabelChanges>(`${projectId}/label-changes`);
  if (!data) return error ? <ErrorNote error={error} /> : <div className="min-h-[28rem]" />;
  return (
    <>
      <ChangesCard changes={data} onStep={setStep} />
      {data.pairs.length + data.classes.length > 0 && <ChangedPairsCard changes={data} />}
    </>
  );
}
