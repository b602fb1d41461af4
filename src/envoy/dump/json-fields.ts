/** A JSON object as a dump holds it: nothing of it is sure. */
export type Json = Readonly<Record<string, unknown>>;

/** protobuf JSON with its names in lowerCamelCase; dumps print them as in the .proto files. Names of filters stay as they are. */
export function camelCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(camelCased);
  if (!isJson(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([written, inner]) => {
      const name = camelName(written);
      return [name, name.endsWith('erFilterConfig') ? camelCasedValues(inner) : camelCased(inner)];
    }),
  );
}

/** A map whose keys are names of filters. */
function camelCasedValues(value: unknown): unknown {
  return Object.fromEntries(Object.entries(json(value)).map(([name, inner]) => [name, camelCased(inner)]));
}

function camelName(name: string): string {
  return /^[a-z][a-z0-9_]*$/.test(name)
    ? name.replace(/_([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
    : name;
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The object, or an empty one for anything else. */
export function json(value: unknown): Json {
  return isJson(value) ? value : {};
}

/** The object, or undefined for anything else. */
export function optionalJson(value: unknown): Json | undefined {
  return isJson(value) ? value : undefined;
}

/** The objects of a list; what is none is passed over. */
export function jsonList(value: unknown): readonly Json[] {
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** The texts of a list. */
export function textList(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item): item is string => typeof item === 'string') : [];
}

/** A text, or undefined for anything else. */
export function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** A number; protobuf JSON writes those of 64 bits as text. */
export function number(value: unknown): number | undefined {
  const read = typeof value === 'string' && value !== '' ? Number(value) : value;
  return typeof read === 'number' && Number.isFinite(read) ? read : undefined;
}

/** A boolean, or undefined for anything else. */
export function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

/** The words of an enum that are known here. */
export function oneOf<const Word extends string>(value: unknown, words: readonly Word[]): Word | undefined {
  return words.find((word) => word === value);
}

/** The fields that are there: an undefined one is left out. */
export function given<Fields extends object>(fields: Fields): Fields {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Fields;
}

/** The configuration of a filter: `typedConfig`, in older dumps `config`; a TypedStruct is unwrapped. */
export function filterConfig(filter: Json): Json {
  const config = json(filter['typedConfig'] ?? filter['config']);
  return optionalJson(config['value']) && text(config['typeUrl']) !== undefined ? json(config['value']) : config;
}
