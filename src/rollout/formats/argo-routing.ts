/** How a Rollout tells its versions apart and what it moves: fields of `canary`, and of `canary.trafficRouting`. */
export type ArgoRouting = { readonly services: object; readonly routing: object };
