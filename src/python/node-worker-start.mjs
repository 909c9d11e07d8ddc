/** A thread does not take over its parent's loader of TypeScript: this brings one, then the worker. */
import { register } from 'tsx/esm/api';

register();
await import('./node-worker.ts');
