"use client";

import type { Pace } from "@/lib/contracts/trends";
import { ErrorNote } from "../../../_components/error-note";
import type { useTrends } from "../../../_components/trends/use-trends";
import { ThroughputCard } from "./throughput-card";
import { TimeCard } from "./time-card";

/** How fast labels come and how long each takes, of the same points in time. Without an answer yet their place is kept. */
export function PaceCards({ pace }: { readonly pace: ReturnType<typeof useTrends<Pace>> }) {
  const { data, error, setStep } = pace;
  if (!data && error) return <ErrorNote error={error} />;
  return (
    <div className="grid min-h-[28rem] grid-cols-1 items-start gap-5 xl:grid-cols-2">
      {data && (
        <>
          <ThroughputCard pace={data} onStep={setStep} />
          <TimeCard pace={data} onStep={setStep} />
        </>
      )}
    </div>
  );
}
