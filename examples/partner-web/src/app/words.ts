// The graph's enum values in the words of docs/glossary.md. A value that a newer server adds is shown as it is.
import type {
  BuildingType,
  DealStage,
  Decoration,
  FloorLevel,
  ListingStatus,
  Orientation,
  PaymentType,
  Role,
} from '../gql/graphql';

export const roles: Record<Role, string> = {
  AGENT: '经纪人',
  CLIENT: '客户',
  CLOSING: '权证专员',
  COMPLIANCE: '合规复核',
  DIRECTOR: '总监',
  FINANCE: '财务',
  INTEGRATOR: '系统集成',
  PARTNER: '加盟商',
  PLATFORM_OPS: '平台运营',
  STORE_MANAGER: '店长',
};

export const stages: Record<DealStage, string> = {
  INTENT: '意向',
  DEPOSITED: '已付定金',
  SIGNED: '已签约',
  FILED: '已网签',
  FUNDED: '资金已监管',
  LOAN_APPROVED: '贷款已批',
  TAXED: '已缴税',
  TRANSFERRED: '已过户',
  CERTIFIED: '已领证',
  PAID_OUT: '已放款',
  HANDED_OVER: '已交房',
  CLOSED: '已完成',
  SUSPENDED: '中止',
  DISPUTED: '纠纷中',
  TERMINATING: '解约中',
  TERMINATED: '已解约',
};

export const payments: Record<PaymentType, string> = { CASH: '全款', LOAN: '贷款' };

export const statuses: Record<ListingStatus, string> = {
  ACTIVE: '在售',
  ARCHIVED: '已归档',
  CLOSED: '已售',
  DRAFT: '草稿',
  FROZEN_FALSE: '虚假房源冻结',
  HOLD: '暂缓',
  INVALID: '下架',
  PENDING: '已订',
  PENDING_VERIFICATION: '待核验',
  REJECTED: '核验未通过',
};

export const orientations: Record<Orientation, string> = {
  EAST: '东',
  SOUTH: '南',
  WEST: '西',
  NORTH: '北',
  SOUTH_EAST: '东南',
  SOUTH_WEST: '西南',
  NORTH_EAST: '东北',
  NORTH_WEST: '西北',
};

export const decorations: Record<Decoration, string> = { BARE: '毛坯', FINE: '精装', OTHER: '其他', SIMPLE: '简装' };

export const buildingTypes: Record<BuildingType, string> = {
  BUNGALOW: '平房',
  SLAB: '板楼',
  SLAB_TOWER: '板塔结合',
  TOWER: '塔楼',
};

export const floorLevels: Record<FloorLevel, string> = {
  BASEMENT: '地下室',
  GROUND: '底层',
  LOW: '低楼层',
  MIDDLE: '中楼层',
  HIGH: '高楼层',
  TOP: '顶层',
};

/** The word for a value, or the value itself where it is newer than these words. */
export function wordFor<Value extends string>(words: Record<Value, string>, value: Value): string {
  return words[value] ?? value;
}
