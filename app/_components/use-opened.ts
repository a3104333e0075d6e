"use client";

import { useEffect, useState } from "react";

/** What `open` sets up in this page and ends with the signal; null while it is being set up, as on the server. */
export function useOpened<Opened>(open: (signal: AbortSignal) => Promise<Opened>): Opened | null {
  const [opened, setOpened] = useState<Opened | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    open(controller.signal).then(
      (ready) => controller.signal.aborted || setOpened(ready),
      (error) =>
        setOpened(() => {
          throw error;
        }),
    );
    return () => {
      controller.abort();
      setOpened(null);
    };
  }, [open]);
  return opened;
}
