import type { ApplyPlan, ApplyStep } from './apply-order.ts';

/** A shell script that holds every document and applies them one after the other; it stops at the first that the cluster refuses. */
export function applyScript({ steps, removed, warnings }: ApplyPlan): string {
  const commands = steps.map(
    (step, index) => `${heading(step, index, steps.length)}\n${hereDocument(step.text, index + 1)}`,
  );
  return [...opening(warnings), ...commands, ...removals(removed)].join('\n');
}

/** The same over files beside the script, as a zip holds them. */
export function applyFilesScript({ steps, removed, warnings }: ApplyPlan): string {
  const commands = steps.map(
    (step, index) => `${heading(step, index, steps.length)}\n$KUBECTL apply -f ${quoted(`manifests/${step.file}`)}\n`,
  );
  return [...opening(warnings), 'cd "$(dirname "$0")"\n', ...commands, ...removals(removed)].join('\n');
}

function opening(warnings: readonly string[]): string[] {
  return [
    '#!/bin/sh',
    '# Applies each manifest after what it rests on: subsets before the rules that send to them.',
    '# KUBECTL may name another command: KUBECTL="kubectl --context staging" sh apply.sh',
    ...warnings.map((warning) => `# ${inComment(warning)}`),
    'set -eu',
    'KUBECTL=${KUBECTL:-kubectl}',
    '',
  ];
}

function heading({ title }: ApplyStep, index: number, count: number): string {
  return `echo ${quoted(`${index + 1}/${count} ${title}`)}`;
}

/** Nothing in a quoted here-document means anything to the shell, as long as no line of it is the delimiter. */
function hereDocument(text: string, number: number): string {
  const lines = new Set(text.split(/\r?\n/));
  let delimiter = `MANIFEST_${number}`;
  while (lines.has(delimiter)) delimiter += '_';
  return `$KUBECTL apply -f - <<'${delimiter}'\n${text.endsWith('\n') ? text : `${text}\n`}${delimiter}\n`;
}

/** What is gone is only named: removing it is for a person to decide. */
function removals(removed: ApplyPlan['removed']): string[] {
  if (removed.length === 0) return [];
  return [
    '# No longer in the workspace. Nothing is removed unless you take the # away:',
    ...removed.map(({ kind, apiVersion, name, namespace }) => {
      const group = apiVersion.includes('/') ? `.${apiVersion.split('/')[0]}` : '';
      const place = namespace ? ` --namespace ${quoted(namespace)}` : '';
      return `# $KUBECTL delete ${quoted(kind.toLowerCase() + group)} ${quoted(name)}${place}`;
    }),
    '',
  ];
}

/** One word for the shell, whatever it holds; line ends would let a comment or a name run on as commands. */
function quoted(text: string): string {
  const oneLine = text.replaceAll(/[\r\n]+/g, ' ');
  return /^[\w./:@%+=-]+$/.test(oneLine) ? oneLine : `'${oneLine.replaceAll("'", `'\\''`)}'`;
}

function inComment(text: string): string {
  return text.replaceAll(/[\r\n]+/g, ' ');
}
