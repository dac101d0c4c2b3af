const digits = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 1 });
const area = new Intl.NumberFormat('zh-CN', { maximumFractionDigits: 2 });
const share = new Intl.NumberFormat('zh-CN', { style: 'percent', maximumFractionDigits: 1 });
const day = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'Asia/Shanghai' });
const minute = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'Asia/Shanghai' });

/** 万元 or 亿元, as prices of homes are spoken of. */
export function price(yuan: number): string {
  return yuan >= 1e8 ? `${area.format(yuan / 1e8)} 亿` : `${short.format(yuan / 1e4)} 万`;
}

export function unitPrice(yuan: number): string {
  return `${digits.format(yuan)} 元/㎡`;
}

/** For small places: 4.7 万 of a unit price. */
export function shortUnitPrice(yuan: number): string {
  return `${short.format(yuan / 1e4)} 万`;
}

export function squareMeters(value: number): string {
  return `${area.format(value)} ㎡`;
}

export function count(value: number): string {
  return digits.format(value);
}

export function percent(value: number): string {
  return share.format(value);
}

export function date(value: string): string {
  return day.format(new Date(value));
}

export function time(value: string): string {
  return minute.format(new Date(value));
}

/** Whole days from an instant or day to now. */
export function daysSince(value: string): number {
  return Math.max(0, Math.floor((Date.now() - Date.parse(value)) / 86_400_000));
}
