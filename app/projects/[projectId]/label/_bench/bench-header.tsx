import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import type { BenchState } from "@/lib/contracts/labeling";
import { Progress } from "../../../../_components/progress";
import { ProjectTabs } from "../../../../_components/project-tabs";
import { StayLink } from "../../../../_components/stay-link";
import { WheatMark } from "../../../../_components/wheat-mark";
import { DisplayMenu } from "./display-menu";

interface BenchHeaderProps {
  readonly state: BenchState;
  readonly role: "owner" | "lead" | "annotator";
  /** Whether answers wait because the server is not reached. */
  readonly isUnreachable: boolean;
  readonly savedBadge: ReactNode;
  /** Stands in the menu. */
  readonly alongSwitch: ReactNode;
}

/**
 * The bar of the bench: where one is, and below how far one got and whether all is saved. Two lines, always, so that the
 * project's name has what the tabs leave; numbers stand in a line of their own and move nothing when they grow.
 */
export function BenchHeader({ state, role, isUnreachable, savedBadge, alongSwitch }: BenchHeaderProps) {
  const t = useTranslations("bench.header");
  return (
    <header className="border-b border-line bg-surface pt-[env(safe-area-inset-top)]">
      <div className="mx-auto flex max-w-[80rem] flex-wrap items-center gap-x-4 px-4 sm:px-6">
        <StayLink
          href="/projects"
          prefetch={false}
          isUnreachable={isUnreachable}
          aria-label={t("projects")}
          className="-ms-1.5 flex h-13 min-w-11 shrink-0 items-center gap-2 rounded-md px-1.5 text-[0.9375rem] font-semibold tracking-tight"
        >
          <WheatMark />
          <span className="max-sm:hidden">Winnow</span>
        </StayLink>
        <h1
          dir="auto"
          title={state.projectName}
          className="min-w-20 flex-1 truncate font-medium md:max-w-fit"
        >
          {state.projectName}
        </h1>
        <div className="-mx-1 min-w-0 max-md:hidden">
          <ProjectTabs projectId={state.projectId} role={role} isUnreachable={isUnreachable} />
        </div>
        <div className="order-last flex w-full items-center justify-between gap-4 pb-2 whitespace-nowrap">
          <Done state={state} />
          {savedBadge}
        </div>
        <div className="ms-auto">
          <DisplayMenu>
            <div className="md:hidden">
              <ProjectTabs projectId={state.projectId} role={role} isUnreachable={isUnreachable} />
            </div>
            {alongSwitch}
          </DisplayMenu>
        </div>
      </div>
    </header>
  );
}

function Done({ state: { ownToday: today, labelsSpent: spent, budget } }: Pick<BenchHeaderProps, "state">) {
  const t = useTranslations("bench.header");
  return (
    <div className="flex min-w-0 items-center gap-3 text-[0.8125rem] text-muted">
      <span className="truncate sm:hidden">{t("today", { count: today })}</span>
      <span className="truncate max-sm:hidden">
        {budget === null ? t("spent", { today, spent }) : t("spentOf", { today, spent, budget })}
      </span>
      {budget !== null && (
        <span className="w-28 max-md:hidden">
          <Progress label={t("budget")} value={budget === 0 ? 1 : spent / budget} />
        </span>
      )}
    </div>
  );
}
