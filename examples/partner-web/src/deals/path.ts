import type { DealStage, PaymentType } from '../gql/graphql';

/** The way of a deal that goes well. */
export const path: DealStage[] = [
  'INTENT',
  'DEPOSITED',
  'SIGNED',
  'FILED',
  'FUNDED',
  'LOAN_APPROVED',
  'TAXED',
  'TRANSFERRED',
  'CERTIFIED',
  'PAID_OUT',
  'HANDED_OVER',
  'CLOSED',
];

/** The stages of a deal by how it is paid: without a loan nothing is approved by a bank. */
export function pathOf(payment: PaymentType): DealStage[] {
  return payment === 'CASH' ? path.filter((stage) => stage !== 'LOAN_APPROVED') : path;
}
