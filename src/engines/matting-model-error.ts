/** The configured matting model cannot be used. The message is one line for the operator. */
export class MattingModelError extends Error {
  override readonly name = 'MattingModelError';
}
