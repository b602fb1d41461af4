/**
 * What a field is for, in one sentence of our own: the sentence alone, or with the fields inside. `entries` are those of each value of a mapping whose
 * keys a person chooses.
 */
export type FieldDoc =
  | string
  | { readonly doc: string; readonly fields: FieldDocs }
  | { readonly doc: string; readonly entries: FieldDocs };

/** The fields of one of Istio's messages by name. */
export type FieldDocs = Readonly<Record<string, FieldDoc>>;
