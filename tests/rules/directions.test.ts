import { expect, test } from "vitest";
import { readSourceFiles } from "./source-files";

/** Classes of Tailwind and properties of CSS that name a side of the screen instead of the start or end of a line. */
const physical =
  /(?:^|[\s"'`:!-])(?:-?(?:m[lr]|p[lr]|left|right|border-[lr]|rounded-(?:[lr]|[tb][lr])|scroll-[mp][lr]|float|clear)-[\w[(]|text-(?:left|right)\b|float-(?:left|right)\b|border-[lr]\b|rounded-[lr]\b|(?:margin|padding|border)-(?:left|right)\b|space-x-)/;

/** In the middle there is no side. */
const centred = /\bleft-1\/2 -translate-x-1\/2|\bleft-1\/2 .*-translate-x-1\/2/g;

/** What is bound to the screen and not to the text: an image moves where its button lies, a swipe where the thumb goes. */
const boundToScreen = [
  "app/projects/[projectId]/label/_bench/image-buttons.tsx",
  "app/projects/[projectId]/label/_bench/sample-card.tsx",
];

test("layouts name start and end, so that they mirror where text runs from right to left", () => {
  const sided = readSourceFiles()
    .filter(({ path }) => path.startsWith("app/") && path.endsWith(".tsx") && !boundToScreen.includes(path))
    .flatMap(({ path, text }) =>
      text.split("\n").flatMap((line, i) => {
        return physical.test(line.replace(centred, "")) ? [`${path}:${i + 1}: ${line.trim()}`] : [];
      }),
    );
  expect(sided).toEqual([]);
});
