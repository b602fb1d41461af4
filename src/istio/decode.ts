import type { YamlStream } from '../yaml/stream.ts';
import type { IstioConfig } from './config.ts';
import type { Source } from './source.ts';

/** Something the model could not take as written: an unknown or mistyped field, a kind without a name, an unrendered template. */
export type DecodeProblem = {
  readonly code: string;
  readonly severity: 'error' | 'warning' | 'info';
  readonly message: string;
  readonly source: Source;
  /** Whether `source` means the key or the value. */
  readonly at: 'key' | 'value';
};

/** What became of one document (or one item of a List). */
export type DecodedObject = {
  readonly source: Source;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** Sentences of admission: not empty means that the object never takes effect (design §3). */
  readonly refusedBy: readonly DecodeProblem[];
  readonly modelled: boolean;
};

export type Decoded = {
  readonly config: IstioConfig;
  readonly objects: readonly DecodedObject[];
  readonly problems: readonly DecodeProblem[];
};

/** Decodes a stream, tolerantly; objects that admission refuses are left out of `config`. Results of unchanged documents are taken from a cache. Never throws. */
export declare function decode(stream: YamlStream): Decoded;
