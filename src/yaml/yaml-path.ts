/** A place in a YAML document: the names that mapping keys have in JSON (`yes:` is `true`) and sequence indices, from the root. */
export type YamlPath = readonly (string | number)[];

/** Whether `path` leads to `place`, or through it. */
export function leadsTo(path: YamlPath, place: YamlPath): boolean {
  return place.every((step, index) => path[index] === step);
}
