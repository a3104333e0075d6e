import { afterAll, expect, test } from "vitest";
import { type Change, createChangeFeed } from "@/app/_server/change-feed";
import { type ChangeKind, notify } from "@/lib/jobs/notify";
import { createLog } from "@/lib/log";
import { createTestDatabase } from "../../setup/test-database";

const { db, url } = await createTestDatabase();
const log = createLog("test", "silent");
let clockMs = 0;
const feed = createChangeFeed({ databaseUrl: url, log, now: () => clockMs });
afterAll(() => feed.close());
const later = (ms: number) => {
  clockMs += ms;
};

/** A page that is open: what it heard, and the next change. */
function openPage(projectId: string, ageMs = 60_000) {
  const heard: Change[] = [];
  let wake = () => {};
  const unsubscribe = feed.subscribe(projectId, ageMs, (change) => {
    heard.push(change);
    wake();
  });
  const next = async (act: () => Promise<unknown>) => {
    const told = new Promise<void>((resolve) => {
      wake = resolve;
    });
    await act();
    await told;
  };
  return { heard, unsubscribe, next };
}

/** The feed has heard of the change once a page that was open before has. */
async function change(projectId: string, kind: ChangeKind): Promise<void> {
  const page = openPage(projectId);
  await page.next(() => notify(db, projectId, kind));
  page.unsubscribe();
}

test("the feed reconnects after its database connection was ended, and says that it missed something", async () => {
  const first = openPage("a");
  await first.next(async () => {});
  expect(first.heard).toEqual(["missed"]);
  await first.next(() =>
    db.execute(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'winnow listen' and datname = current_database()`),
  );
  expect(first.heard).toEqual(["missed", "missed"]);
  await first.next(() => notify(db, "a", "import"));
  expect(first.heard).toEqual(["missed", "missed", "import"]);
  first.unsubscribe();
});

test("a page that subscribes hears what changed in its project while it was on its way, and nothing older", async () => {
  later(60_000);
  await change("a", "round");
  later(1_000);
  await change("b", "classes");
  const soon = openPage("a");
  expect(soon.heard).toEqual(["round"]);
  soon.unsubscribe();
  const young = openPage("a", 900);
  expect(young.heard).toEqual([]);
  young.unsubscribe();
  later(9_500);
  const [late, other] = [openPage("a"), openPage("b")];
  expect(late.heard).toEqual([]);
  expect(other.heard).toEqual(["classes"]);
  late.unsubscribe();
  other.unsubscribe();
});

test("a page that subscribes just after the feed connected hears that it may have missed something", async () => {
  later(60_000);
  const open = openPage("a");
  expect(open.heard).toEqual([]);
  await open.next(() =>
    db.execute(`select pg_terminate_backend(pid) from pg_stat_activity
      where application_name = 'winnow listen' and datname = current_database()`),
  );
  later(5_000);
  const [soon, young] = [openPage("b"), openPage("b", 4_000)];
  expect(soon.heard).toEqual(["missed"]);
  expect(young.heard).toEqual([]);
  soon.unsubscribe();
  young.unsubscribe();
  open.unsubscribe();
});
