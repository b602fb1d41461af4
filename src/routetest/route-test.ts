import type { Caller } from '../istio/caller.ts';
import type { Source } from '../istio/source.ts';
import type { TestRequest } from '../istio/test-request.ts';

/** What a test compares; an absent field is not compared (design §3, conformance/README). */
export type Expectation = {
  readonly destinations?: readonly {
    readonly host: string;
    readonly port?: number;
    readonly subset?: string;
    readonly weight?: number;
  }[];
  readonly route?: string;
  readonly virtualHost?: string;
  readonly status?: number;
  readonly flags?: readonly string[];
  readonly details?: string;
  readonly connection?: 'reset' | 'refused';
  readonly fault?: {
    readonly delay?: { readonly percent: number; readonly fixedDelay: string };
    readonly abort?: { readonly percent: number; readonly httpStatus?: number; readonly grpcStatus?: string | number };
  };
  readonly upstream?: {
    readonly path?: string;
    readonly authority?: string;
    readonly method?: string;
    readonly headers?: Readonly<Record<string, string>>;
    readonly absentHeaders?: readonly string[];
  };
  readonly response?: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly absentHeaders?: readonly string[];
  };
  readonly mirrors?: readonly {
    readonly host: string;
    readonly port?: number;
    readonly subset?: string;
    readonly percent?: number;
  }[];
  /** Fields of the http rule that wins, as they are written in its VirtualService: `timeout: 5s`. */
  readonly rule?: Readonly<Record<string, unknown>>;
  /** What must not come true: not one of the fields that it names. */
  readonly not?: Omit<Expectation, 'not'>;
};

export type RouteTest = {
  readonly name: string;
  readonly why: string | null;
  readonly from: Caller;
  readonly request: TestRequest;
  readonly expect: Expectation;
  readonly source: Source;
};

/** A RoutingTest document, read. `refused` names documents that take no effect ("Kind/namespace/name"), as the measured cases do. */
export type RoutingTest = {
  readonly name: string;
  readonly refused: readonly string[];
  readonly tests: readonly RouteTest[];
  readonly problems: readonly { readonly message: string; readonly source: Source }[];
};
