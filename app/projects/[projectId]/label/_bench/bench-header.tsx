import Link from "next/link";
import type { ReactNode } from "react";
import type { BenchState } from "@/lib/contracts/labeling";
import { formatCount } from "../../../../_components/format";
import { Progress } from "../../../../_components/progress";
import { ProjectTabs } from "../../../../_components/project-tabs";
import { SignOutButton } from "../../../../_components/sign-out-button";
import { ThemeSwitch } from "../../../../_components/theme-switch";
import { WheatMark } from "../../../../_components/wheat-mark";

interface BenchHeaderProps {
  readonly state: BenchState;
  readonly role: "owner" | "lead" | "annotator";
  readonly savedBadge: ReactNode;
}

/** The bar of the bench: where one is, how far one got, and whether all is saved. */
export function BenchHeader({ state, role, savedBadge }: BenchHeaderProps) {
  return (
    <header className="border-b border-line bg-surface">
      <div className="mx-auto flex max-w-[80rem] flex-wrap items-center gap-x-4 px-4 sm:px-6">
        <Link
          href="/projects"
          aria-label="Winnow, all projects"
          className="-ml-1.5 flex h-13 items-center gap-2 rounded-md px-1.5 text-[0.9375rem] font-semibold tracking-tight"
        >
          <WheatMark />
          <span className="max-sm:hidden">Winnow</span>
        </Link>
        <h1
          dir="auto"
          title={state.projectName}
          className="max-w-[38vw] min-w-0 truncate font-medium lg:max-w-[16rem]"
        >
          {state.projectName}
        </h1>
        {role !== "annotator" && (
          <div className="max-md:hidden">
            <ProjectTabs projectId={state.projectId} role={role} />
          </div>
        )}
        <div className="order-last flex w-full items-center justify-between gap-4 pb-2 lg:order-none lg:ml-auto lg:w-auto lg:pb-0">
          <Done state={state} />
          {savedBadge}
        </div>
        <div className="ml-auto flex items-center gap-1 lg:ml-0">
          <ThemeSwitch />
          <SignOutButton />
        </div>
      </div>
    </header>
  );
}

function Done({ state: { ownToday, labelsSpent, budget } }: Pick<BenchHeaderProps, "state">) {
  const today = `${formatCount(ownToday)} today`;
  const spent =
    budget === null ? formatCount(labelsSpent) : `${formatCount(labelsSpent)} of ${formatCount(budget)}`;
  return (
    <div className="flex min-w-0 items-center gap-3 text-[0.8125rem] text-muted">
      <span className="truncate sm:hidden">{today}</span>
      <span className="max-sm:hidden lg:w-48">{`${today} · ${spent} labels`}</span>
      {budget !== null && (
        <span className="w-28 max-xl:hidden">
          <Progress label="Labels spent of the budget" value={budget === 0 ? 1 : labelsSpent / budget} />
        </span>
      )}
    </div>
  );
}
