/** Who may import whom: the table of ARCHITECTURE.md in a form that a test can read. */
export interface Layer {
  readonly name: string;
  /** Folders (or single files, without ending) the layer is made of. */
  readonly folders: readonly string[];
  /** Ours that it may import besides itself. */
  readonly ours: readonly string[];
  /** Ours of which it may import types only. */
  readonly oursAsTypes?: readonly string[];
  /** Packages it may import; `node:` is Node's own. Undefined: any but the forbidden. */
  readonly packages?: readonly string[];
  readonly forbiddenPackages?: readonly string[];
}

const foundations = ["lib/coalesce", "lib/errors", "lib/log", "lib/config", "lib/ids"];
const modelRuntimes = ["onnxruntime-node", "@tensorflow/tfjs-core", "@tensorflow/tfjs-node"];
const webFrameworks = ["next", "react", "react-dom"];

const useCaseFolders = [
  "lib/access",
  "lib/datasets",
  "lib/encodings",
  "lib/finding",
  "lib/labeling",
  "lib/measuring",
  "lib/projects",
  "lib/rounds",
  "lib/samples",
  "lib/simulations",
];

/** The first layer with a folder above a file is that file's. */
export const layers: readonly Layer[] = [
  { name: "learning", folders: ["lib/learning"], ours: [], packages: [] },
  { name: "contracts", folders: ["lib/contracts"], ours: [], packages: ["zod"] },
  {
    name: "onnx",
    folders: ["lib/onnx"],
    ours: ["lib/learning", ...foundations],
    packages: ["onnxruntime-node", "node:"],
  },
  {
    name: "tensorflow",
    folders: ["lib/tensorflow"],
    ours: ["lib/learning", ...foundations],
    forbiddenPackages: ["onnxruntime-node", ...webFrameworks],
  },
  {
    name: "storage",
    folders: ["lib/storage"],
    ours: foundations,
    packages: ["node:", "aws4fetch"],
  },
  {
    name: "jobs",
    folders: ["lib/jobs"],
    ours: ["db", "lib/contracts", ...foundations],
    packages: ["zod", "drizzle-orm"],
  },
  {
    name: "use cases",
    folders: useCaseFolders,
    ours: [
      "db",
      "lib/learning",
      "lib/contracts",
      "lib/jobs",
      "lib/storage",
      ...useCaseFolders,
      ...foundations,
    ],
    forbiddenPackages: [...modelRuntimes, ...webFrameworks, "pg", "graphile-worker"],
  },
  {
    name: "benchmark data",
    folders: ["lib/benchmark-data"],
    ours: ["lib/learning", "lib/samples", ...foundations],
    forbiddenPackages: [...modelRuntimes, ...webFrameworks, "pg", "drizzle-orm"],
  },
  { name: "foundations", folders: foundations, ours: foundations, packages: ["node:", "zod", "pino"] },
  {
    name: "database",
    folders: ["db"],
    ours: ["lib/errors"],
    oursAsTypes: ["lib/contracts"],
    packages: ["drizzle-orm", "pg", "graphile-worker", "node:"],
  },
  {
    name: "workers",
    folders: ["workers"],
    ours: ["lib", "db", "package.json"],
    forbiddenPackages: webFrameworks,
  },
  {
    name: "app",
    folders: ["app"],
    ours: ["db", "lib/contracts", "lib/jobs", "lib/storage", ...useCaseFolders, ...foundations],
    oursAsTypes: ["lib/learning"],
    forbiddenPackages: [...modelRuntimes, "pg", "graphile-worker"],
  },
  {
    name: "web process",
    folders: ["bin/supervisor/web"],
    ours: foundations,
    packages: ["next", "sirv", "node:"],
  },
  {
    name: "command",
    folders: ["bin"],
    ours: ["lib", "db", "package.json"],
    forbiddenPackages: webFrameworks,
  },
];

/** What runs in browsers may import, besides packages: nothing that knows the server. */
export const clientMayImport = ["app", "lib/contracts"];

export function isWithin(path: string, folders: readonly string[]): boolean {
  return folders.some((folder) => path === folder || path.startsWith(`${folder}/`));
}

export function layerOf(path: string): Layer | undefined {
  return layers.find((layer) => isWithin(path, layer.folders));
}
