import { istioVersions, measuredVersion } from '../pilot/versions.ts';
import type { WorkspaceState } from './workspace.ts';

/** What answers go by beside the text and the question: which services are assumed, and which Istio answers. */
export type KeptGrounds = Pick<WorkspaceState, 'assume' | 'version'>;

/** What they are where nobody says otherwise. */
export const firstGrounds: KeptGrounds = { assume: 'auto', version: measuredVersion };

const assumptions = ['auto', 'always', 'never'] as const;

/** Reads what was stored or shared; what is not known here is as at first. */
export function readGrounds(value: Readonly<Record<string, unknown>>): KeptGrounds {
  return {
    assume: assumptions.find((assume) => assume === value['assume']) ?? firstGrounds.assume,
    version: istioVersions.find((version) => version === value['version']) ?? firstGrounds.version,
  };
}
