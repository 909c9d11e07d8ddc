import 'react';

declare module 'react' {
  interface CSSProperties {
    /** How unsure the model was of a token, 0 to 1. */
    readonly '--doubt'?: number;
  }
}
