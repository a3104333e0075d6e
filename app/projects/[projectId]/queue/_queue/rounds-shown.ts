/** Of the newest; the API has more. */
export const roundsShown = 50;
