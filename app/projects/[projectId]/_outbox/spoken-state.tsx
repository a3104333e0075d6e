"use client";

import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { OutboxState } from "./outbox";
import { newsSince, toldNothing } from "./saved-news";

/** Says to who does not look when work is no longer safe on the server, and when it is again. */
export function SpokenState({ state }: { readonly state: OutboxState }) {
  const t = useTranslations("bench.outbox.spoken");
  const [spoken, setSpoken] = useState("");
  const before = useRef(toldNothing);
  useEffect(() => {
    const { told, news } = newsSince(before.current, state);
    const isSettled = told.refused < before.current.refused;
    before.current = told;
    if (news.length > 0) setSpoken(news.map((one) => t(one, { count: told.refused })).join(" "));
    // The same words would not be said again.
    else if (isSettled) setSpoken("");
  }, [state, t]);
  return (
    <p role="status" className="sr-only">
      {spoken}
    </p>
  );
}
