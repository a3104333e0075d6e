import type { Db } from "@/db/client";
import { readClassNames } from "@/db/queries/class-names";
import { type GoldAnswers, readGoldAnswers } from "@/db/queries/gold";
import {
  readDisputed,
  readOpinionsProject,
  readPeople,
  readSaid,
  type Said,
  type SaidAlike,
} from "@/db/queries/opinions";
import { imageUrlOf } from "@/db/queries/sample-excerpt";
import { type Agreement, disagreementsShown, disagreementTextLength } from "../contracts/agreement";
import { agreementOf } from "../learning/agreement/agreement-of";
import { wilsonInterval } from "../learning/evaluation/wilson-interval";
import { answerKey, majorityOf } from "./majority";

const listed = { limit: disagreementsShown, characters: disagreementTextLength };

/** How far people agree on what several of them labeled; null when there is no such project. */
export async function readAgreement(db: Db, projectId: string): Promise<Agreement | null> {
  const [project, said, disputed, people, labelClasses, gold] = await Promise.all([
    readOpinionsProject(db, projectId),
    readSaid(db, projectId),
    readDisputed(db, projectId, listed),
    readPeople(db, projectId),
    readClassNames(db, projectId),
    readGoldAnswers(db, projectId),
  ]);
  if (!project) return null;
  const inOrder = orderBy(
    people.map(({ id }) => id),
    labelClasses.map(({ id }) => id),
  );
  const patterns = said.map((pattern) => {
    const answers = inOrder(pattern);
    return {
      people: answers.map(({ place }) => place),
      answers: answers.map(({ classes }) => classes),
      samples: pattern.samples,
    };
  });
  const agreed = agreementOf(patterns, people.length, labelClasses.length);
  const standing = countStanding(said);
  return {
    task: project.task,
    secondOpinionShare: project.second_opinion_share,
    waiting: project.waiting,
    goldShare: project.gold_share,
    gold: { samples: project.gold_samples, ...sumOf([...gold.values()]) },
    overall: agreed.overall,
    people: people
      .map(({ id, name, recent, earlier }, place) => ({
        number: place + 1,
        name,
        ...agreed.people[place]!,
        settled: standing.settled.get(id) ?? 0,
        upheld: standing.upheld.get(id) ?? 0,
        gold: withInterval(gold.get(id) ?? noAnswers),
        recentSeconds: recent,
        earlierSeconds: earlier,
      }))
      .filter((person) => person.samples > 0 || person.gold.answers > 0 || person.recentSeconds !== null),
    pairs: agreed.pairs.map(({ people: [a, b], ...pair }) => ({ ...pair, numbers: [a + 1, b + 1] })),
    classes: labelClasses
      .map(({ id }, place) => ({ labelClassId: id, ...agreed.classes[place]! }))
      .filter(({ samples }) => samples > 0),
    open: standing.open,
    disagreements: disputed.map(({ sampleId, excerpt, hasImage, ...answers }) => ({
      sampleId,
      excerpt,
      imageUrl: hasImage ? imageUrlOf(projectId, sampleId) : null,
      answers: inOrder(answers).map(({ place, classes }) => ({
        number: place + 1,
        labelClassIds: classes.map((classPlace) => labelClasses[classPlace]!.id),
      })),
    })),
    labelClasses,
  };
}

const noAnswers: GoldAnswers = { answers: 0, right: 0 };

function sumOf(each: readonly GoldAnswers[]): GoldAnswers {
  const add = (sum: GoldAnswers, { answers, right }: GoldAnswers) => {
    return { answers: sum.answers + answers, right: sum.right + right };
  };
  return each.reduce(add, noAnswers);
}

function withInterval({ answers, right }: GoldAnswers) {
  return { answers, right, ...wilsonInterval(right, answers) };
}

/** Answers by the places of people and classes, both ascending. */
function orderBy(people: readonly string[], classes: readonly string[]) {
  const placesIn = (ids: readonly string[]) => new Map(ids.map((id, place) => [id, place]));
  const [personAt, classAt] = [placesIn(people), placesIn(classes)];
  return ({ annotators, answers }: Said) =>
    annotators
      .map((id, i) => ({
        place: personAt.get(id)!,
        classes: answers[i]!.map((classId) => classAt.get(classId)!).toSorted((a, b) => a - b),
      }))
      .toSorted((a, b) => a.place - b.place);
}

/** How many samples are open, and for each person how many of theirs are settled and on how many their answer stands. */
function countStanding(said: readonly SaidAlike[]) {
  const [settled, upheld] = [new Map<string, number>(), new Map<string, number>()];
  let open = 0;
  for (const { annotators, answers, settled: word, samples } of said) {
    const keys = answers.map(answerKey);
    const valid = word === null ? majorityOf(keys) : answerKey(word);
    if (valid === null) open += samples;
    else {
      for (const [i, id] of annotators.entries()) {
        settled.set(id, (settled.get(id) ?? 0) + samples);
        if (keys[i] === valid) upheld.set(id, (upheld.get(id) ?? 0) + samples);
      }
    }
  }
  return { open, settled, upheld };
}
