import { byCovariance } from "./by-covariance";

/** V-optimality: takes most off the total variance of the other samples. */
export const graphVariance = byCovariance(
  "graph-variance",
  "Ji & Han 2012, A variance minimization criterion to active learning on graphs",
  ({ squares }, variance) => squares / variance,
);
