import { useTranslations } from "use-intl";
import type { BenchScreen } from "./use-bench-screen";

/** Takes samples along for a train or a plane, and says how many are here. */
export function AlongSwitch({ screen: { bench, view } }: { readonly screen: BenchScreen }) {
  const t = useTranslations("bench.display");
  return (
    <label className="flex min-h-11 items-center justify-between gap-3 ps-1 pe-2.5">
      <span>
        {t("along")}
        <span className="block text-[0.8125rem] text-muted">
          {view.along ? t("alongHere", { count: view.samples.length }) : t("alongHint")}
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
