import type { ClassKeys } from "./keymap";

type LabelKeyMap = ReadonlyMap<string, ClassKeys>;

const none: LabelKeyMap = new Map();

/** The keys of labels that are shown: none where single keys are switched off, for then none is heard. */
export function heardKeys(keys: LabelKeyMap, singleKeys: boolean): LabelKeyMap {
  return singleKeys ? keys : none;
}
