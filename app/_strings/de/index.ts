import type { Catalogue } from "../catalogue";
import account from "./account.json";
import bench from "./bench.json";
import common from "./common.json";
import data from "./data.json";
import errors from "./errors.json";
import find from "./find.json";
import grid from "./grid.json";
import panel from "./panel.json";
import projects from "./projects.json";
import settings from "./settings.json";
import team from "./team.json";
import work from "./work.json";

export const de: Catalogue = {
  account,
  bench,
  common,
  data,
  errors,
  find,
  grid,
  panel,
  projects,
  settings,
  team,
  work,
};
