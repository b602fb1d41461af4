const answers = ['redirect', 'directResponse', 'delegate'] as const;

/** The field by which a rule, as written, sends nothing to destinations of its own; null where it has none. */
export function ownAnswer(rule: Readonly<Record<string, unknown>>): (typeof answers)[number] | null {
  return answers.find((field) => rule[field] !== undefined && rule[field] !== null) ?? null;
}
