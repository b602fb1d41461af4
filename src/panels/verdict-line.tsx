import { Check, CircleAlert, CornerDownRight, LogOut, Split } from 'lucide-react';
import { Popover } from '../ui/popover.tsx';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import type { Basis } from '../routetest/basis.ts';
import { AssumeSwitch } from './assume-switch.tsx';
import { measuredVersion } from '../pilot/versions.ts';
import { VersionSelect } from './version-select.tsx';
import { ruleOf, verdictWords, type VerdictTone } from '../routetest/verdict-words.ts';
import styles from './verdict-line.module.css';

const icons = {
  reaches: Check,
  partly: Split,
  leaves: LogOut,
  answered: CornerDownRight,
  fails: CircleAlert,
} as const;
const signs: Readonly<Record<VerdictTone, string>> = {
  reaches: 'Reaches',
  partly: 'Partly reaches',
  leaves: 'Leaves the mesh',
  answered: 'Answered here',
  fails: 'Fails',
};

/** One line that answers the request bar, and what the answer rests on. */
export function VerdictLine() {
  const trace = useWorkspace((state) => state.verdict?.trace);
  const basis = useWorkspace((state) => state.verdict?.basis);
  const workspace = useWorkspaceApi();
  if (!trace || !basis) {
    return (
      <p className={styles.line} role="status">
        <span className={styles.quiet}>
          Ask above where a request goes: a URL such as http://reviews:9080/ is enough.
        </span>
      </p>
    );
  }
  const words = verdictWords(trace);
  const Icon = icons[words.tone];
  const rule = ruleOf(trace.route?.source);
  return (
    <p className={styles.line} data-tone={words.tone} role="status" aria-label="Verdict">
      <span className={styles.sign} title={signs[words.tone]}>
        <Icon size={14} aria-hidden />
        <span className={styles.hidden}>{signs[words.tone]}: </span>
      </span>
      <strong className={styles.headline}>{words.headline}</strong>
      {words.via && (
        <span className={styles.via}>
          via{' '}
          {rule ? (
            <button type="button" className={styles.link} onClick={() => workspace.selectSource(rule.source, 'panel')}>
              {words.via}
            </button>
          ) : (
            words.via
          )}
        </span>
      )}
      <span className={styles.facts}>{words.facts.join(' · ')}</span>
      <BasisNote basis={basis} />
    </p>
  );
}

const kinds = {
  dump: 'Loaded dump',
  assumption: 'Assumption',
  'not-modelled': 'Not modelled',
  outside: 'Not known',
  refused: 'Refused',
  exact: 'Exact',
} as const;

function BasisNote({ basis }: { basis: readonly Basis[] }) {
  const workspace = useWorkspaceApi();
  const version = useWorkspace((state) => state.version);
  const open = basis.filter((item) => item.kind !== 'exact');
  const count = (kind: Basis['kind']) => open.filter((item) => item.kind === kind).length;
  const isDump = count('dump') > 0;
  const label = [
    isDump && 'rests on the loaded dump',
    !isDump && version !== measuredVersion && `as Istio ${version}`,
    count('refused') > 0 && `without ${count('refused')} refused`,
    count('outside') > 0 && 'answer not known',
    count('assumption') > 0 && `assumes ${count('assumption')}`,
    count('not-modelled') > 0 && `not modelled ${count('not-modelled')}`,
  ]
    .filter(Boolean)
    .join(' · ');
  return (
    <Popover
      label="What the verdict rests on"
      trigger={
        <button type="button" className={styles.basis} data-open={label !== ''}>
          {label || 'exact'}
        </button>
      }
    >
      <div className={styles.basisList}>
        {open.length === 0 && (
          <p>Every object that this answer rests on is declared in the workspace and modelled in full.</p>
        )}
        {open.map((item) => (
          <p key={item.message}>
            <b>{kinds[item.kind]}.</b> {item.message}{' '}
            {item.source && (
              <button
                type="button"
                className={styles.link}
                onClick={() => item.source && workspace.selectSource(item.source, 'panel')}
              >
                Show
              </button>
            )}
          </p>
        ))}
        {!isDump && <AssumeSwitch />}
        {!isDump && <VersionSelect />}
      </div>
    </Popover>
  );
}
