/** A search is repeated when labels have grown by this factor since the last one. */
const SEARCH_GROWTH = 1.25;

/**
 * Whether settings found by cross-validation at `searchedAtLabels` labels are due to be searched again. Between two
 * searches they stay, so that a round is fast and the choice does not flip with every label.
 */
export function isSearchDue(labels: number, searchedAtLabels: number): boolean {
  return labels < searchedAtLabels || labels >= searchedAtLabels * SEARCH_GROWTH;
}
