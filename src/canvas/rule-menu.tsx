import {
  ArrowDown,
  ArrowUp,
  CopyPlus,
  Ellipsis,
  FileText,
  GitBranchPlus,
  ListPlus,
  Route,
  Rows3,
  Trash2,
} from 'lucide-react';
import { useState, type ReactNode } from 'react';
import type { RoutingEdit } from '../edits/routing-edit.ts';
import type { RuleCard } from '../graph/graph.ts';
import { keyLabel } from '../ui/action.ts';
import { Popover } from '../ui/popover.tsx';
import { useWorkspaceApi } from '../ui/use-workspace.tsx';
import { startCanary } from '../workspace/start-canary.ts';
import { useCanvasActions } from './canvas-actions.ts';
import { ConditionForm } from './condition-form.tsx';
import { DestinationForm } from './destination-form.tsx';
import { RuleAtForm } from './rule-form.tsx';
import card from './card.module.css';
import styles from './form.module.css';

/** What can be done with a rule. */
export function RuleMenu({ rule }: { rule: RuleCard }) {
  return (
    <Popover
      label={`Rule ${rule.order ?? ''} ${rule.title}`}
      trigger={
        <button
          type="button"
          className={`${card.tool} nopan`}
          aria-label={`Change rule ${rule.order ?? ''} ${rule.title}`}
          title="Change this rule (Enter)"
          data-edit
          tabIndex={-1}
          onClick={(event) => event.stopPropagation()}
        >
          <Ellipsis size={15} aria-hidden />
        </button>
      }
    >
      {(close) => <Content rule={rule} onDone={close} />}
    </Popover>
  );
}

type View = 'menu' | 'match' | 'destination' | 'before' | 'after';

function Content({ rule, onDone }: { rule: RuleCard; onDone: () => void }) {
  const [view, setView] = useState<View>('menu');
  const workspace = useWorkspaceApi();
  const { reveal } = useCanvasActions();
  const { source, owner, order } = rule;
  if (!source || !owner || order === null) return null;
  const run = (edit: RoutingEdit) => {
    onDone();
    workspace.dispatch(edit);
  };
  switch (view) {
    case 'match':
      return <ConditionForm target={{ rule: source, entries: rule.rows.length }} onDone={onDone} />;
    case 'destination':
      return <DestinationForm rule={rule} onDone={onDone} />;
    case 'before':
      return <RuleAtForm beside={rule} index={order - 1} onDone={onDone} />;
    case 'after':
      return <RuleAtForm beside={rule} index={order} onDone={onDone} />;
    case 'menu':
      return (
        <div className={styles.menu}>
          {rule.protocol === 'http' && owner.kind === 'VirtualService' && (
            <>
              <Item icon={<ListPlus size={14} />} onSelect={() => setView('match')}>
                {rule.rows.length > 0 ? 'Or: add a match entry' : 'Add a condition'}
              </Item>
              <Item icon={<GitBranchPlus size={14} />} onSelect={() => setView('destination')}>
                Add a destination
              </Item>
              <Item icon={<Rows3 size={14} />} onSelect={() => setView('before')}>
                Add a rule before
              </Item>
              <Item icon={<Rows3 size={14} />} onSelect={() => setView('after')}>
                Add a rule after
              </Item>
              <hr className={styles.rule} />
              <Item
                icon={<ArrowUp size={14} />}
                keys="Alt+ArrowUp"
                disabled={order === 1}
                onSelect={() => run({ type: 'moveRule', rule: source, to: order - 2 })}
              >
                Move up
              </Item>
              <Item
                icon={<ArrowDown size={14} />}
                keys="Alt+ArrowDown"
                disabled={order === owner.rules}
                onSelect={() => run({ type: 'moveRule', rule: source, to: order })}
              >
                Move down
              </Item>
              <Item icon={<CopyPlus size={14} />} onSelect={() => run({ type: 'duplicateRule', rule: source })}>
                Duplicate
              </Item>
            </>
          )}
          {rule.weights.length > 0 && (
            <Item
              icon={<Route size={14} />}
              onSelect={() => {
                onDone();
                startCanary(workspace, source);
              }}
            >
              Plan a canary
            </Item>
          )}
          <Item
            icon={<FileText size={14} />}
            onSelect={() => {
              onDone();
              reveal(rule, source);
            }}
          >
            Show in the text
          </Item>
          <hr className={styles.rule} />
          <Item
            icon={<Trash2 size={14} />}
            keys="Delete"
            tone="danger"
            onSelect={() => run({ type: 'removeRule', rule: source })}
          >
            Delete
          </Item>
        </div>
      );
  }
}

function Item({
  icon,
  keys,
  tone,
  disabled,
  onSelect,
  children,
}: {
  icon: ReactNode;
  keys?: string;
  tone?: 'danger';
  disabled?: boolean;
  onSelect: () => void;
  children: ReactNode;
}) {
  return (
    <button type="button" className={styles.item} data-tone={tone} disabled={disabled} onClick={onSelect}>
      {icon}
      <span>{children}</span>
      {keys && <kbd>{keyLabel(keys)}</kbd>}
    </button>
  );
}
