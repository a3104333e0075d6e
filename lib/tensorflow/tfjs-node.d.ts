/** An optional peer: this describes it whether or not it is installed. Its exports include all of the core's. */
declare module "@tensorflow/tfjs-node" {
  export * from "@tensorflow/tfjs-core";
}
