import { ArrowRightLeft } from 'lucide-react';
import { useMemo, useState } from 'react';
import { sourceKey } from '../istio/source.ts';
import type { Converted } from '../rollout/formats/converted.ts';
import { importPlan } from '../rollout/formats/import-plan.ts';
import type { RolloutPlan } from '../rollout/rollout-plan.ts';
import { Dialog } from '../ui/dialog.tsx';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { planKey } from '../workspace/scrub.ts';
import panel from './panel.module.css';
import { LostList } from './lost-list.tsx';
import styles from './rollout-panel.module.css';

/** Makes plans of the Rollouts of Argo and the Canaries of Flagger in the text that have none yet, and says what did not come along. */
export function RolloutImport({ plans }: { plans: readonly RolloutPlan[] }) {
  const workspace = useWorkspaceApi();
  const others = useWorkspace((state) => state.written.decoded.config.others);
  const [lost, setLost] = useState<readonly string[]>([]);
  const found = useMemo(() => {
    const taken = new Set(plans.map(planKey));
    return others.flatMap((object) => {
      const converted = taken.has(planKey(object.metadata)) ? null : importPlan(object);
      return converted ? [{ object, converted }] : [];
    });
  }, [others, plans]);
  const take = ({ value, lost: missing }: Converted) => {
    if (workspace.dispatch({ type: 'addDocument', value }) === null) setLost(missing);
  };
  return (
    <>
      {found.length > 0 && (
        <p className={styles.tools}>
          {found.map(({ object, converted }) => (
            <button
              key={sourceKey(object.source)}
              type="button"
              className={panel.button}
              onClick={() => take(converted)}
            >
              <ArrowRightLeft size={13} aria-hidden /> Make a plan of {object.kind} {object.metadata.name}
            </button>
          ))}
        </p>
      )}
      {lost.length > 0 && (
        <Dialog title="The plan is made" isOpen onClose={() => setLost([])}>
          <LostList lost={lost} title="What a plan cannot say" />
        </Dialog>
      )}
    </>
  );
}
