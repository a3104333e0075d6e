"use client";

import clsx from "clsx";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { bringIntoSight } from "./bring-into-sight";
import { LinkPending } from "./link-pending";
import { StayLink } from "./stay-link";

/** The pages that say how a project does: below its own address. */
const pages = [
  { path: "", name: "overview" },
  { path: "/quality", name: "quality" },
  { path: "/agreement", name: "agreement" },
  { path: "/map", name: "map" },
  { path: "/queue", name: "queue" },
  { path: "/costs", name: "costs" },
  { path: "/simulate", name: "simulate" },
] as const;

/** Of those pages the addresses below the project's. */
export const progressPaths: readonly string[] = pages.map(({ path }) => path).filter((path) => path !== "");

/** A second row of tabs, for the pages that say how a project does. */
export function ProgressTabs({ projectId }: { readonly projectId: string }) {
  const t = useTranslations("common.progressTabs");
  const pathname = usePathname();
  return (
    <nav
      aria-label={t("label")}
      className="-mt-2 mb-6 flex gap-1 overflow-x-auto border-b border-line [scrollbar-width:none]"
    >
      {pages.map(({ path, name }) => {
        const href = `/projects/${projectId}${path}`;
        const isHere = pathname === href;
        return (
          <StayLink
            key={name}
            href={href}
            prefetch={false}
            ref={isHere ? bringIntoSight : undefined}
            aria-current={isHere ? "page" : undefined}
            className={clsx(
              "relative -mb-px shrink-0 border-b-2 px-3 py-2 text-[0.875rem] whitespace-nowrap pointer-coarse:py-3",
              isHere
                ? "border-accent font-medium text-accent"
                : "border-transparent text-muted hover:text-ink",
            )}
          >
            {t(name)}
            <LinkPending />
          </StayLink>
        );
      })}
    </nav>
  );
}
