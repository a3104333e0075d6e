import type { ContentSource, Encoder, EncoderContext, FittedEncoder } from "./encoder";
import { sampleContents } from "./sample-contents";
import { documentCooccurrence, windowCooccurrence } from "./text/cooccurrence";
import { buildCorpus, type Corpus, countFrequentTerms } from "./text/corpus";
import { createTextEmbedder } from "./text/embed-texts";
import { meanView } from "./text/mean-view";
import { ngramView } from "./text/ngram-view";
import { joinViews, packTextModel, type TextModel, unpackTextModel } from "./text/text-model";
import { tokenize } from "./text/tokenize";
import { wordView } from "./text/word-view";

/** Texts learned from: more make the word vectors hardly better. */
const MOST_TEXTS = 50_000;
const MOST_TERMS = 30_000;
/** Entries of the dense co-occurrence matrix (96 MB); the most frequent terms serve as contexts. */
const MOST_COUNTS = 24_000_000;
const VIEW_DIMENSIONS = 128;
const WINDOW_REACH = 4;
/** SIF smoothing a: of the topical view, and of the window view, which keeps function words. */
const DOCUMENT_SMOOTHING = 1e-3;
const WINDOW_SMOOTHING = 1e-2;

/**
 * Learns text embeddings from the pool alone, as four views side by side, each of length 1: topics (word
 * vectors from document co-occurrence), usage (from co-occurrence within a window of words), words
 * (TF-IDF), and spelling (TF-IDF of character n-grams, which also covers words never seen).
 */
export const textCooccurrence: Encoder<string> = {
  id: "text-cooccurrence",

  async fit(source: ContentSource<string>, context: EncoderContext) {
    context.onProgress(0, "reading texts");
    const texts = await sampleContents(source, MOST_TEXTS, context.random.fork("sample"));
    return fittedEncoder(await learnViews(buildCorpus(texts.map(tokenize)), context));
  },

  deserialize: (bytes) => fittedEncoder(unpackTextModel(bytes)),
};

async function learnViews(corpus: Corpus, context: EncoderContext): Promise<TextModel> {
  const minimumFrequency = corpus.documents.length < 100 ? 1 : 2;
  const termCount = Math.min(countFrequentTerms(corpus, minimumFrequency), MOST_TERMS);
  const contextCount = Math.min(termCount, Math.floor(MOST_COUNTS / Math.max(1, termCount)));
  const purpose = (name: string) => ({ ...context, random: context.random.fork(name) });

  context.onProgress(0.1, "counting words that share a text");
  const documentCounts = documentCooccurrence(corpus.documents, termCount, contextCount);
  const topics = await meanView(
    corpus,
    documentCounts,
    DOCUMENT_SMOOTHING,
    VIEW_DIMENSIONS,
    purpose("topics"),
  );
  context.onProgress(0.35, "counting words that stand together");
  const windowCounts = windowCooccurrence(corpus.documents, termCount, contextCount, WINDOW_REACH);
  const usage = await meanView(corpus, windowCounts, WINDOW_SMOOTHING, VIEW_DIMENSIONS, purpose("usage"));
  context.onProgress(0.6, "factorising words");
  const words = await wordView(corpus, termCount, VIEW_DIMENSIONS, purpose("words"));
  context.onProgress(0.75, "factorising spellings");
  const spelling = await ngramView(corpus, termCount, minimumFrequency, VIEW_DIMENSIONS, purpose("spelling"));
  context.onProgress(1, "learned the text encoder");
  return joinViews(corpus.terms.slice(0, termCount), [topics, usage, words], spelling);
}

function fittedEncoder(model: TextModel): FittedEncoder<string> {
  const embed = createTextEmbedder(model);
  return {
    dimensions: model.offsets.length,
    encode: async (contents) => embed(contents),
    serialize: () => packTextModel(model),
  };
}
