import { later } from "../../../../_components/later";

/** What the first label does not need. */
export const AskDialog = later(async () => (await import("./ask-dialog")).AskDialog);
export const HistoryDrawer = later(async () => (await import("./history-drawer")).HistoryDrawer);
export const KeyTable = later(async () => (await import("./key-table")).KeyTable);
export const MetadataPanel = later(async () => (await import("./metadata-panel")).MetadataPanel);
export const NoteDialog = later(async () => (await import("./note-dialog")).NoteDialog);
/** In a project of images it is what the first label needs, and fetched at once. */
export const SampleImages = later(async () => (await import("./sample-images")).SampleImages);

/** After the first decision, so that they open without a wait, also when the connection is gone by then. */
export function fetchPartsAhead(): void {
  for (const part of [AskDialog, HistoryDrawer, KeyTable, MetadataPanel, NoteDialog]) {
    part.fetchAhead();
  }
}
