import { Route } from 'lucide-react';
import { sourceKey } from '../istio/source.ts';
import { ruleTitle } from '../rollout/rule-words.ts';
import { writtenRules } from '../rollout/written-rule.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { newPlan, startCanary } from '../workspace/start-canary.ts';
import panel from './panel.module.css';
import styles from './rollout-panel.module.css';

/** Before there is a plan: what one is, and the rules that one can be made for. */
export function RolloutStart() {
  const workspace = useWorkspaceApi();
  const config = useWorkspace((state) => state.decoded.config);
  const starts = writtenRules(config)
    .filter((rule) => newPlan(config, rule) !== null)
    .map(({ kind, object, rule, index, source }) => ({
      rule: source,
      title: ruleTitle({ kind, name: object.metadata.name, which: rule.name ?? index }),
    }));
  return (
    <div className={styles.start}>
      <p>
        A canary plan is a sequence: a few testers, then 1 %, 5 %, and on. Move along it and everything on screen shows
        that step; the text changes only when you say so.
      </p>
      {starts.length === 0 ? (
        <p className={panel.quiet}>
          A plan needs a rule with two destinations, such as subsets v1 and v2 of a host, or two Services.
        </p>
      ) : (
        <ul className={styles.starts} aria-label="Plan a canary">
          {starts.slice(0, 12).map(({ rule, title }) => (
            <li key={sourceKey(rule)}>
              <button type="button" className={panel.button} onClick={() => startCanary(workspace, rule)}>
                <Route size={13} aria-hidden /> Plan a canary of {title}
              </button>
            </li>
          ))}
        </ul>
      )}
      <p className={panel.quiet}>
        A Rollout of Argo Rollouts or a Canary of Flagger that is pasted can become one, too.
      </p>
    </div>
  );
}
