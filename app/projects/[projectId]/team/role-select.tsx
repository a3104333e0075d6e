"use client";

import clsx from "clsx";
import { useTranslations } from "use-intl";
import { type ProjectRole, projectRoleSchema } from "@/lib/contracts/projects";

interface RoleSelectProps {
  /** Said to those who cannot see what it stands beside. */
  readonly label: string;
  readonly value: ProjectRole;
  readonly disabled?: boolean;
  readonly className?: string;
  readonly onChange: (role: string) => void;
}

export function RoleSelect({ label, value, disabled, className, onChange }: RoleSelectProps) {
  const t = useTranslations("team");
  return (
    <select
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value)}
      className={clsx(
        "min-h-9 rounded-lg border border-edge bg-surface px-2.5 py-1.5 text-sm hover:border-ink/60 disabled:opacity-55 pointer-coarse:min-h-11",
        className,
      )}
    >
      {projectRoleSchema.options.map((role) => (
        <option key={role} value={role}>
          {t(`roles.${role}`)}
        </option>
      ))}
    </select>
  );
}
