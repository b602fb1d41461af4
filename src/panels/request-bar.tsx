import { ChevronDown, DoorOpen, Plus, Box, X } from 'lucide-react';
import { useMemo, useRef, type ClipboardEvent } from 'react';
import { Popover } from '../ui/popover.tsx';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { parseCurl } from '../workspace/parse-curl.ts';
import type { Ask } from '../workspace/workspace.ts';
import { knownCallers } from '../routetest/known-callers.ts';
import { describeCaller } from '../istio/caller-words.ts';
import { LabelsInput } from './labels-input.tsx';
import styles from './request-bar.module.css';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'];

/** The question: who calls, with which method, URL and headers. Every keystroke is answered; there is no button. */
export function RequestBar() {
  const ask = useWorkspace((state) => state.ask);
  const workspace = useWorkspaceApi();

  const pasteCurl = (event: ClipboardEvent) => {
    const parsed = parseCurl(event.clipboardData.getData('text/plain'));
    if (!parsed) return;
    event.preventDefault();
    workspace.ask(parsed);
  };
  const setHeaders = (headers: Ask['headers']) => workspace.ask({ headers });

  return (
    <form className={styles.bar} aria-label="Request" onSubmit={(event) => event.preventDefault()}>
      <CallerPicker />
      <div className={styles.target}>
        <select
          className={styles.method}
          aria-label="Method"
          value={ask.method}
          onChange={(event) => workspace.ask({ method: event.target.value })}
        >
          {(methods.includes(ask.method) ? methods : [...methods, ask.method]).map((method) => (
            <option key={method}>{method}</option>
          ))}
        </select>
        <input
          className={styles.url}
          aria-label="URL"
          value={ask.url}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          placeholder="http://host:port/path, or paste a curl command"
          onPaste={pasteCurl}
          onChange={(event) => workspace.ask({ url: event.target.value })}
        />
      </div>
      <div className={styles.headers} role="group" aria-label="Headers">
        {ask.headers.map(([name, value], index) => (
          <HeaderField
            // The place is the identity: names repeat, and both change while typing.
            key={index}
            name={name}
            value={value}
            onChange={(next) => setHeaders(ask.headers.map((header, at) => (at === index ? next : header)))}
            onRemove={() => setHeaders(ask.headers.filter((_, at) => at !== index))}
          />
        ))}
        <button type="button" className={styles.add} onClick={() => setHeaders([...ask.headers, ['', '']])}>
          <Plus size={13} aria-hidden /> header
        </button>
      </div>
    </form>
  );
}

type HeaderFieldProps = {
  name: string;
  value: string;
  onChange: (header: readonly [string, string]) => void;
  onRemove: () => void;
};

function HeaderField({ name, value, onChange, onRemove }: HeaderFieldProps) {
  const valueField = useRef<HTMLInputElement>(null);
  return (
    <span className={styles.header}>
      <input
        aria-label="Header name"
        value={name}
        size={Math.max(4, name.length)}
        placeholder="name"
        spellCheck={false}
        autoCapitalize="off"
        // A header that was just added is to be typed.
        autoFocus={name === '' && value === ''}
        onChange={(event) => onChange([event.target.value.trim(), value])}
        onKeyDown={(event) => event.key === 'Enter' && valueField.current?.focus()}
      />
      <span className={styles.colon} aria-hidden>
        :
      </span>
      <input
        ref={valueField}
        aria-label={`Value of ${name || 'the header'}`}
        value={value}
        size={Math.max(4, value.length)}
        placeholder="value"
        spellCheck={false}
        autoCapitalize="off"
        onChange={(event) => onChange([name, event.target.value])}
      />
      <button type="button" className={styles.icon} aria-label={`Remove header ${name}`} onClick={onRemove}>
        <X size={13} aria-hidden />
      </button>
    </span>
  );
}

function CallerPicker() {
  const caller = useWorkspace((state) => state.ask.caller);
  const workspace = useWorkspaceApi();
  const { kind, namespace, labels } = describeCaller(caller);
  const workload = 'gateway' in caller ? caller.gateway : caller;
  const set = (change: { kind?: string; namespace?: string; labels?: Readonly<Record<string, string>> }) => {
    const next = { namespace: change.namespace ?? workload.namespace, labels: change.labels ?? workload.labels };
    workspace.ask({ caller: (change.kind ?? kind) === 'gateway' ? { gateway: next } : next });
  };

  return (
    <Popover
      label="Caller"
      trigger={
        <button
          type="button"
          className={styles.from}
          aria-label={`Caller: ${kind} in ${namespace}, labels ${labels || 'none'}`}
        >
          {kind === 'gateway' ? <DoorOpen size={14} aria-hidden /> : <Box size={14} aria-hidden />}
          <span>
            <b>{kind === 'gateway' ? 'gateway' : 'from'}</b> {namespace} {labels}
          </span>
          <ChevronDown size={13} aria-hidden />
        </button>
      }
    >
      <div className={styles.callerForm}>
        <label>
          Kind
          <select value={kind} onChange={(event) => set({ kind: event.target.value })}>
            <option value="sidecar">Sidecar of a workload</option>
            <option value="gateway">Gateway</option>
          </select>
        </label>
        <label>
          Namespace
          <input value={namespace} spellCheck={false} onChange={(event) => set({ namespace: event.target.value })} />
        </label>
        <LabelsInput
          key={`${kind} ${namespace}`}
          labels={workload.labels}
          onChange={(changed) => set({ labels: changed })}
        />
        <KnownCallers />
      </div>
    </Popover>
  );
}

/** The callers that the workspace names; looked for only while the picker is open. */
function KnownCallers() {
  const caller = useWorkspace((state) => state.ask.caller);
  const config = useWorkspace((state) => state.decoded.config);
  const workspace = useWorkspaceApi();
  const known = useMemo(() => knownCallers(config), [config]);
  const { kind, namespace, labels } = describeCaller(caller);
  if (known.length === 0) return null;
  return (
    <ul className={styles.known} aria-label="Callers in this workspace">
      {known.slice(0, 200).map((candidate) => {
        const said = describeCaller(candidate);
        const same = said.kind === kind && said.namespace === namespace && said.labels === labels;
        return (
          <li key={`${said.kind} ${said.namespace} ${said.labels}`}>
            <button type="button" aria-pressed={same} onClick={() => workspace.ask({ caller: candidate })}>
              <span>{said.labels || 'any workload'}</span>
              <small>
                {said.kind} · {said.namespace}
              </small>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
