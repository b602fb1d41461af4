/** A place in a YAML document: mapping keys (as written) and sequence indices, from the root. */
export type YamlPath = readonly (string | number)[];
