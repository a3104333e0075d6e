import clsx from "clsx";
import { useTranslations } from "use-intl";
import type { BenchScreen } from "./use-bench-screen";

/** Takes samples along for a train or a plane, and says how many are here. */
export function AlongSwitch({ screen: { bench, view } }: { readonly screen: BenchScreen }) {
  const t = useTranslations("bench.display");
  return (
    <label className="flex min-h-11 items-center justify-between gap-3 ps-1 pe-2.5">
      <span>
        {t("along")}
        {/* Both sentences lie upon each other, so that the rows below stay under the pointer that ticks it. */}
        <span className="grid text-[0.8125rem] text-muted *:[grid-area:1/1]">
          <span className={clsx(view.along && "invisible")}>{t("alongHint")}</span>
          <span className={clsx(!view.along && "invisible")}>
            {t("alongHere", { count: view.samples.length })}
          </span>
        </span>
      </span>
      <input
        type="checkbox"
        checked={view.along}
        disabled={!bench}
        onChange={(event) => void bench?.session.takeAlong(event.target.checked)}
        className="size-5 shrink-0 accent-accent"
      />
    </label>
  );
}
