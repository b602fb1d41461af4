import type { StringMatch } from '../istio/virtual-service.ts';
import type { HeaderMatch, RouteMatch, StepAction } from '../rollout/rollout-plan.ts';
import { mirrorMatch } from './mirror-match.ts';
import panel from './panel.module.css';
import { RolloutField } from './rollout-field.tsx';
import styles from './rollout-panel.module.css';
import type { Rollout } from './use-rollout.ts';

type StepOf<Type extends StepAction['type']> = Extract<StepAction, { type: Type }>;
type FormProps<Type extends StepAction['type']> = { rollout: Rollout; index: number; step: StepOf<Type> };

/** Who goes to a version before the weights say so: requests with a header. */
export function RolloutHeaderRoute({ rollout, index, step }: FormProps<'setHeaderRoute'>) {
  const set = (change: Partial<StepOf<'setHeaderRoute'>>) =>
    rollout.edit({ type: 'setStep', index, step: { type: step.type, ...routeOf(step), ...change } });
  const matches = step.match ?? [];
  const setMatch = (at: number, change: HeaderMatch) =>
    set({ match: matches.map((match, position) => (position === at ? change : match)) });
  return (
    <div className={styles.form}>
      <RolloutField label="Route" value={step.name} onChange={(name) => set({ name })} />
      <Presence
        isSet={step.match !== null}
        what="Testers by a header"
        onSet={() => set({ match: [{ headerName: 'x-tester', headerValue: { exact: 'true' } }] })}
        onRemove={() => set({ match: null })}
      />
      {matches.map(({ headerName, headerValue }, at) => (
        // Two entries may be alike; their place is what they are known by.
        <div key={at} className={styles.match}>
          <RolloutField
            label={at === 0 ? 'Header' : 'or header'}
            value={headerName}
            onChange={(name) => setMatch(at, { headerName: name, headerValue })}
          />
          <MatchFields
            what={headerName}
            value={headerValue}
            onChange={(value) => setMatch(at, { headerName, headerValue: value })}
          />
        </div>
      ))}
      {step.match !== null && <Target rollout={rollout} value={step.subset} onChange={(subset) => set({ subset })} />}
    </div>
  );
}

/** Which requests a version gets a copy of. */
export function RolloutMirrorRoute({ rollout, index, step }: FormProps<'setMirrorRoute'>) {
  const set = (change: Partial<StepOf<'setMirrorRoute'>>) =>
    rollout.edit({
      type: 'setStep',
      index,
      step: { type: step.type, ...routeOf(step), percentage: step.percentage, ...change },
    });
  const [first, ...more] = step.match ?? [];
  const setFirst = (change: Partial<RouteMatch>) => set({ match: [{ ...first, ...change }, ...more] });
  return (
    <div className={styles.form}>
      <RolloutField label="Route" value={step.name} onChange={(name) => set({ name })} />
      <Presence
        isSet={step.match !== null}
        what="Copies of"
        onSet={() => set({ match: [mirrorMatch(rollout.plan)] })}
        onRemove={() => set({ match: null })}
      />
      {first && (
        <>
          <RolloutField
            label="Percent of them"
            value={String(step.percentage)}
            isFine={(text) => /^\d{1,3}$/.test(text) && Number(text) <= 100}
            onChange={(text) => set({ percentage: Number(text) })}
          />
          {first.method && (
            <MatchFields
              what="the method"
              subject="Method"
              value={first.method}
              onChange={(method) => setFirst({ method })}
            />
          )}
          {first.path && (
            <MatchFields what="the path" subject="Path" value={first.path} onChange={(path) => setFirst({ path })} />
          )}
          {!first.path && (
            <button type="button" className={panel.link} onClick={() => setFirst({ path: { prefix: '/' } })}>
              and the path
            </button>
          )}
          {(more.length > 0 || first.headers) && <p className={panel.quiet}>There are more conditions in the text.</p>}
          <Target rollout={rollout} value={step.subset} onChange={(subset) => set({ subset })} />
        </>
      )}
    </div>
  );
}

function routeOf<Match>({ name, match, subset }: { name: string; match: Match; subset: string }) {
  return { name, match, subset };
}

function Presence({
  isSet,
  what,
  onSet,
  onRemove,
}: {
  isSet: boolean;
  what: string;
  onSet: () => void;
  onRemove: () => void;
}) {
  return (
    <div className={styles.segments} role="group" aria-label="What becomes of the route">
      <button type="button" aria-pressed={isSet} onClick={() => !isSet && onSet()}>
        {what}
      </button>
      <button type="button" aria-pressed={!isSet} onClick={() => isSet && onRemove()}>
        The route goes
      </button>
    </div>
  );
}

const kinds = { exact: 'is', prefix: 'begins with', regex: 'matches' } as const;

type Kind = keyof typeof kinds;

/** `subject` begins the sentence, where what is compared has no field of its own above. */
function MatchFields({
  what,
  subject = '',
  value,
  onChange,
}: {
  what: string;
  subject?: string;
  value: StringMatch;
  onChange: (value: StringMatch) => void;
}) {
  const kind: Kind = value.prefix !== undefined ? 'prefix' : value.regex !== undefined ? 'regex' : 'exact';
  const text = value.exact ?? value.prefix ?? value.regex ?? '';
  return (
    <div className={styles.pair}>
      <select
        className={styles.field}
        aria-label={`How ${what} matches`}
        value={kind}
        onChange={(event) => onChange({ [event.target.value]: text })}
      >
        {Object.entries(kinds).map(([name, label]) => (
          <option key={name} value={name}>
            {`${subject} ${label}`.trim()}
          </option>
        ))}
      </select>
      <RolloutField label={`Value of ${what}`} value={text} onChange={(next) => onChange({ [kind]: next })} />
    </div>
  );
}

function Target({
  rollout: { plan },
  value,
  onChange,
}: {
  rollout: Rollout;
  value: string;
  onChange: (subset: string) => void;
}) {
  return (
    <label className={styles.pair}>
      <span>to</span>
      <select className={styles.field} value={value} onChange={(event) => onChange(event.target.value)}>
        {plan.subsets.map(({ name }) => (
          <option key={name}>{name}</option>
        ))}
      </select>
    </label>
  );
}
