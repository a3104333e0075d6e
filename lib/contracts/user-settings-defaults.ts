/** How everybody works until they choose otherwise. Apart from the schema, so that pages need no parser for it. */
export const defaultUserSettings = {
  language: null,
  textSize: 20,
  singleKeys: true,
  keys: {},
  breakAfterMinutes: null,
} as const;
