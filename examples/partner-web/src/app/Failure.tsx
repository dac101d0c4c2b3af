import { CombinedGraphQLErrors } from '@apollo/client';

/** Says what went wrong, by the graph's own code where it has one, and offers to try again. */
export function Failure({ error, onRetry }: { error: Error; onRetry: () => void }) {
  const code = CombinedGraphQLErrors.is(error) ? error.errors[0]?.extensions?.['code'] : undefined;
  return (
    <section className="problem" role="alert">
      <p>
        没有取到数据。{typeof code === 'string' && <code>{code}</code>} {error.message}
      </p>
      <button type="button" onClick={onRetry}>
        重试
      </button>
    </section>
  );
}
