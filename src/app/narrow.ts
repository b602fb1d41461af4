/** Whether the screen is as narrow as a phone's: one pane at a time, and panels only when they are asked for. */
export const narrow = matchMedia('(max-width: 760px)');
