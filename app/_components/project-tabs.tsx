"use client";

import clsx from "clsx";
import Link from "next/link";
import { usePathname } from "next/navigation";

interface ProjectTabsProps {
  readonly projectId: string;
  /** Annotators see the bench only; engineers do not change settings. */
  readonly role: "owner" | "lead" | "engineer" | "annotator";
}

const tabs = [
  { path: "", name: "Progress", roles: ["owner", "lead", "engineer"] },
  { path: "/label", name: "Label", roles: ["owner", "lead", "annotator"] },
  { path: "/data", name: "Data", roles: ["owner", "lead", "engineer"] },
  { path: "/settings", name: "Settings", roles: ["owner", "lead"] },
];

export function ProjectTabs({ projectId, role }: ProjectTabsProps) {
  const pathname = usePathname();
  return (
    <nav aria-label="Project" className="flex flex-wrap gap-1">
      {tabs
        .filter((tab) => tab.roles.includes(role))
        .map(({ path, name }) => {
          const href = `/projects/${projectId}${path}`;
          const here = pathname === href;
          return (
            <Link
              key={name}
              href={href}
              aria-current={here ? "page" : undefined}
              className={clsx(
                "rounded-md px-2.5 py-1.5",
                here ? "bg-accent-soft font-medium text-accent" : "text-muted hover:bg-sunken hover:text-ink",
              )}
            >
              {name}
            </Link>
          );
        })}
    </nav>
  );
}
