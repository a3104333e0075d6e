import type { SparseMatrix } from "../../linear-algebra/sparse-matrix";
import { termCounts } from "./tfidf";
import { tokenize } from "./tokenize";

/** Texts in terms of a vocabulary. */
export interface CountedTexts {
  /** How often each term of the vocabulary occurs in each text (texts × vocabulary). */
  readonly counts: SparseMatrix;
  /** The tokens of each text that are not in the vocabulary, in reading order. */
  readonly unknown: readonly (readonly string[])[];
}

export function createTermCounter(vocabulary: readonly string[]): (texts: readonly string[]) => CountedTexts {
  const numbers = new Map(vocabulary.map((term, number) => [term, number]));
  return (texts) => {
    const unknown: string[][] = [];
    const documents = texts.map((text) => {
      const tokens = tokenize(text);
      const document = new Int32Array(tokens.length);
      const others: string[] = [];
      let known = 0;
      for (const token of tokens) {
        const number = numbers.get(token);
        if (number === undefined) others.push(token);
        else document[known++] = number;
      }
      unknown.push(others);
      return document.subarray(0, known);
    });
    return { counts: termCounts(documents, vocabulary.length), unknown };
  };
}
