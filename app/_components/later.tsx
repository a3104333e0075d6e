"use client";

import { type ComponentType, type FunctionComponent, useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { useToast } from "./toast";

/** A part of a screen that is fetched on its own. */
export interface Later<Props> extends FunctionComponent<Props> {
  /** Fetches it before it is needed; where that fails it is tried again when it opens. */
  readonly fetchAhead: () => void;
  /** Resolves when it can be shown at once; fails where it cannot be fetched. */
  readonly fetchPart: () => Promise<unknown>;
  readonly isHere: () => boolean;
}

/**
 * Makes a component of one that is not in the page yet: nothing is shown until it is here, and when it cannot be fetched
 * the reader is told, and what is on the screen goes on.
 */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): Later<Props> {
  let part: ComponentType<Props> | null = null;
  const fetchPart = async () => {
    part ??= await load();
    return part;
  };
  function Part(props: Props) {
    const [Loaded, setLoaded] = useState(() => part);
    const t = useTranslations("common");
    const toast = useToast();
    useEffect(() => {
      let isGone = false;
      fetchPart().then(
        (loaded) => isGone || setLoaded(() => loaded),
        () => isGone || toast(t("partMissing")),
      );
      return () => {
        isGone = true;
      };
    }, [t, toast]);
    return Loaded && <Loaded {...props} />;
  }
  return Object.assign(Part, {
    fetchAhead: () => void fetchPart().catch(() => undefined),
    fetchPart,
    isHere: () => part !== null,
  });
}
