"use client";

import { useTranslations } from "use-intl";

const tasks = [
  { value: "single", name: "taskSingle", hint: "taskSingleHint" },
  { value: "multi", name: "taskMulti", hint: "taskMultiHint" },
] as const;

/** Whether a sample gets one class or any set; it cannot be changed later, as answers mean something else then. */
export function TaskChoice() {
  const t = useTranslations("projects.newProject");
  return (
    <fieldset>
      <legend className="mb-1.5 text-sm font-medium">{t("task")}</legend>
      <div className="grid gap-3 sm:grid-cols-2">
        {tasks.map(({ value, name, hint }) => (
          <label
            key={value}
            className="flex cursor-pointer items-center gap-3 rounded-lg border border-edge p-3.5 hover:bg-sunken has-checked:border-accent has-checked:bg-accent-soft has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="task"
              value={value}
              defaultChecked={value === "single"}
              className="size-4 shrink-0 accent-accent outline-none"
            />
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{t(name)}</span>
              <span className="block text-[0.8125rem] text-muted">{t(hint)}</span>
            </span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
