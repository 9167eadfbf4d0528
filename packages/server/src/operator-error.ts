/** A failure that the operator can fix. Its message is the one line they see, and says what to do. */
export class OperatorError extends Error {}
