"use client";

import { type RefObject, useRef } from "react";
import { useTranslations } from "use-intl";
import { findFilterSchema } from "@/lib/contracts/finding";
import type { BenchState } from "@/lib/contracts/labeling";
import { Button } from "../../../../_components/button";
import { EmptyState } from "../../../../_components/empty-state";
import { ErrorNote } from "../../../../_components/error-note";
import { PausedBanner } from "../../_batch/paused-banner";
import { useFocusBack } from "../../_batch/use-focus-back";
import { OutboxBadge } from "../../_outbox/outbox-badge";
import { commandCaps } from "../../label/_bench/bench-commands";
import { useUserSettings } from "../../label/_bench/use-user-settings";
import { HitList } from "./hit-list";
import { LikeBanner } from "./like-banner";
import { SearchProgress } from "./search-progress";
import { type AskedSearch, type FindScreen, useFind } from "./use-find";

interface FindViewProps {
  readonly bench: BenchState;
  readonly userId: string;
  readonly mayLead: boolean;
  readonly asked: AskedSearch;
}

/** The search page: samples by words or by likeness, labeled where they are found. */
export function FindView({ bench, userId, mayLead, asked }: FindViewProps) {
  const strings = useTranslations("find");
  const [settings] = useUserSettings();
  const screen = useFind(bench, userId, asked);
  const { outbox, hits, found, query, among, likeHit } = screen;
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLElement>(null);
  const nothing = likeHit ? "nothingAlike" : nothingFound(screen);
  return (
    <>
      <div className="mb-3 flex items-center justify-between gap-x-4">
        <h1 className="text-2xl font-semibold tracking-tight">{strings("title")}</h1>
        <OutboxBadge
          projectId={bench.projectId}
          userId={userId}
          outbox={outbox}
          state={screen.outboxState}
          trouble={query.error}
          onSignedIn={() => void query.refetch()}
        />
      </div>
      <search className="mb-3 flex flex-wrap items-end gap-x-5 gap-y-2">
        <div className="min-w-0 grow basis-72">
          <label htmlFor="find-words" className="mb-1 block text-[0.8125rem] text-muted">
            {strings("words")}
          </label>
          <input
            ref={field}
            id="find-words"
            type="search"
            dir="auto"
            autoComplete="off"
            aria-describedby="find-syntax"
            value={screen.typed}
            onChange={(event) => {
              screen.setTyped(event.target.value);
              screen.search();
            }}
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== "ArrowDown") return;
              event.preventDefault();
              list.current?.querySelector<HTMLElement>('[data-hit="0"]')?.focus();
            }}
            className="h-11.5 w-full appearance-none rounded-lg border border-edge bg-surface px-3.5 text-base [&::-webkit-search-cancel-button]:hidden"
          />
        </div>
        <Filters screen={screen} list={list} />
        <p id="find-syntax" className="w-full text-[0.8125rem] text-muted">
          {strings("syntax")}
          <span className="pointer-coarse:hidden">
            {" "}
            {strings(settings.singleKeys ? "keys" : "fewKeys", commandCaps(settings.keys))}
          </span>
        </p>
      </search>
      <PausedBanner projectId={bench.projectId} isPaused={screen.isPaused} mayLead={mayLead}>
        {strings("pausedRest")}
      </PausedBanner>
      {likeHit && <LikeBanner screen={screen} onBack={() => screen.setLikeHit(null)} />}
      {among === "found" && <SearchProgress screen={screen} />}
      {among === "only" && (
        <p className="mb-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 text-muted">
          {strings("only")}
          <Button onClick={screen.search} className="pointer-coarse:min-h-11">
            {strings("back")}
          </Button>
        </p>
      )}
      {query.error && <ErrorNote error={query.error} />}
      {hits.length > 0 && (
        <HitList
          screen={screen}
          labelClasses={bench.labelClasses}
          list={list}
          onSearch={() => field.current?.focus()}
        />
      )}
      {hits.length === 0 && query.isSuccess && (among !== "found" || !found.hasNextPage) && (
        <EmptyState
          title={strings(nothing)}
          action={likeHit && <Button onClick={() => screen.setLikeHit(null)}>{strings("back")}</Button>}
        >
          {strings(whyNothing(nothing, screen, mayLead))}
        </EmptyState>
      )}
      {/* Not before what stands above it, which would push it down. */}
      {!query.isPending && (
        <p className="mt-4 text-[0.8125rem] text-muted">
          {bench.task === "multi" && `${strings("thisToo")} `}
          {strings("blind")}
          {bench.credit !== null && ` ${strings("credit", { credit: bench.credit })}`}
        </p>
      )}
    </>
  );
}

type Nothing = "nothing" | "nothingAlike" | "nothingEmpty" | "nothingRequested";

function nothingFound({ typed, filter }: FindScreen): Nothing {
  if (typed.trim() !== "") return "nothing";
  return filter === "requested" ? "nothingRequested" : "nothingEmpty";
}

function whyNothing(nothing: Nothing, { filter }: FindScreen, mayLead: boolean) {
  if (nothing === "nothing") return filter === "all" ? "nothingInAll" : "nothingWhy";
  // Annotators have no page Data.
  return nothing === "nothingEmpty" && mayLead ? "nothingEmptyWhyLead" : (`${nothing}Why` as const);
}

interface FiltersProps {
  readonly screen: FindScreen;
  readonly list: RefObject<HTMLElement | null>;
}

function Filters({ screen, list }: FiltersProps) {
  const strings = useTranslations("find");
  const focusBack = useFocusBack(list, screen.hits.length > 0);
  return (
    <fieldset {...focusBack} className="min-w-0">
      <legend className="mb-1 text-[0.8125rem] text-muted">{strings("among")}</legend>
      <div className="flex overflow-hidden rounded-lg border border-edge">
        {findFilterSchema.options.map((filter) => (
          <label
            key={filter}
            className="relative grid min-h-11 grow cursor-pointer place-items-center border-edge px-1.5 py-1 text-center leading-tight hyphens-auto wrap-break-word sm:px-3 not-first:border-s has-checked:bg-accent-soft has-checked:font-medium has-checked:text-accent has-focus-visible:outline-2 has-focus-visible:outline-offset-[-2px] has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="find-filter"
              value={filter}
              checked={screen.filter === filter}
              onChange={() => {
                screen.setFilter(filter);
                screen.search();
              }}
              className="sr-only"
            />
            {strings(`filter.${filter}`)}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
