// The search box. Without it the pages can be read all the same.
const box = document.getElementById('search');
const input = box.querySelector('input');
const list = box.querySelector('ul');
const most = 30;
let entries;

box.hidden = false;

async function find() {
  const words = input.value.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return list.replaceChildren();
  entries ??= fetch('/reference/-/entries.json').then((response) => response.json());
  const found = (await entries)
    .map(([coordinate, description]) => ({ coordinate, description, rank: rank(coordinate, description, words) }))
    .filter(({ rank }) => rank < Infinity)
    .sort((a, b) => a.rank - b.rank || a.coordinate.length - b.coordinate.length || (a.coordinate < b.coordinate ? -1 : 1));
  list.replaceChildren(...found.slice(0, most).map(item));
}

/** The better the smaller: the name itself, a name that starts so, one that holds it, a description. */
function rank(coordinate, description, words) {
  const name = coordinate.toLowerCase();
  const last = name.slice(name.indexOf('.') + 1);
  if (!words.every((word) => name.includes(word) || description.toLowerCase().includes(word))) return Infinity;
  if (last === words[0] || name === words[0]) return 0;
  if (last.startsWith(words[0])) return 1;
  return words.every((word) => name.includes(word)) ? 2 : 3;
}

function item({ coordinate, description }) {
  const [type, member] = coordinate.split('.');
  const link = document.createElement('a');
  link.href = `/reference/${type}${member ? `#${member}` : ''}`;
  link.textContent = coordinate;
  const words = document.createElement('small');
  words.textContent = description;
  link.append(words);
  const entry = document.createElement('li');
  entry.append(link);
  return entry;
}

input.addEventListener('input', find);
input.addEventListener('keydown', (event) => {
  if (event.key === 'Enter') list.querySelector('a')?.click();
  if (event.key === 'ArrowDown') list.querySelector('a')?.focus();
});
box.addEventListener('keydown', (event) => {
  if (event.key === 'Escape') list.replaceChildren();
});
list.addEventListener('click', () => list.replaceChildren());
document.addEventListener('keydown', (event) => {
  if (event.key === '/' && document.activeElement !== input) {
    event.preventDefault();
    input.focus();
  }
});

// A link can carry what to look for: /reference?search=price.
const asked = new URLSearchParams(location.search).get('search');
if (asked) {
  input.value = asked;
  find();
}
