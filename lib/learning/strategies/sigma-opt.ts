import { byCovariance } from "./by-covariance";

/** Σ-optimality: takes most off the variance of the sum over the other samples, so of the classes' shares. */
export const sigmaOpt = byCovariance(
  "sigma-opt",
  "Ma, Garnett & Schneider 2013, Σ-optimality for active learning on Gaussian random fields",
  ({ sum }, variance) => sum ** 2 / variance,
);
