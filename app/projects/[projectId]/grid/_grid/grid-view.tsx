"use client";

import { useRef } from "react";
import { useTranslations } from "use-intl";
import type { GridState } from "@/lib/contracts/finding";
import type { BenchState } from "@/lib/contracts/labeling";
import { ErrorNote } from "../../../../_components/error-note";
import { PausedBanner } from "../../_batch/paused-banner";
import { OutboxBadge } from "../../_outbox/outbox-badge";
import { commandCaps } from "../../label/_bench/bench-commands";
import { useUserSettings } from "../../label/_bench/use-user-settings";
import { EmptyBoard } from "./empty-board";
import { GridBoard } from "./grid-board";
import { GridControls } from "./grid-controls";
import { useGrid } from "./use-grid";

interface GridViewProps {
  readonly bench: BenchState;
  readonly initial: GridState;
  /** The class to begin with; null: the one with most candidates. */
  readonly firstClassId: string | null;
  readonly userId: string;
  readonly mayLead: boolean;
}

/** The grid screen: samples that the model believes to be of one class, confirmed by the page. */
export function GridView({ bench, initial, firstClassId, userId, mayLead }: GridViewProps) {
  const strings = useTranslations("grid");
  const [settings] = useUserSettings();
  const screen = useGrid(bench, initial, { userId, firstClassId });
  const { view, outbox } = screen;
  const board = useRef<HTMLElement>(null);
  const pageClass = bench.labelClasses.find(({ id }) => id === screen.pageClassId);
  const hasTiles = pageClass !== undefined && view.page.tiles.length > 0;
  return (
    <>
      <div className="mb-2 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
        <h1 className="text-2xl font-semibold tracking-tight max-sm:w-full">{strings("title")}</h1>
        {screen.state.modelNumber !== null && (
          <GridControls screen={screen} labelClasses={bench.labelClasses} board={board} hasBoard={hasTiles} />
        )}
        <OutboxBadge
          projectId={bench.projectId}
          userId={userId}
          outbox={outbox}
          state={screen.outboxState}
          trouble={view.trouble}
          onSignedIn={() => void screen.session?.fill()}
        />
      </div>
      <p className="mb-3 text-[0.8125rem] text-muted">
        {strings("intro")}
        <span className="pointer-coarse:hidden">
          {" "}
          {strings(settings.singleKeys ? "keys" : "fewKeys", commandCaps(settings.keys))}
        </span>
      </p>
      <PausedBanner
        projectId={bench.projectId}
        isPaused={screen.state.isPaused && hasTiles}
        mayLead={mayLead}
      >
        {strings("pausedRest")}
      </PausedBanner>
      {view.trouble !== null && <ErrorNote error={view.trouble} />}
      {hasTiles ? (
        <GridBoard screen={screen} labelClasses={bench.labelClasses} pageClass={pageClass} board={board} />
      ) : (
        <EmptyBoard
          projectId={bench.projectId}
          screen={screen}
          className={pageClass?.name ?? null}
          mayLead={mayLead}
        />
      )}
      {/* Not before what stands above it, which would push it down. */}
      {(hasTiles || !view.isLoading || !pageClass) && (
        <p className="mt-4 text-[0.8125rem] text-muted">
          {screen.state.modelNumber !== null && (
            <>
              {bench.task === "multi" && `${strings("thisToo")} `}
              {strings("blind")}
            </>
          )}
          {bench.credit !== null && ` ${strings("credit", { credit: bench.credit })}`}
        </p>
      )}
    </>
  );
}
