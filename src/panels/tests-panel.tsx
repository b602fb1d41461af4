import { Check, CircleAlert, ListPlus, X } from 'lucide-react';
import { sourceKey } from '../istio/source.ts';
import type { Difference } from '../routetest/difference.ts';
import type { RouteTestResult } from '../routetest/run-route-test.ts';
import { useWorkspace, useWorkspaceApi } from '../ui/use-workspace.tsx';
import { saveTestEdit } from '../workspace/save-test.ts';
import { CoverageList } from './coverage-list.tsx';
import { differenceWords } from './difference-words.ts';
import { ExportTests } from './export-tests.tsx';
import panel from './panel.module.css';
import { SourceLink } from './source-link.tsx';
import styles from './tests-panel.module.css';

/** The tests that live in the text, run on every edit. A click on one asks it in the request bar. */
export function TestsPanel() {
  const tests = useWorkspace((state) => state.tests);
  const results = tests.flatMap((document) => document.results);
  const failed = results.filter(({ differences }) => differences.length > 0).length;
  return (
    <div className={panel.panel}>
      <div className={panel.toolbar}>
        <span>{results.length === 0 ? 'No tests yet' : `${results.length - failed} passed, ${failed} failed`}</span>
        <SaveTest />
        {results.length > 0 && <ExportTests />}
      </div>
      {results.length === 0 && (
        <p className={panel.quiet}>
          A test is a request with the answer it shall have. It lives in the text as a RoutingTest document and is never
          part of the manifests. Tests of istio-config-validator and of Envoy’s router_check_tool can be pasted or
          dropped.
        </p>
      )}
      <div className={styles.columns}>
        <div>
          {tests.map(({ document, results: own }) => (
            <section key={document.name} className={panel.section} aria-label={`Tests ${document.name}`}>
              <h2>{document.name}</h2>
              <ul className={panel.list}>
                {document.problems.map(({ message, source }) => (
                  <Problem key={`${sourceKey(source)} ${message}`} message={message} source={source} />
                ))}
                {own.map((result) => (
                  <TestRow key={sourceKey(result.test.source)} result={result} />
                ))}
              </ul>
            </section>
          ))}
        </div>
        {results.length > 0 && <CoverageList />}
      </div>
    </div>
  );
}

function SaveTest() {
  const verdict = useWorkspace((state) => state.verdict);
  const workspace = useWorkspaceApi();
  const save = () => {
    const edit = saveTestEdit(workspace.store.getState());
    if (typeof edit === 'string') workspace.notify(edit, 'info');
    else if (workspace.dispatch(edit) === null)
      workspace.notify('The request and its present answer are a test now.', 'info');
  };
  return (
    <button type="button" className={panel.button} disabled={!verdict} onClick={save}>
      <ListPlus size={13} aria-hidden /> Save this request as a test
    </button>
  );
}

function Problem({ message, source }: { message: string; source: RouteTestResult['test']['source'] }) {
  return (
    <li>
      <div className={panel.row}>
        <CircleAlert size={14} className={panel.bad} aria-label="cannot be read" />
        <span>{message}</span>
        <SourceLink source={source} />
      </div>
    </li>
  );
}

function TestRow({ result }: { result: RouteTestResult }) {
  const workspace = useWorkspaceApi();
  const { test, differences } = result;
  const isPass = differences.length === 0;
  const show = () => {
    workspace.ask({ caller: test.from, ...test.request });
    workspace.selectSource(test.source, 'panel');
  };
  return (
    <li>
      <button type="button" className={panel.row} onClick={show}>
        {isPass ? (
          <Check size={14} className={panel.good} aria-label="passed" />
        ) : (
          <X size={14} className={panel.bad} aria-label="failed" />
        )}
        <span>
          {test.name}
          {differences.map((difference) => (
            <DifferenceLine key={difference.field} difference={difference} />
          ))}
        </span>
        <span className={`${panel.quiet} ${panel.mono}`}>
          {test.request.method} {test.request.url}
        </span>
      </button>
    </li>
  );
}

function DifferenceLine({ difference: { field, expected, actual } }: { difference: Difference }) {
  return (
    <span className={styles.difference}>
      <code>{field}</code>
      <span>
        expected <code>{differenceWords(expected)}</code>
      </span>
      <span>
        got <code className={panel.bad}>{differenceWords(actual)}</code>
      </span>
    </span>
  );
}
