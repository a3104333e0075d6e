import type { Kernels } from "../kernels";
import type { ContentSource, Encoder, EncoderContext, FittedEncoder } from "./encoder";
import { sampleContents } from "./sample-contents";
import { documentCooccurrence, windowCooccurrence } from "./text/cooccurrence";
import { buildCorpus, type Corpus } from "./text/corpus";
import { createTermCounter } from "./text/count-terms";
import { meanView } from "./text/mean-view";
import { ngramView } from "./text/ngram-view";
import { learnSharpening, sharpen } from "./text/sharpen-spectrum";
import { joinViews, packTextModel, type TextEncoderModel, unpackTextModel } from "./text/text-model";
import { sublinearTfidf } from "./text/tfidf";
import { tokenize } from "./text/tokenize";
import { createTextViewer } from "./text/view-texts";
import { chooseVocabulary } from "./text/vocabulary";
import { wordView } from "./text/word-view";

/** Texts learned from: embeddings keep getting better with more, and fitting takes longer. */
const MOST_TEXTS = 15_000;
/** The most frequent terms serve as contexts of co-occurrence: a dense matrix, terms × contexts. */
const MOST_CONTEXTS = 1_000;
/** Of each view. */
const DIMENSIONS = 128;
const WINDOW_REACH = 4;
/** SIF smoothing a: of the topical view, and of the window view, which keeps function words. */
const DOCUMENT_SMOOTHING = 1e-3;
const WINDOW_SMOOTHING = 1e-2;

/**
 * Learns text embeddings from the pool alone, as four views side by side, each of length 1: topics (word
 * vectors from document co-occurrence), usage (from co-occurrence within a window of words), words
 * (TF-IDF), and spelling (TF-IDF of character n-grams, which also covers words never seen). What many texts share is
 * stressed at last (`sharpen-spectrum.ts`).
 */
export const textCooccurrence: Encoder<string> = {
  id: "text-cooccurrence",

  async fit(source: ContentSource<string>, context: EncoderContext) {
    context.onProgress(0, "read-texts");
    const texts = await sampleContents(source, MOST_TEXTS, context.random.fork("sample"));
    return fittedEncoder(await learnModel(buildCorpus(texts.map(tokenize)), context), context.kernels);
  },

  deserialize: (bytes, kernels) => fittedEncoder(unpackTextModel(bytes), kernels),
};

async function learnModel(corpus: Corpus, context: EncoderContext): Promise<TextEncoderModel> {
  const vocabulary = chooseVocabulary(corpus);
  const { terms, documents, idf } = vocabulary;
  const contextCount = Math.min(terms.length, MOST_CONTEXTS);
  const purpose = (name: string) => ({ ...context, random: context.random.fork(name) });

  context.onProgress(0.1, "count-shared-texts");
  const documentCounts = documentCooccurrence(corpus.documents, terms.length, contextCount);
  const topics = await meanView(documents, documentCounts, DOCUMENT_SMOOTHING, DIMENSIONS, purpose("topics"));
  context.onProgress(0.35, "count-neighbouring-words");
  const windowCounts = windowCooccurrence(corpus.documents, terms.length, contextCount, WINDOW_REACH);
  const usage = await meanView(documents, windowCounts, WINDOW_SMOOTHING, DIMENSIONS, purpose("usage"));
  context.onProgress(0.6, "factorise-words");
  const words = await wordView(documents, idf, DIMENSIONS, purpose("words"));
  context.onProgress(0.75, "factorise-spellings");
  const spelling = await ngramView(vocabulary, DIMENSIONS, purpose("spelling"));
  const views = joinViews(terms, idf, [topics, usage, words], spelling);
  context.onProgress(0.9, "find-shared");
  const seen = createTextViewer(views)({ counts: documents, unknown: corpus.documents.map(() => []) });
  const sharpening = await learnSharpening(seen, purpose("sharpening"));
  context.onProgress(1, "learned");
  return { views, sharpening };
}

function fittedEncoder(model: TextEncoderModel, kernels: Kernels): FittedEncoder<string> {
  const { views, sharpening } = model;
  const count = rememberLast(createTermCounter(views.vocabulary));
  const view = createTextViewer(views);
  return {
    dimensions: sharpening ? sharpening.offset.length : views.offsets.length,
    encode: async (contents) => {
      const seen = view(count(contents));
      return sharpening ? sharpen(seen, sharpening, kernels) : seen;
    },
    sparseColumns: views.vocabulary.length,
    encodeSparse: (contents) => sublinearTfidf(count(contents).counts, views.idf),
    serialize: () => packTextModel(model),
  };
}

/** Dense and sparse rows are made of the same counts, one right after the other. */
function rememberLast<Input extends object, Output>(
  compute: (input: Input) => Output,
): (input: Input) => Output {
  let last: { input: Input; output: Output } | null = null;
  return (input) => {
    if (last?.input !== input) last = { input, output: compute(input) };
    return last.output;
  };
}
