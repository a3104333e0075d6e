import { packBlocks, unpackBlocks } from "../binary-layout";
import { normaliseRows } from "../linear-algebra/normalise-rows";
import { randomizedSvd } from "../linear-algebra/randomized-svd";
import { type SparseMatrix, sparseOperator, sparseTimes } from "../linear-algebra/sparse-matrix";
import { type Matrix, matrix } from "../matrix";
import type { ContentSource, Encoder, EncoderContext, FittedEncoder } from "./encoder";
import { sampleContents } from "./sample-contents";
import { buildCorpus } from "./text/corpus";
import { createTermCounter } from "./text/count-terms";
import { sublinearTfidf } from "./text/tfidf";
import { tokenize } from "./text/tokenize";
import { chooseVocabulary } from "./text/vocabulary";

const MOST_TEXTS = 20_000;
const MOST_DIMENSIONS = 128;

/** Embedding = normalise(tfidf(text)·projection). */
interface TfidfModel {
  readonly vocabulary: readonly string[];
  /** Inverse document frequency of each term. */
  readonly idf: Float32Array;
  /** vocabulary × dimensions. */
  readonly projection: Matrix;
}

/**
 * Latent semantic analysis (Deerwester et al. 1990): the sublinear TF-IDF of words, projected on its leading
 * singular vectors over the pool. The plain, fast alternative to text-cooccurrence.
 */
export const tfidfSvd: Encoder<string> = {
  id: "tfidf-svd",

  async fit(source: ContentSource<string>, context: EncoderContext) {
    context.onProgress(0, "read-texts");
    const texts = await sampleContents(source, MOST_TEXTS, context.random.fork("sample"));
    const { terms, documents, idf } = chooseVocabulary(buildCorpus(texts.map(tokenize)));
    context.onProgress(0.4, "factorise-words");
    const projection = await principalTerms(documents, idf, context);
    context.onProgress(1, "learned");
    return fittedEncoder({ vocabulary: terms, idf, projection });
  },

  deserialize: (bytes) => fittedEncoder(unpack(bytes)),
};

/** The leading right singular vectors (terms × r); one column of zeros when no text holds any term. */
async function principalTerms(
  documents: SparseMatrix,
  idf: Float32Array,
  { random, kernels }: EncoderContext,
): Promise<Matrix> {
  const tfidf = sparseOperator(sublinearTfidf(documents, idf));
  const { right } = await randomizedSvd(tfidf, MOST_DIMENSIONS, random.fork("components"), kernels);
  return right.columns > 0 ? right : matrix(documents.columns, 1);
}

function fittedEncoder(model: TfidfModel): FittedEncoder<string> {
  const count = createTermCounter(model.vocabulary);
  const encodeSparse = (texts: readonly string[]) => sublinearTfidf(count(texts).counts, model.idf);
  return {
    dimensions: model.projection.columns,
    encode: async (texts) => {
      const embeddings = sparseTimes(encodeSparse(texts), model.projection);
      normaliseRows(embeddings);
      return embeddings;
    },
    sparseColumns: model.vocabulary.length,
    encodeSparse,
    serialize: () => pack(model),
  };
}

type Header = Pick<TfidfModel, "vocabulary"> & { readonly dimensions: number };

function pack({ vocabulary, idf, projection }: TfidfModel): Uint8Array {
  const header: Header = { vocabulary, dimensions: projection.columns };
  return packBlocks(header, [idf, projection.data]);
}

function unpack(bytes: Uint8Array): TfidfModel {
  const { header, blocks } = unpackBlocks<Header>(bytes);
  const [idf, projection] = blocks as [Float32Array, Float32Array];
  const { vocabulary, dimensions } = header;
  return { vocabulary, idf, projection: matrix(vocabulary.length, dimensions, projection) };
}
