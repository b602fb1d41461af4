import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import styles from './verdict-line.module.css';

const choices = [
  { value: 'auto', label: 'Only where no Service, or no pod at all, is declared' },
  { value: 'always', label: 'Every host that a rule names' },
  { value: 'never', label: 'Never: what is not declared does not exist' },
] as const;

/** Which services are taken to exist without being declared (design §3). */
export function AssumeSwitch() {
  const assume = useWorkspace((state) => state.assume);
  const workspace = useWorkspaceApi();
  return (
    <fieldset className={styles.assume}>
      <legend>Assume services and pods</legend>
      {choices.map((choice) => (
        <label key={choice.value}>
          <input
            type="radio"
            name="assume"
            checked={assume === choice.value}
            onChange={() => workspace.setAssume(choice.value)}
          />
          {choice.label}
        </label>
      ))}
    </fieldset>
  );
}
