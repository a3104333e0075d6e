import { createTranslator } from "use-intl/core";
import { expect, test } from "vitest";
import { catalogues } from "@/app/_strings/catalogue";
import { pseudoCatalogue, pseudoMessage } from "@/app/_strings/pseudo-catalogue";

test("words get accents and about a third more letters, what is inserted stays", () => {
  expect(pseudoMessage("Archive {name}?")).toBe("ÁÁÁrçhívééé {name}?");
  const plain = "Every line with its reason, and one more so that the share tells something";
  expect(pseudoMessage(plain).length / plain.length).toBeGreaterThan(1.25);
});

test("the cases of plurals and selects are changed inside, their names and the tags are not", () => {
  expect(pseudoMessage("{n, plural, =0 {} one {# day} other {# days}} <b>hot</b>")).toBe(
    "{n, plural, =0 {} one {# dáááý} other {# dáááýs}} <b>hóóót</b>",
  );
});

test("every message of the catalogue still works, in brackets", () => {
  const t = createTranslator({
    locale: "en",
    messages: pseudoCatalogue(catalogues.en),
    namespace: "panel",
    onError: (error) => {
      throw error;
    },
  });
  expect(t("headline.noModel", { labels: 1204 })).toMatch(/^\[1,204 lááábéls, .*\]$/);
});
