/** One field of a kind: the part of OpenAPI that CRDs use, in the shape that scripts/generate-schema.mjs writes. */
export type FieldSchema = {
  readonly type?: 'object' | 'array' | 'string' | 'integer' | 'number' | 'boolean';
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, FieldSchema>>;
  readonly additionalProperties?: FieldSchema;
  readonly items?: FieldSchema;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minProperties?: number;
  readonly maxProperties?: number;
  readonly pattern?: string;
  readonly nullable?: boolean;
  readonly default?: unknown;
  /** A number or a string. */
  readonly intOrString?: boolean;
  /** Fields beyond `properties` are kept. */
  readonly open?: boolean;
  readonly set?: boolean;
  readonly listMapKeys?: readonly string[];
  /** Groups of fields of which at most one may stand. */
  readonly atMostOneOf?: readonly (readonly string[])[];
  /** CEL expressions, as written in the CRD. */
  readonly rules?: readonly string[];
};
