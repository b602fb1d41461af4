/** Something that was asked for cannot be done as it was written; the message is a sentence for the person at the terminal. */
export class InputProblem extends Error {}
