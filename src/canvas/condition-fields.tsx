import { conditionKinds, ofKind, operatorsOf, shapeOf, type ConditionDraft } from './condition-draft.ts';
import { Select, TextInput } from './form.tsx';
import styles from './form.module.css';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

const operatorWords = { exact: 'is', prefix: 'starts with', regex: 'matches (RE2)', present: 'is there' } as const;

/** What is asked, how, and the value. */
export function ConditionFields({
  draft,
  kinds = conditionKinds,
  onChange,
}: {
  draft: ConditionDraft;
  /** What can be chosen from. */
  kinds?: typeof conditionKinds;
  onChange: (draft: ConditionDraft) => void;
}) {
  const { on, name, operator, value } = draft;
  const shape = shapeOf(on);
  const operators = operatorsOf(on);
  return (
    <>
      <Select
        label="What"
        value={on}
        options={kinds.map((kind) => ({ value: kind.on, label: kind.label }))}
        onChange={(next) => onChange(ofKind(draft, next))}
      />
      {(shape === 'map' || shape === 'labels') && (
        <TextInput
          label={shape === 'labels' ? 'Label' : 'Name'}
          value={name}
          placeholder={shape === 'labels' ? 'app' : 'end-user'}
          onChange={(typed) => onChange({ ...draft, name: typed })}
        />
      )}
      {shape !== 'flag' && (
        <div className={operators.length > 0 ? styles.pair : undefined}>
          {operators.length > 0 && (
            <Select
              label="How"
              value={operator}
              options={operators.map((one) => ({ value: one, label: operatorWords[one] }))}
              onChange={(chosen) => onChange({ ...draft, operator: chosen })}
            />
          )}
          {!(operators.length > 0 && operator === 'present') && (
            <TextInput
              label="Value"
              value={value}
              options={on === 'method' ? methods : undefined}
              onChange={(typed) => onChange({ ...draft, value: typed })}
            />
          )}
        </div>
      )}
      {operator === 'regex' && shape !== 'labels' && shape !== 'text' && (
        <p className={styles.hint}>The whole value must match; the syntax is RE2.</p>
      )}
    </>
  );
}
