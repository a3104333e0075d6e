/** Characters of a text that lists show. */
export const excerptLength = 300;

/** Path of a sample's image below the API's root. */
export function imageUrlOf(projectId: string, sampleId: string | number): string {
  return `/projects/${projectId}/samples/${sampleId}/image`;
}
