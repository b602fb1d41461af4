/**
 * One CEL rule of a CRD, written by hand: what it demands in a sentence, and whether a value meets it. The value has its defaults and is of the type
 * that the schema warrants at the rule's place, which is what `holds` takes.
 */
export type CelRule = { readonly message: string; readonly holds: (self: never) => boolean };

/** A row of a table of rules: the rule's text as it stands in the schema, and the rule. */
export function celRule(text: string, message: string, holds: CelRule['holds']): [string, CelRule] {
  return [text, { message, holds }];
}
