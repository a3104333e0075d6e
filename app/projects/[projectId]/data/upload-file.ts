import type { StartedImport } from "@/lib/contracts/imports";
import type { LabelUse } from "@/lib/contracts/projects";
import { ApiError, apiErrorOf } from "../../../_components/call-api";

interface UploadFile {
  readonly projectId: string;
  readonly file: File;
  readonly labelUse: LabelUse;
  readonly onSent: (bytes: number) => void;
  readonly signal: AbortSignal;
}

/** Sends a file as it is. By XMLHttpRequest, because `fetch` cannot tell how much of a body was sent. */
export function uploadFile({
  projectId,
  file,
  labelUse,
  onSent,
  signal,
}: UploadFile): Promise<{ id: string }> {
  const query = new URLSearchParams({ fileName: file.name, labelUse });
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", `/api/v1/projects/${projectId}/imports?${query}`);
    request.setRequestHeader("content-type", "application/octet-stream");
    request.upload.onprogress = (event) => onSent(event.loaded);
    request.onerror = () =>
      reject(broken("upload_broken", "The connection broke off, or the file changed meanwhile."));
    request.onabort = () => reject(broken("upload_cancelled", "Cancelled."));
    request.onload = () => {
      try {
        const body: unknown = JSON.parse(request.responseText);
        if (request.status < 300) resolve(body as StartedImport);
        else reject(apiErrorOf(body));
      } catch (cause) {
        reject(
          broken(
            `http_${request.status}`,
            `The server answered ${request.status} without saying why.`,
            cause,
          ),
        );
      }
    };
    signal.addEventListener("abort", () => request.abort());
    request.send(file);
  });
}

function broken(code: string, what: string, cause?: unknown): ApiError {
  return new ApiError({ code, message: `${what} Nothing was imported; try again.`, retryable: true, cause });
}
