import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { Step } from "@/lib/contracts/trends";
import { callApi } from "../call-api";
import { pollMilliseconds } from "../poll-milliseconds";
import { useKeptError } from "../use-kept-error";

/**
 * What is told over time, by the step that is chosen, or by the server's choice until one is. It looks again by the clock,
 * not with each event: where many work at once, thousands of answers are read several times a second otherwise.
 */
export function useTrends<Answer>(path: string) {
  const [step, setStep] = useState<Step | null>(null);
  const asked = useQuery({
    queryKey: ["trends", path, step],
    queryFn: () => {
      const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
      const query = new URLSearchParams({ timeZone, ...(step && { step }) });
      return callApi<Answer>(`/api/v1/projects/${path}?${query}`);
    },
    refetchInterval: pollMilliseconds,
    // The chart of the other step stays until this one is there.
    placeholderData: keepPreviousData,
  });
  return { data: asked.data, error: useKeptError(asked), setStep };
}
