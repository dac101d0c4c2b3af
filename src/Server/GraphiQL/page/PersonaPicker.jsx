/** Who the page speaks as: a demo persona, or nobody. */
export function PersonaPicker({ personas, name, onPick }) {
  const persona = personas.find((known) => known.name === name);
  return (
    <header className="persona">
      <label htmlFor="persona">Signed in as</label>
      <select id="persona" value={name} onChange={(event) => onPick(event.target.value)}>
        <option value="">nobody</option>
        {personas.map((known) => (
          <option key={known.name} value={known.name}>
            {known.name} · {known.role}
          </option>
        ))}
      </select>
      <span>{persona?.description ?? 'An anonymous caller: no role, no rows.'}</span>
    </header>
  );
}
