import { Route } from 'lucide-react';
import { planCanary } from '../rollout/plan-canary.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import panel from './panel.module.css';
import styles from './rollout-panel.module.css';

/** Before there is a plan: what one is, and the rules that one can be made for. */
export function RolloutStart() {
  const workspace = useWorkspaceApi();
  const config = useWorkspace((state) => state.decoded.config);
  const starts = config.virtualServices.flatMap((virtualService) =>
    (virtualService.spec.http ?? []).flatMap((rule, index) => {
      const value = planCanary(virtualService, index);
      const { name } = virtualService.metadata;
      const { document } = virtualService.source;
      return value
        ? [{ key: `${document} ${index}`, value, name: `${name} · ${rule.name ?? `rule ${index + 1}`}` }]
        : [];
    }),
  );
  return (
    <div className={panel.panel}>
      <div className={styles.start}>
        <p>
          A canary plan is a sequence: a few testers, then 1 %, 5 %, and on. Move along it and everything on screen
          shows that step; the text changes only when you say so.
        </p>
        {starts.length === 0 ? (
          <p className={panel.quiet}>A plan needs a rule with two destinations, such as subsets v1 and v2 of a host.</p>
        ) : (
          <ul className={styles.starts} aria-label="Plan a canary">
            {starts.slice(0, 12).map(({ key, value, name }) => (
              <li key={key}>
                <button
                  type="button"
                  className={panel.button}
                  onClick={() => workspace.dispatch({ type: 'addDocument', value })}
                >
                  <Route size={13} aria-hidden /> Plan a canary of {name}
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
