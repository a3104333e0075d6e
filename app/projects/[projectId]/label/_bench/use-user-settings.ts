"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { type UserSettings, userSettingsSchema } from "@/lib/contracts/user-settings";
import { callApi, json, tellApi } from "../../../../_components/call-api";

const path = "/api/v1/settings";
const queryKey = ["user-settings"];
/** Where browsers kept the one setting there was before the server kept any. */
const formerSwitch = "winnow-single-keys";

/**
 * How the annotator likes to work, and what changes it. A change shows at once, and is taken back when the server
 * does not take it.
 */
export function useUserSettings(): readonly [UserSettings, (changes: Partial<UserSettings>) => void] {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey,
    queryFn: () => callApi(path, userSettingsSchema),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const settings = data ?? userSettingsSchema.parse({});
  const { mutate } = useMutation({
    mutationFn: (next: UserSettings) => tellApi(path, json("PUT", next)),
    onMutate: async (next) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData(queryKey);
      client.setQueryData(queryKey, next);
      return { before };
    },
    onError: (_error, _next, context) => client.setQueryData(queryKey, context?.before),
  });
  useEffect(() => {
    if (!data || localStorage.getItem(formerSwitch) === null) return;
    const isOff = localStorage.getItem(formerSwitch) === "off";
    localStorage.removeItem(formerSwitch);
    if (isOff) mutate({ ...data, singleKeys: false });
  }, [data, mutate]);
  return [settings, (changes) => mutate({ ...settings, ...changes })];
}
