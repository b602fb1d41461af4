import type { IstioConfig } from '../istio/config.ts';
import { isInside, sourceInside, type Source } from '../istio/source.ts';
import type { Destination } from '../istio/virtual-service.ts';
import { rowFormOf, type Row } from './row-form.ts';
import {
  allRuleKinds,
  objectsOf,
  ruleKinds,
  rulesOf,
  type RuleKind,
  type RuleObject,
  type RuleSpec,
} from './rule-kind.ts';

/** A destination of a rule; of a backend the host is in full. `weight` null: none is written. */
export type WrittenDestination = Destination & { readonly weight: number | null };

/** A rule as it takes effect: whose, of which kind, and where it sends. */
export type WrittenRule = {
  readonly kind: RuleKind;
  readonly object: RuleObject;
  readonly rule: RuleSpec;
  readonly index: number;
  readonly destinations: readonly WrittenDestination[];
};

/** The destinations of a rule of a kind; `namespace` is that of its object. */
export function writtenDestinations(kind: RuleKind, rule: RuleSpec, namespace: string): readonly WrittenDestination[] {
  const form = rowFormOf(kind);
  const rows: readonly (Row & { readonly weight?: number })[] = rule[ruleKinds[kind].destinations] ?? [];
  return rows.flatMap((row) => {
    const destination = form.destinationOf(row, namespace);
    return destination ? Object.assign({ weight: row.weight ?? null }, destination) : [];
  });
}

/** Every rule of the configuration that a plan could be about, with its place. */
export function writtenRules(config: IstioConfig): readonly (WrittenRule & { readonly source: Source })[] {
  return allRuleKinds.flatMap((kind) =>
    objectsOf(config, kind).flatMap((object) =>
      rulesOf(object, kind).map((rule, index) => ({
        kind,
        object,
        rule,
        index,
        destinations: writtenDestinations(kind, rule, object.metadata.namespace),
        source: sourceInside(object.source, 'spec', ruleKinds[kind].list, index),
      })),
    ),
  );
}

/** The rule that stands at a place of the text or around it; null where none does. */
export function ruleAround(config: IstioConfig, place: Source): (WrittenRule & { readonly source: Source }) | null {
  return writtenRules(config).find(({ source }) => isInside(place, source)) ?? null;
}
