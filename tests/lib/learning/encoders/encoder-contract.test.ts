import type { PixelImage, TabularRow } from "@/lib/learning/encoders/encoder";
import { encoders } from "@/lib/learning/encoders/registry";
import { type ContractPools, describeEncoder } from "./encoder-contract";
import { groupedRows, plainImage, stripedImages, topicTexts } from "./sample-pools";

const texts: ContractPools<string> = {
  pool: topicTexts(150, 1),
  unseen: ["goalkeeper unforeseen words", "", "?!", "その星は遠い", "e\u0301te\u0301 \ud800 👍"],
  oddPools: {
    "one text": ["a single text about a cup"],
    "one empty text": [""],
    "empty texts only": ["", "  ", "…"],
    "the same text many times": Array.from({ length: 30 }, () => "all of these are the same"),
    "twenty texts": topicTexts(20, 2),
    "two texts without a common word": ["alpha beta", "gamma delta"],
    "texts in scripts without spaces": ["天気がいい", "天気が悪い", "株価が下がる", "อากาศดี"],
  },
};

const images: ContractPools<PixelImage> = {
  pool: stripedImages(40, 12, 1, 1),
  unseen: [...stripedImages(3, 17, 3, 2), plainImage(5, 40, 0), plainImage(1, 1, 255)],
  oddPools: {
    "one image": stripedImages(1, 12, 1, 3),
    "blank images": [plainImage(10, 10, 7), plainImage(10, 10, 7), plainImage(10, 10, 7)],
    "the same image many times": Array.from({ length: 30 }, () => stripedImages(1, 9, 1, 6)[0]!),
    "images of one pixel": [plainImage(1, 1, 0), plainImage(1, 1, 255)],
    "images of many sizes and kinds": [
      ...stripedImages(5, 9, 3, 4),
      ...stripedImages(5, 30, 1, 5),
      plainImage(90, 4, 50),
    ],
  },
};

const wide = (row: number): TabularRow =>
  Object.fromEntries(Array.from({ length: 300 }, (_, column) => [`c${column}`, ((row + column) * 37) % 101]));

const rows: ContractPools<TabularRow> = {
  pool: groupedRows(60, 1),
  unseen: [...groupedRows(3, 2), {}, { age: "none", colour: "purple", weight: 1e300 }, { other: 1 }],
  oddPools: {
    "one row": [{ a: 1, b: "x" }],
    "rows without columns": [{}, {}],
    "the same row many times": Array.from({ length: 30 }, () => ({ a: 1, b: "x" })),
    "missing values only": [{ a: null }, { a: "" }, { a: Number.NaN }],
    "columns that names of objects' members head": [
      { constructor: "x", toString: 1 },
      { constructor: "y", toString: 2 },
    ],
    "300 columns": Array.from({ length: 40 }, (_, row) => wide(row)),
  },
};

for (const encoder of encoders.text) describeEncoder(encoder, texts);
for (const encoder of encoders.image) describeEncoder(encoder, images);
for (const encoder of encoders.tabular) describeEncoder(encoder, rows);
