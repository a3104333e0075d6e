import type { Endpoint } from "@/app/_server/endpoint";
import { agreementEndpoints } from "./agreement";
import { annotationEndpoints } from "./annotations";
import { benchEndpoints } from "./bench";
import { deletedProjectEndpoints } from "./deleted-projects";
import { eventEndpoints } from "./events";
import { exportEndpoints } from "./exports";
import { findEndpoints } from "./find";
import { gridEndpoints } from "./grid";
import { importEndpoints } from "./imports";
import { labelClassEndpoints } from "./label-classes";
import { leaseEndpoints } from "./leases";
import { ledgerEndpoints } from "./ledger";
import { mapEndpoints } from "./map";
import { ownWorkEndpoints } from "./own-work";
import { panelEndpoints } from "./panel";
import { progressEndpoints } from "./progress";
import { projectEndpoints } from "./projects";
import { queueEndpoints } from "./queue";
import { requestedSampleEndpoints } from "./requested-samples";
import { roundEndpoints } from "./rounds";
import { sampleEndpoints } from "./samples";
import { settingsEndpoints } from "./settings";
import { simulationEndpoints } from "./simulations";
import { teamEndpoints } from "./team";
import { trendEndpoints } from "./trends";

/** Every endpoint of the API: a noun a file, one line here. */
export const endpoints: readonly Endpoint[] = [
  ...agreementEndpoints,
  ...annotationEndpoints,
  ...benchEndpoints,
  ...deletedProjectEndpoints,
  ...eventEndpoints,
  ...exportEndpoints,
  ...findEndpoints,
  ...gridEndpoints,
  ...importEndpoints,
  ...mapEndpoints,
  ...ownWorkEndpoints,
  ...panelEndpoints,
  ...projectEndpoints,
  ...progressEndpoints,
  ...queueEndpoints,
  ...requestedSampleEndpoints,
  ...roundEndpoints,
  ...labelClassEndpoints,
  ...leaseEndpoints,
  ...ledgerEndpoints,
  ...sampleEndpoints,
  ...settingsEndpoints,
  ...simulationEndpoints,
  ...teamEndpoints,
  ...trendEndpoints,
];
