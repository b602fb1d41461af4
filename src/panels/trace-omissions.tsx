import { useMemo } from 'react';
import { sourceKey, type Source } from '../istio/source.ts';
import type { Omission } from '../pilot/generate.ts';
import { objectIndex, relevantOmissions, type ObjectOf } from '../routetest/relevant-omissions.ts';
import { useWorkspace } from '../ui/use-workspace.tsx';
import type { Verdict } from '../workspace/workspace.ts';
import panel from './panel.module.css';
import { SourceLink } from './source-link.tsx';
import styles from './trace-panel.module.css';

/** What this caller never gets, and why: first what speaks of the asked host, all else folded away. */
export function OmissionsStage({ verdict, authority }: { verdict: Verdict; authority: string }) {
  return verdict.generated.omissions.length > 0 && <Omissions verdict={verdict} authority={authority} />;
}

function Omissions({ verdict: { trace, generated }, authority }: { verdict: Verdict; authority: string }) {
  const config = useWorkspace((state) => state.decoded.config);
  const objectOf = useMemo(() => objectIndex(config), [config]);
  const { omissions } = generated;
  const { rules, destinationRules, others } = useMemo(
    () => relevantOmissions(omissions, trace, authority, objectOf),
    [omissions, trace, authority, objectOf],
  );
  const nameOf = useMemo(() => objectNames(objectOf), [objectOf]);
  return (
    <section className={panel.section} aria-label="Left out for this caller">
      <h2>Left out for this caller</h2>
      {rules.length + destinationRules.length === 0 && (
        <p className={panel.quiet}>Nothing that speaks of this host was left out.</p>
      )}
      <OmissionList omissions={rules} nameOf={nameOf} />
      {destinationRules.length > 0 && <h3 className={styles.subhead}>DestinationRules passed over</h3>}
      <OmissionList omissions={destinationRules} nameOf={nameOf} />
      {others.length > 0 && (
        <details className={styles.others}>
          <summary>{others.length} about other hosts</summary>
          <OmissionList omissions={others} nameOf={nameOf} />
        </details>
      )}
    </section>
  );
}

type NameOf = (source: Source) => string;

/** `VirtualService shop/cart`, by a place inside it. */
function objectNames(objectOf: ObjectOf): NameOf {
  return (source) => {
    const object = objectOf(source);
    return object ? `${object.kind} ${object.metadata.namespace}/${object.metadata.name}` : 'This';
  };
}

/** Longer lists say how many more there are. */
const MOST = 100;

function OmissionList({ omissions, nameOf }: { omissions: readonly Omission[]; nameOf: NameOf }) {
  return (
    <>
      <ul className={styles.omissions}>
        {omissions.slice(0, MOST).map(({ source, reason, message, culprit }) => (
          <li key={`${sourceKey(source)} ${reason} ${message}`}>
            <SourceLink source={source}>{nameOf(source)}</SourceLink>{' '}
            <span className={styles.reason}>{words[reason]}</span>
            <br />
            {message}
            {culprit && (
              <>
                {' '}
                In its way: <SourceLink source={culprit}>{nameOf(culprit)}</SourceLink>.
              </>
            )}
          </li>
        ))}
      </ul>
      {omissions.length > MOST && <p className={panel.quiet}>and {omissions.length - MOST} more</p>}
    </>
  );
}

const words: Readonly<Record<Omission['reason'], string>> = {
  'not-for-this-caller': 'not for this caller',
  'other-gateway': 'other gateways',
  'not-exported': 'not exported here',
  'host-owned-by-other': 'lost the host',
  'after-catch-all': 'behind a catch-all',
  'no-routes-left': 'no rule left',
  'delegate-missing': 'delegate missing',
  'delegate-conflict': 'delegate conflict',
  port: 'other port',
  'not-imported': 'not imported',
  'destination-rule-passed-over': 'passed over',
  'server-conflict': 'server conflict',
  duplicate: 'duplicate',
  invalid: 'has an invalid part',
  protocol: 'protocol',
};
