import { ArrowRight } from 'lucide-react';
import { useDeferredValue, useMemo } from 'react';
import { callersWords, callerWords } from '../istio/caller-words.ts';
import { decode } from '../istio/decode.ts';
import { compareRouting, type RoutingChange } from '../routetest/compare-routing.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { scalarText } from '../yaml/scalar-text.ts';
import { parseStream } from '../yaml/stream.ts';
import panel from './panel.module.css';
import { verdictWords } from '../routetest/verdict-words.ts';
import styles from './changes-panel.module.css';

/** What changed for whom: requests that go elsewhere than they did under the text as it was opened. */
export function RoutingChanges() {
  const original = useWorkspace((state) => state.original);
  // The comparison asks hundreds of requests twice: it comes after the keystroke.
  const stream = useDeferredValue(useWorkspace((state) => state.stream));
  const decoded = useDeferredValue(useWorkspace((state) => state.decoded));
  const assume = useWorkspace((state) => state.assume);
  const version = useWorkspace((state) => state.version);
  const changes = useMemo(() => {
    const before = parseStream(original);
    return compareRouting(
      { config: decode(before).config, text: scalarText(before) },
      { config: decoded.config, text: scalarText(stream) },
      { assume, version },
    );
  }, [original, stream, decoded, assume, version]);
  return (
    <section className={panel.section} aria-label="What changed for whom">
      <h2>What changed for whom</h2>
      {changes.length === 0 ? (
        <p className={panel.quiet}>Every request that the tests and the rules themselves ask is answered as before.</p>
      ) : (
        <ul className={panel.list}>
          {changes.slice(0, 100).map((change, index) => (
            <Change key={index} change={change} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Change({ change: { callers, request, before, after } }: { change: RoutingChange }) {
  const workspace = useWorkspaceApi();
  const [first] = callers;
  return (
    <li>
      <button
        type="button"
        className={styles.change}
        title="Ask this request"
        onClick={() => first && workspace.ask({ caller: first, ...request })}
      >
        <span className={panel.mono}>
          {request.method} {request.url} {request.headers.map(([name, value]) => `${name}: ${value}`).join(', ')}
        </span>
        <span className={panel.quiet} title={callers.map(callerWords).join('\n')}>
          {callersWords(callers)}
        </span>
        <span>
          <span className={panel.bad}>{verdictWords(before).headline}</span> <ArrowRight size={12} aria-label="now" />{' '}
          <span className={panel.good}>{verdictWords(after).headline}</span>
        </span>
      </button>
    </li>
  );
}
