import { stages, wordFor } from '../app/words';
import { graphql, unmask, type FragmentType } from '../gql';
import type { DealStage, RefusalFragment } from '../gql/graphql';

const RefusalDocument = graphql(`
  fragment Refusal on UserError {
    __typename
    code
    message
    ... on DealTasksOpen {
      openTasks
    }
    ... on StaleDeal {
      changedFields
    }
    ... on WrongState {
      state
    }
  }
`);

/** Why a mutation did nothing. Each kind of error says what to do about it; one of a newer server speaks for itself. */
export function Refusals({ errors }: { errors: FragmentType<typeof RefusalDocument>[] }) {
  return errors.map((error) => {
    const refusal = unmask(RefusalDocument, error);
    return (
      <p key={refusal.code} className="problem" role="alert">
        <code>{refusal.code}</code> {textOf(refusal)}
      </p>
    );
  });
}

function textOf(refusal: RefusalFragment): string {
  switch (refusal.__typename) {
    case 'DealTasksOpen':
      return `先完成任务：${refusal.openTasks.join('、')}`;
    case 'StaleDeal':
      return `别人刚刚改过${refusal.changedFields ? `（${refusal.changedFields.join('、')}）` : ''}，请看最新内容后再试。`;
    case 'WrongState':
      return `当前节点「${wordFor(stages, refusal.state as DealStage)}」不能这样做。`;
    default:
      return refusal.message;
  }
}
