import { later } from "../../../../_components/later";
import { RefusedDialog, WaitingDialog } from "../../_outbox/outbox-dialogs";

/** What the first label does not need. */
export const AskDialog = later(async () => (await import("./ask-dialog")).AskDialog);
export const HistoryDrawer = later(async () => (await import("./history-drawer")).HistoryDrawer);
export const KeyTable = later(async () => (await import("./key-table")).KeyTable);
export const MetadataPanel = later(async () => (await import("./metadata-panel")).MetadataPanel);
export const NoteDialog = later(async () => (await import("./note-dialog")).NoteDialog);
/** In a project of images it is what the first label needs, and fetched at once. */
export const SampleImages = later(async () => (await import("./sample-images")).SampleImages);

/** After the first decision, or with samples taken along: they open without a wait, also when the connection is gone. */
export function fetchPartsAhead(): void {
  const parts = [AskDialog, HistoryDrawer, KeyTable, MetadataPanel, NoteDialog, RefusedDialog, WaitingDialog];
  for (const part of parts) part.fetchAhead();
}
