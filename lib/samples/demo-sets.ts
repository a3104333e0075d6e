import { join } from "node:path";
import type { DemoSet } from "../contracts/demo";
import type { ImportFormat } from "../contracts/projects";
import { NotFoundError } from "../errors";

interface DemoSource {
  /** Below `demo/` in the installed project. */
  readonly file: string;
  readonly format: ImportFormat;
}

const demoSets: readonly (DemoSet & DemoSource)[] = [
  {
    id: "sms-spam",
    name: "SMS spam",
    modality: "text",
    description: "5,159 text messages: spam or not. One in eight is.",
    credit:
      "SMS Spam Collection by Tiago A. Almeida and José María Gómez Hidalgo, UCI Machine Learning Repository, CC BY 4.0",
    file: "sms-spam.csv",
    format: "csv",
  },
  {
    id: "mnist-digits",
    name: "Handwritten digits",
    modality: "image",
    description: "3,000 handwritten digits, 300 of each, 28 × 28 pixels.",
    credit: "MNIST by Yann LeCun, Corinna Cortes and Christopher J. C. Burges, CC BY-SA 3.0",
    file: "mnist-digits.zip",
    format: "zip",
  },
];

/** The sample data that comes with Winnow; its labels are imported as hidden truth. */
export function listDemoSets(): DemoSet[] {
  return demoSets.map(({ file: _, format: __, ...shown }) => shown);
}

/** Where a demo set lies in the installed project, and how it is read. */
export function findDemoSource(
  id: string,
  rootDirectory: string,
): { set: DemoSet; fileName: string; path: string; format: ImportFormat } {
  const found = demoSets.find((set) => set.id === id);
  if (!found) {
    throw new NotFoundError({
      code: "demo_set_not_found",
      what: `There is no sample data called "${id.slice(0, 60)}".`,
      next: `Choose one of: ${demoSets.map((set) => set.id).join(", ")}.`,
    });
  }
  const { file, format, ...set } = found;
  return { set, fileName: file, path: join(rootDirectory, "demo", file), format };
}
