/** What an encoder does while it learns, and what the command line calls it; pages have words of their own. */
export const encodingSteps = {
  "read-texts": "reading texts",
  "read-images": "reading images",
  "read-rows": "reading rows",
  "count-shared-texts": "counting words that share a text",
  "count-neighbouring-words": "counting words that stand together",
  "factorise-words": "factorising words",
  "factorise-spellings": "factorising spellings",
  "find-shared": "finding what texts share",
  "learn-filters": "learning filters",
  "compute-features": "computing features",
  "find-components": "finding principal components",
  "describe-columns": "describing columns",
  learned: "learned the encoder",
} as const;

export type EncodingStep = keyof typeof encodingSteps;
