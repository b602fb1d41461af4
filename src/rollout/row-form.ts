import { backendHost } from '../istio/gateway-api-reference.ts';
import { isObject } from '../istio/sanitize.ts';
import type { Destination } from '../istio/virtual-service.ts';
import { backendRefTo, backendWords } from './backend-host.ts';
import { ruleKinds, type RuleKind } from './rule-kind.ts';

/** A destination of a rule as it is written, with everything that is its own. */
export type Row = Readonly<Record<string, unknown>>;

/** How the rows of a rule say where they lead and how much they get. `namespace` is that of the rule's object. */
export type RowForm = {
  /** Where a row leads, as far as it can be read. */
  readonly destinationOf: (row: Row, namespace: string) => Destination | null;
  /** A new row, without a weight. */
  readonly rowTo: (destination: Destination, namespace: string) => Row;
  /** What each row gets, in proportion. */
  readonly parts: (rows: readonly Row[]) => readonly number[];
  /** A destination in a few words. */
  readonly words: (destination: Destination, namespace: string) => string;
};

/** `route` of a VirtualService: a lone destination gets everything whatever its weight; of several, one without a weight gets nothing (R4.9). */
const route: RowForm = {
  destinationOf: ({ destination }) => {
    if (!isObject(destination) || typeof destination['host'] !== 'string') return null;
    const { host, subset, port } = destination;
    return {
      host,
      ...(typeof subset === 'string' ? { subset } : {}),
      ...(isObject(port) ? portOf(port['number']) : {}),
    };
  },
  rowTo: (destination) => ({ destination }),
  parts: (rows) => (rows.length === 1 ? [1] : rows.map(({ weight = 0 }) => Number(weight))),
  words: ({ host, subset }) => (subset === undefined ? host : `${host} ${subset}`),
};

/** `backendRefs` of the Gateway API: a weight that is not there is 1, and a backend of weight 0 gets nothing, even alone (R11.5). Hosts are in full. */
const backendRefs: RowForm = {
  destinationOf: (row, namespace) => {
    const { name, port } = row;
    const host = typeof name === 'string' ? backendHost({ ...row, name }, namespace) : null;
    return host === null ? null : { host, ...portOf(port) };
  },
  rowTo: ({ host, port }, namespace) => ({ ...backendRefTo(host, namespace), ...(port ? { port: port.number } : {}) }),
  parts: (rows) => rows.map(({ weight = 1 }) => Number(weight)),
  words: ({ host }, namespace) => backendWords(host, namespace),
};

const forms = { route, backendRefs } as const;

/** The form of the rows of a kind of rules. */
export function rowFormOf(kind: RuleKind): RowForm {
  return forms[ruleKinds[kind].destinations];
}

function portOf(number: unknown): Pick<Destination, 'port'> {
  return typeof number === 'number' ? { port: { number } } : {};
}
