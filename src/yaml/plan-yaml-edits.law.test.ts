import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { noisyEdit } from './noisy-edit.ts';
import { noisyYaml } from './noisy-yaml.ts';
import { breachesOf } from './planning-law.ts';
import { planYamlEdits } from './plan-yaml-edits.ts';
import { parseStream } from './stream.ts';
import { applyTextEdits, type TextEdit } from './text-edit.ts';
import type { YamlEdit } from './yaml-edit.ts';

type Planner = (text: string, edit: YamlEdit) => readonly TextEdit[] | null;

const planner: Planner = (text, edit) => {
  const plan = planYamlEdits(parseStream(text), [{ document: 0, edits: [edit] }]);
  return plan.ok ? plan.edits : null;
};

const count = { planned: 0, refused: 0 };

/** The law of edits for a planner: whatever the document and whatever the edit, no breach. A refusal breaks nothing. */
function law(plan: Planner) {
  return fc.property(fc.gen(), (generate) => {
    const dice = (max: number) => generate(fc.nat, { max });
    const { text, value } = noisyYaml(dice);
    const { edit, expected } = noisyEdit(value, dice);
    const edits = plan(text, edit);
    count[edits ? 'planned' : 'refused']++;
    if (edits) expect(breachesOf(text, edit, edits, expected)).toEqual([]);
  });
}

describe('planned edits', () => {
  it('mean what was meant, keep every comment at its line, and touch nothing else', () => {
    fc.assert(law(planner), { numRuns: 1500 });
  });

  it('are refused but rarely', () => {
    expect(count.planned).toBeGreaterThan(1000);
    expect(count.refused / (count.planned + count.refused)).toBeLessThan(0.03);
  });
});

/** Planners that are wrong in one way each. The law must catch every one of them. */
const wrong: Readonly<Record<string, Planner>> = {
  'writes the whole text anew': (text, edit) => {
    const edits = planner(text, edit);
    return edits && [{ offset: 0, length: text.length, text: applyTextEdits(text, edits) }];
  },
  'replaces up to the end of the line': tampered((text, edit) =>
    edit.length === 0 ? edit : { ...edit, length: stopOf(text, edit.offset + edit.length) - edit.offset },
  ),
  'takes the comment above along': tampered((text, edit) => {
    const above = /[^\n]*#[^\n]*\n$/.exec(text.slice(0, edit.offset))?.[0];
    return edit.length === 0 || above === undefined
      ? edit
      : { ...edit, offset: edit.offset - above.length, length: edit.length + above.length };
  }),
  'takes the comment below along with what it removes': tamperedRemoval((text, edit) => {
    const below = /^ *#[^\n]*\n/.exec(text.slice(edit.offset + edit.length))?.[0];
    return below === undefined ? edit : { ...edit, length: edit.length + below.length };
  }),
  'leaves the comment above behind when it removes': tamperedRemoval((text, edit) => {
    const own = /^ *#[^\n]*\n/.exec(text.slice(edit.offset, edit.offset + edit.length))?.[0] ?? '';
    return { ...edit, offset: edit.offset + own.length, length: edit.length - own.length };
  }),
  'inserts below the comment of the next entry': tampered((text, edit) => {
    const comment = /^ *#[^\n]*\n/.exec(text.slice(edit.offset))?.[0];
    return edit.length > 0 || comment === undefined ? edit : { ...edit, offset: edit.offset + comment.length };
  }),
  'leaves comments behind when it moves': tampered((_, edit) => ({
    ...edit,
    text: edit.text.replaceAll(/^ *#.*\n/gm, ''),
  })),
  'forgets CR': tampered((_, edit) => ({ ...edit, text: edit.text.replaceAll('\r', '') })),
  'forgets quotes': tampered((_, edit) => ({ ...edit, text: edit.text.replaceAll(/(?<=: |- )"([a-z0-9-]+)"/g, '$1') })),
  'indents too little': tampered((_, edit) => ({ ...edit, text: edit.text.replaceAll('\n ', '\n') })),
  'ends every text with a line break': (text, edit) => {
    const edits = planner(text, edit);
    return edits && (text.endsWith('\n') ? edits : [...edits, { offset: text.length, length: 0, text: '\n' }]);
  },
  'inserts one place too late': (text, edit) =>
    planner(text, edit.type === 'insertItem' ? { ...edit, index: edit.index + 1 } : edit),
  'adds every key at the end': (text, edit) => {
    if (edit.type !== 'addKey') return planner(text, edit);
    const { before: _, ...rest } = edit;
    return planner(text, rest);
  },
  'moves one place too far': (text, edit) =>
    planner(text, edit.type === 'moveItem' ? { ...edit, to: edit.to + 1 } : edit),
  'does nothing': () => [],
};

function tampered(change: (text: string, edit: TextEdit) => TextEdit): Planner {
  return (text, edit) => planner(text, edit)?.map((each) => change(text, each)) ?? null;
}

function tamperedRemoval(change: (text: string, edit: TextEdit) => TextEdit): Planner {
  const plan = tampered(change);
  return (text, edit) => (edit.type.startsWith('remove') ? plan : planner)(text, edit);
}

function stopOf(text: string, offset: number): number {
  const end = text.indexOf('\n', offset);
  return end < 0 ? text.length : end;
}

describe('the law can fail', () => {
  for (const [name, plan] of Object.entries(wrong)) {
    it(`catches a planner that ${name}`, () => {
      expect(fc.check(law(plan), { numRuns: 3000, endOnFailure: true }).failed).toBe(true);
    });
  }
});
