import { useDeferredValue, useEffect, useMemo, useState } from 'react';
import { expectedTraffic, type Answer, type ExpectedTraffic } from '../rollout/expected-traffic.ts';
import type { MixedRequest } from '../rollout/rollout-plan.ts';
import { useWorkspace } from '../ui/use-workspace.tsx';
import { answersAtStep } from '../workspace/step-answers.ts';
import { mixOf } from './rollout-mix.ts';
import type { Rollout } from './use-rollout.ts';

/** How long nothing may have changed before the steps are reckoned anew, in milliseconds. */
const quietTime = 250;

/** Of every step (0: the start): how its kinds of requests are answered; null where there is no text for it, undefined while it is not known yet. */
type Answers = readonly (readonly Answer[] | null | undefined)[];

/** Of every step: what is to be expected; null where there is no text for it, undefined while it is not known yet. */
export type StepTraffic = readonly (ExpectedTraffic | null | undefined)[];

/**
 * How many of `total` requests of the plan's mix reach each version at each step. Both engines are asked for every step, one after the other, with the
 * page free in between; until then what was known last stays.
 */
export function useStepTraffic({ plan }: Pick<Rollout, 'plan'>, total: number): StepTraffic {
  const written = useDeferredValue(useWorkspace((state) => state.written));
  const ask = useWorkspace((state) => state.ask);
  const assume = useWorkspace((state) => state.assume);
  const version = useWorkspace((state) => state.version);
  const current = useDeferredValue(plan);
  const mix = useMemo(() => mixOf(current, ask), [current, ask]);
  const [known, setKnown] = useState<{ readonly mix: readonly MixedRequest[]; readonly answers: Answers }>({
    mix,
    answers: [],
  });
  useEffect(() => {
    const answers: Answers[number][] = [];
    let timer = setTimeout(reckonNext, quietTime);
    function reckonNext() {
      answers.push(answersAtStep(written, current, answers.length, mix, { assume, version }));
      if (answers.length <= current.steps.length) timer = setTimeout(reckonNext);
      else setKnown({ mix, answers });
    }
    return () => clearTimeout(timer);
  }, [written, current, mix, assume, version]);
  return useMemo(() => known.answers.map((answers) => answers && trafficOf(known.mix, answers, total)), [known, total]);
}

function trafficOf(mix: readonly MixedRequest[], answers: readonly Answer[], total: number): ExpectedTraffic {
  return expectedTraffic(mix, (request) => answers[mix.indexOf(request)] ?? [], total);
}
