"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { UserSettings } from "@/lib/contracts/user-settings";
import { defaultUserSettings } from "@/lib/contracts/user-settings-defaults";
import { callApi, json, tellApi } from "../../../../_components/call-api";

const path = "/api/v1/settings";
const queryKey = ["user-settings"];
/** Where browsers kept the one setting there was before the server kept any. */
const formerSwitch = "winnow-single-keys";

/**
 * How the annotator likes to work, and what changes it. A change shows at once, and is taken back when the server
 * does not take it. A page that sent them along need not ask.
 */
export function useUserSettings(
  sent?: UserSettings,
): readonly [UserSettings, (changes: Partial<UserSettings>) => void] {
  const client = useQueryClient();
  const { data } = useQuery({
    queryKey,
    queryFn: () => callApi<UserSettings>(path),
    initialData: sent,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const settings = data ?? defaultUserSettings;
  const { mutate } = useMutation({
    // What was changed on another machine meanwhile, or before the settings were here, stays.
    mutationFn: async (changes: Partial<UserSettings>) =>
      tellApi(path, json("PUT", { ...(await callApi<UserSettings>(path)), ...changes })),
    onMutate: async (changes) => {
      await client.cancelQueries({ queryKey });
      const before = client.getQueryData<UserSettings>(queryKey);
      client.setQueryData(queryKey, { ...(before ?? defaultUserSettings), ...changes });
      return { before };
    },
    onError: (_error, _changes, context) => client.setQueryData(queryKey, context?.before),
    onSettled: () => client.invalidateQueries({ queryKey }),
  });
  useEffect(() => {
    if (!data || localStorage.getItem(formerSwitch) === null) return;
    const isOff = localStorage.getItem(formerSwitch) === "off";
    localStorage.removeItem(formerSwitch);
    if (isOff) mutate({ singleKeys: false });
  }, [data, mutate]);
  return [settings, mutate];
}
