/** A sample of the pool as sequences of terms. */
export interface Corpus {
  /** All distinct terms, by falling document frequency, so that a prefix is a vocabulary. */
  readonly terms: readonly string[];
  /** In how many documents each term occurs. */
  readonly documentFrequencies: Int32Array;
  /** Each document as term numbers, in reading order. */
  readonly documents: readonly Int32Array[];
}

/** Numbers the terms of tokenized documents. Ties in frequency keep the order of first occurrence. */
export function buildCorpus(tokenized: Iterable<readonly string[]>): Corpus {
  const numbers = new Map<string, number>();
  const frequencies: number[] = [];
  const lastSeenIn: number[] = [];
  const documents: Int32Array[] = [];
  for (const tokens of tokenized) {
    const document = new Int32Array(tokens.length);
    tokens.forEach((token, place) => {
      let number = numbers.get(token);
      if (number === undefined) {
        number = numbers.size;
        numbers.set(token, number);
        frequencies.push(0);
        lastSeenIn.push(-1);
      }
      if (lastSeenIn[number] !== documents.length) frequencies[number]!++;
      lastSeenIn[number] = documents.length;
      document[place] = number;
    });
    documents.push(document);
  }
  return sortByFrequency([...numbers.keys()], frequencies, documents);
}

function sortByFrequency(terms: string[], frequencies: number[], documents: Int32Array[]): Corpus {
  const order = Int32Array.from(terms.keys()).sort((a, b) => frequencies[b]! - frequencies[a]! || a - b);
  const ranks = new Int32Array(order.length);
  order.forEach((number, rank) => {
    ranks[number] = rank;
  });
  for (const document of documents) {
    for (let place = 0; place < document.length; place++) document[place] = ranks[document[place]!]!;
  }
  return {
    terms: Array.from(order, (number) => terms[number]!),
    documentFrequencies: order.map((number) => frequencies[number]!),
    documents,
  };
}

/** How many leading terms occur in at least `minimum` documents. */
export function countFrequentTerms(corpus: Corpus, minimum: number): number {
  const rare = corpus.documentFrequencies.findIndex((frequency) => frequency < minimum);
  return rare < 0 ? corpus.terms.length : rare;
}
