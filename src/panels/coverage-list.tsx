import { useDeferredValue, useMemo } from 'react';
import { sourceKey } from '../istio/source.ts';
import type { Coverage } from '../routetest/coverage.ts';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { testedOf } from '../workspace/tested-places.ts';
import panel from './panel.module.css';
import { SourceLink } from './source-link.tsx';
import styles from './tests-panel.module.css';

/** Longer lists say how many more there are. */
const MOST = 200;

/** How many rules and match entries the tests reach, and those that none does. */
export function CoverageList() {
  const tests = useDeferredValue(useWorkspace((state) => state.tests));
  const decoded = useWorkspace((state) => state.decoded);
  const { coverage } = useMemo(() => testedOf({ tests, decoded }), [tests, decoded]);
  if (coverage.length === 0) return null;
  const unreached = coverage.filter(({ reachedBy }) => reachedBy.length === 0);
  const reached = coverage.length - unreached.length;
  return (
    <section className={panel.section} aria-label="Coverage">
      <h2>
        Coverage: {reached} of {coverage.length} rules and match entries
      </h2>
      <div className={styles.bar}>
        <span style={{ width: `${(100 * reached) / coverage.length}%` }} />
      </div>
      {unreached.length === 0 ? (
        <p className={panel.good}>Every one is reached by a test.</p>
      ) : (
        <>
          <p className={panel.quiet}>No test reaches these:</p>
          <ul className={styles.unreached}>
            {unreached.slice(0, MOST).map((entry) => (
              <li key={sourceKey(entry.source)}>
                <SourceLink source={entry.source}>{entryName(entry)}</SourceLink>
              </li>
            ))}
          </ul>
        </>
      )}
      {unreached.length > MOST && <p className={panel.quiet}>and {unreached.length - MOST} more</p>}
    </section>
  );
}

/** `cart rule 2 “beta”, match 1`. */
function entryName({ object, list, rule, name, match }: Coverage): string {
  const kind = list === 'http' || list === 'rules' ? '' : ` ${list}`;
  const entry = match === null ? '' : `, match ${match + 1}`;
  return `${object.metadata.name}${kind} rule ${rule + 1}${name === null ? '' : ` “${name}”`}${entry}`;
}
