import { createRandom } from "@/lib/learning/random";

const vocabulary = 20_000;
const topicWords = 400;

/**
 * Texts of 20 to 60 words by Zipf's law; half the words are drawn from the topic of the text's class. Made so
 * that a benchmark needs no data set: it measures speed, and says nothing about accuracy.
 */
export function* syntheticTexts(
  count: number,
  classCount: number,
): Generator<{ text: string; label: string }> {
  const random = createRandom(0, "synthetic texts");
  for (let i = 0; i < count; i++) {
    const topic = random.integer(classCount);
    const length = 20 + random.integer(41);
    const words = Array.from({ length }, () => {
      if (random.next() < 0.5) return `topic${topic}word${Math.floor(topicWords ** random.next())}`;
      return `word${Math.floor(vocabulary ** random.next())}`;
    });
    yield { text: `${words.join(" ")} ${i}`, label: `class ${topic}` };
  }
}
