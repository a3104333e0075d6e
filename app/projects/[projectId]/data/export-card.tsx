"use client";

import { useState } from "react";
import { DownloadLink } from "../../../_components/button";
import { Card } from "../../../_components/card";

const exportsOffered = [
  {
    what: "annotations",
    name: "Annotations",
    hint: "Every act of every annotator: who, when, seconds, why the sample was shown, and which model asked.",
  },
  { what: "labels", name: "Labels", hint: "One resolved label a sample, with the sample itself." },
];

/** Everything that was labeled, as files. */
export function ExportCard({ projectId }: { readonly projectId: string }) {
  const [lossless, setLossless] = useState(false);
  const base = `/api/v1/projects/${projectId}/exports`;
  return (
    <Card title="Export">
      <div className="grid grid-cols-1 gap-4">
        {exportsOffered.map(({ what, name, hint }) => (
          <div key={what} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <div className="min-w-0 flex-1 basis-64">
              <p className="font-medium">{name}</p>
              <p className="text-[0.8125rem] text-muted">{hint}</p>
            </div>
            <div className="flex gap-2">
              <DownloadLink href={`${base}/${what}.jsonl`} aria-label={`${name} as JSONL`}>
                JSONL
              </DownloadLink>
              <DownloadLink
                href={`${base}/${what}.csv${lossless ? "?lossless=true" : ""}`}
                aria-label={`${name} as CSV`}
              >
                CSV
              </DownloadLink>
            </div>
          </div>
        ))}
        <label className="flex cursor-pointer items-start gap-2.5 border-t border-line pt-4">
          <input
            type="checkbox"
            checked={lossless}
            onChange={(event) => setLossless(event.currentTarget.checked)}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <span>
            Lossless CSV{" "}
            <span className="text-muted">
              for programs: cells that a spreadsheet would run as a formula stay as they are.
            </span>
          </span>
        </label>
      </div>
    </Card>
  );
}
