import { keyLabel, type Action } from '../ui/action.ts';
import { Dialog } from '../ui/dialog.tsx';
import styles from './app.module.css';

/** The sheet of keys, made from the registry. */
export function KeysSheet({
  actions,
  isOpen,
  onClose,
}: {
  actions: readonly Action[];
  isOpen: boolean;
  onClose: () => void;
}) {
  const withKeys = actions.filter(({ keys }) => keys?.length);
  const groups = [...new Set(withKeys.map(({ group }) => group))];
  return (
    <Dialog title="Keys" isOpen={isOpen} onClose={onClose}>
      <div className={styles.keys}>
        {groups.map((group) => (
          <section key={group}>
            <h2>{group}</h2>
            <dl>
              {withKeys
                .filter((action) => action.group === group)
                .map((action) => (
                  <KeyLine key={action.id} action={action} />
                ))}
            </dl>
          </section>
        ))}
      </div>
    </Dialog>
  );
}

function KeyLine({ action }: { action: Action }) {
  return (
    <>
      <dt>{action.label}</dt>
      <dd>
        <kbd>{action.keys?.map(keyLabel).join(' ')}</kbd>
      </dd>
    </>
  );
}
