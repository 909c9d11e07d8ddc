import { Component, type ErrorInfo, type ReactNode } from 'react';
import { TEXTS } from '../state/texts.ts';
import { Button } from '../ui/Button.tsx';
import styles from './App.module.css';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
  /** What broke, for the person: the name of a panel, or of the page. */
  readonly what: string;
}

interface ErrorBoundaryState {
  readonly error: Error | null;
}

/** A bug in one panel leaves the others standing. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override readonly state: ErrorBoundaryState = { error: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error, info: ErrorInfo): void {
    reportError(new Error(`${this.props.what}: ${error.message}\n${info.componentStack ?? ''}`, { cause: error }));
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (error === null) return this.props.children;
    return (
      <div className={styles.broken} role="alert" data-testid="broken">
        <h2>
          {TEXTS.errors.boundaryTitle} ({this.props.what})
        </h2>
        <pre>{error.message}</pre>
        <Button onClick={() => this.setState({ error: null })}>{TEXTS.errors.again}</Button>
      </div>
    );
  }
}
