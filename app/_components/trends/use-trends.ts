import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Step } from "@/lib/contracts/trends";
import { callApi } from "../call-api";

/** Events tell when to look again; this is for what no event tells. */
const pollMilliseconds = 5_000;

/**
 * What is told over time, by the step that is chosen, or by the server's choice until one is. `below`: the key of the
 * page's own query, so that whatever has that look again has this look again, too.
 */
export function useTrends<Answer>(path: string, below: readonly string[]) {
  const [step, setStep] = useState<Step | null>(null);
  const { data, error } = useQuery({
    queryKey: [...below, path, step],
    queryFn: () => {
      const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
      const query = new URLSearchParams({ timeZone, ...(step && { step }) });
      return callApi<Answer>(`/api/v1/projects/${path}?${query}`);
    },
    refetchInterval: pollMilliseconds,
    // The chart of the other step stays until this one is there.
    placeholderData: keepPreviousData,
  });
  return { data, error, setStep };
}
