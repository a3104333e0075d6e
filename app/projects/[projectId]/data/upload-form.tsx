"use client";

import { useMutation } from "@tanstack/react-query";
import { useRef, useState } from "react";
import { useTranslations } from "use-intl";
import type { LabelUse, Modality } from "@/lib/contracts/projects";
import { Button } from "../../../_components/button";
import { Card } from "../../../_components/card";
import { ErrorNote } from "../../../_components/error-note";
import { Progress } from "../../../_components/progress";
import { useFormat } from "../../../_components/use-format";
import { DropZone } from "./drop-zone";
import { LabelUseChoice } from "./label-use-choice";
import { uploadFile } from "./upload-file";

interface UploadFormProps {
  readonly projectId: string;
  readonly modality: Modality;
  readonly isFirst: boolean;
  readonly onStarted: (importId: string) => Promise<void>;
}

/** Chooses a file, says what its labels are for, and sends it. */
export function UploadForm({ projectId, modality, isFirst, onStarted }: UploadFormProps) {
  const t = useTranslations("data");
  const common = useTranslations("common");
  const format = useFormat();
  const [file, setFile] = useState<File | null>(null);
  const [labelUse, setLabelUse] = useState<LabelUse>("known");
  const [sent, setSent] = useState(0);
  const abort = useRef<AbortController>(null);
  const upload = useMutation({
    mutationFn: async (chosen: File) => {
      abort.current = new AbortController();
      return uploadFile({ projectId, file: chosen, labelUse, onSent: setSent, signal: abort.current.signal });
    },
    onSuccess: async ({ id }) => {
      setFile(null);
      await onStarted(id);
    },
    onSettled: () => setSent(0),
  });
  const choose = (chosen: File) => {
    upload.reset();
    setFile(chosen);
  };
  return (
    <Card title={isFirst ? undefined : t("add")}>
      <div className="grid grid-cols-1 gap-5">
        <DropZone modality={modality} file={file} disabled={upload.isPending} onChoose={choose} />
        <LabelUseChoice
          modality={modality}
          value={labelUse}
          disabled={upload.isPending}
          onChange={setLabelUse}
        />
        {upload.error && <ErrorNote error={upload.error} />}
        {upload.isPending && file && (
          <div>
            <Progress label={t("upload.progress")} value={file.size > 0 ? sent / file.size : null} />
            <p className="mt-1.5 text-[0.8125rem] text-muted">
              {t("upload.sending", {
                sent: format.bytes(sent),
                total: format.bytes(file.size),
                percent: format.percent(file.size > 0 ? sent / file.size : 0),
              })}
            </p>
          </div>
        )}
        <div className="flex justify-end gap-2">
          {upload.isPending && (
            <Button kind="quiet" size="large" onClick={() => abort.current?.abort()}>
              {common("cancel")}
            </Button>
          )}
          <Button
            kind="primary"
            size="large"
            disabled={file === null}
            busy={upload.isPending}
            onClick={() => file && upload.mutate(file)}
          >
            {t("upload.submit")}
          </Button>
        </div>
      </div>
    </Card>
  );
}
