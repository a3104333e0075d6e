"use client";

import clsx from "clsx";
import { usePathname } from "next/navigation";
import { useTranslations } from "use-intl";
import { bringIntoSight } from "./bring-into-sight";
import { LinkPending } from "./link-pending";
import { progressPaths } from "./progress-tabs";
import { StayLink } from "./stay-link";

interface ProjectTabsProps {
  readonly projectId: string;
  readonly role: "owner" | "lead" | "engineer" | "annotator";
  /** Whether the page knows that the server is not reached. */
  readonly isUnreachable?: boolean;
}

const leads = ["owner", "lead"];
const labels = ["owner", "lead", "annotator"];
const views = ["owner", "lead", "engineer"];

/** As `authorize` allows; a page refuses by itself whom it is not for. */
const tabs = [
  { path: "", name: "progress", roles: views, holds: progressPaths },
  { path: "/label", name: "bench", roles: labels },
  { path: "/grid", name: "grid", roles: labels },
  { path: "/find", name: "find", roles: labels },
  { path: "/work", name: "work", roles: labels },
  { path: "/data", name: "data", roles: views },
  { path: "/team", name: "team", roles: leads },
  { path: "/settings", name: "settings", roles: leads },
] as const;

/** The pages of a project; where they do not fit they scroll sideways by themselves, the present one in sight. */
export function ProjectTabs({ projectId, role, isUnreachable }: ProjectTabsProps) {
  const t = useTranslations("common");
  const pathname = usePathname();
  return (
    <nav
      aria-label={t("tabs.label")}
      className="relative flex gap-1 overflow-x-auto p-1 [scrollbar-width:none]"
    >
      {tabs
        .filter((tab) => tab.roles.includes(role))
        .map(({ path, name, ...tab }) => {
          const href = `/projects/${projectId}${path}`;
          const held = "holds" in tab ? tab.holds : [];
          const isHere = pathname === href || held.some((page) => pathname === `${href}${page}`);
          return (
            <StayLink
              key={name}
              ref={isHere ? bringIntoSight : undefined}
              href={href}
              isUnreachable={isUnreachable}
              prefetch={false}
              aria-current={isHere ? "page" : undefined}
              className={clsx(
                "relative shrink-0 rounded-md px-2.5 py-1.5 whitespace-nowrap pointer-coarse:py-3",
                isHere
                  ? "bg-accent-soft font-medium text-accent"
                  : "text-muted hover:bg-sunken hover:text-ink",
              )}
            >
              {t(`tabs.${name}`)}
              <LinkPending />
            </StayLink>
          );
        })}
    </nav>
  );
}
