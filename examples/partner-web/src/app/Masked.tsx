/** A personal value as the graph gives it to this viewer: clear, or with stars and a word that says so. */
export function Masked({ value }: { value: string }) {
  if (!value.includes('*')) return <span className="value">{value}</span>;
  return (
    <span className="value masked">
      {value}
      <small title="您的角色看不到完整内容">已脱敏</small>
    </span>
  );
}
