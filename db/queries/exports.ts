import { type SQL, sql } from "drizzle-orm";
import type { Db } from "../client";
import { readInSnapshot } from "./read-in-snapshot";

/**
 * What every exported line says of a sample, a label and the annotation behind it. Names are those an import
 * understands: `text`, `label`, `id` and `group` come back as they were.
 */
const columns = [
  ["sampleId", sql`s.id::float8`],
  ["id", sql`p.external_id`],
  ["text", sql`p.text`],
  ["image", sql`p.image_blob`],
  ["imageType", sql`p.image_type`],
  ["group", sql`p.group_key`],
  ["metadata", sql`p.metadata`],
  ["label", sql`c.name`],
  ["labelClassId", sql`a.label_class_id`],
  ["action", sql`a.action`],
  /** Why it was skipped or flagged. */
  ["note", sql`a.note`],
  ["annotator", sql`u.name`],
  ["annotatorId", sql`a.annotator_id`],
  ["createdAt", sql`to_char(a.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`],
  ["seconds", sql`a.seconds`],
  ["slot", sql`a.slot`],
  ["strategy", sql`a.strategy`],
  ["score", sql`a.score`],
  ["propensity", sql`a.propensity`],
  ["modelVersion", sql`v.number`],
  ["source", sql`a.source`],
  ["generation", sql`a.generation`],
  /** `grid`: decided with others at a glance, in bulk. */
  ["screen", sql`a.screen`],
  ["suggestedLabel", sql`case when j.task = 'single' then g.name end`],
  ["suggestedClassId", sql`case when j.task = 'single' then g.id end`],
  ["suggestedProbability", sql`case when j.task = 'single' then a.suggested_probabilities[1] end`],
  /** The same where a sample may have several classes, the surest first. */
  ["suggestedLabels", suggestedSet(sql`k.name`)],
  ["suggestedClassIds", suggestedSet(sql`k.id::text`)],
  ["suggestedProbabilities", sql`case when j.task = 'multi' then a.suggested_probabilities end`],
  /** Other classes than the model's guess, on purpose. */
  ["suggestionPlanted", sql`a.suggestion_planted`],
  ["suggestionShown", sql`a.suggestion_shown`],
] as const;

const ofAnnotations = [
  ...columns,
  ...classSet(sql`a.label_class_ids`),
  ["annotationId", sql`a.id`],
  ["sequence", sql`a.sequence::float8`],
  ["undoes", sql`a.undoes`],
  ["undone", sql`undo.id is not null`],
] as const;

const ofLabels = [
  ...columns.filter(([name]) => name !== "slot"),
  ...classSet(sql`r.label_class_ids`),
  /** Of the sample, not of the annotation: `holdout` when any of its labels was given there. */
  ["slot", sql`r.slot`],
  /** Annotators whose current label is this class, and annotators with any; the same of a set of classes. */
  ["votes", sql`r.votes::int`],
  ["annotators", sql`r.annotators::int`],
] as const;

export type AnnotationColumn = (typeof ofAnnotations)[number][0];
export type LabelColumn = (typeof ofLabels)[number][0];
export const annotationColumns: readonly AnnotationColumn[] = ofAnnotations.map(([name]) => name);
export const labelColumns: readonly LabelColumn[] = ofLabels.map(([name]) => name);

export type ExportedCell =
  | string
  | number
  | boolean
  | null
  | readonly string[]
  | Readonly<Record<string, string>>;

/** Every annotation in the order in which they happened, those taken back included. */
export function readAllAnnotations(db: Db, projectId: string) {
  return readInSnapshot<Record<AnnotationColumn, ExportedCell>>(
    db,
    sql`select ${selected(ofAnnotations)} from annotations a
      left join annotations undo on undo.undoes = a.id
      ${joins} where a.project_id = ${projectId} order by a.sequence`,
  );
}

/** The label of each labeled sample, in the order of the pool, with the newest annotation that says so. */
export function readResolvedLabels(db: Db, projectId: string) {
  return readInSnapshot<Record<LabelColumn, ExportedCell>>(
    db,
    sql`select ${selected(ofLabels)} from labels r
      join annotations a on a.project_id = r.project_id and a.sequence = r.sequence
      ${joins} where r.project_id = ${projectId} order by s.row`,
  );
}

const joins = sql`
  join samples s on s.id = a.sample_id
  join sample_payloads p on p.sample_id = a.sample_id
  join users u on u.id = a.annotator_id
  join projects j on j.id = a.project_id
  left join label_classes c on c.id = a.label_class_id
  left join label_classes g on g.id = a.suggested_class_ids[1]
  left join model_versions v on v.id = a.model_version_id`;

/** The answer where a sample may have several classes, by name and by id, in the order of their keys; null elsewhere. */
function classSet(ids: SQL) {
  const inOrder = (what: SQL) => sql`case when ${ids} is not null then array(
    select ${what} from label_classes k where k.id = any(${ids}) order by k.position) end`;
  return [
    ["labels", inOrder(sql`k.name`)],
    ["labelClassIds", inOrder(sql`k.id::text`)],
  ] as const;
}

function suggestedSet(what: SQL): SQL {
  return sql`case when j.task = 'multi' and a.suggested_class_ids is not null then array(
    select ${what} from unnest(a.suggested_class_ids) with ordinality as of_set (id, place)
    join label_classes k on k.id = of_set.id order by of_set.place) end`;
}

function selected(chosen: readonly (readonly [string, SQL])[]): SQL {
  return sql.join(
    chosen.map(([name, value]) => sql`${value} as ${sql.identifier(name)}`),
    sql`, `,
  );
}
