import account from "./account.json";
import agreement from "./agreement.json";
import bench from "./bench.json";
import common from "./common.json";
import costs from "./costs.json";
import data from "./data.json";
import engine from "./engine.json";
import errors from "./errors.json";
import find from "./find.json";
import grid from "./grid.json";
import map from "./map.json";
import panel from "./panel.json";
import projects from "./projects.json";
import quality from "./quality.json";
import queue from "./queue.json";
import settings from "./settings.json";
import simulate from "./simulate.json";
import team from "./team.json";
import trends from "./trends.json";
import work from "./work.json";

/** Every word of the product, a file a screen. ICU messages; other languages have the same keys. */
export const en = {
  account,
  agreement,
  bench,
  common,
  costs,
  data,
  engine,
  errors,
  find,
  grid,
  map,
  panel,
  projects,
  quality,
  queue,
  settings,
  simulate,
  team,
  trends,
  work,
};
