// Operations made at random out of a schema: pages, filters of pages, fragments, aliases, conditions, literals and variables.
import { getNamedType, isAbstractType, isCompositeType, isLeafType, isRequiredArgument } from 'graphql';

/** A generator of numbers that gives the same ones for a seed (mulberry32). */
export function randomOf(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** One operation that the schema takes: its text and its variables. `roots`: the fields of Query that it may begin with. */
export function operationOf(schema, roots, ids, random) {
  for (;;) {
    const operation = draft(schema, roots, ids, random);
    // The server has limits of its own on fields and their repetition.
    if (operation.query.length < 4000) return operation;
  }
}

function draft(schema, roots, ids, random) {
  const declarations = [];
  const variables = {};
  const fragments = [];
  let names = 0;
  let budget = 12;

  const name = (prefix) => `${prefix}${names++}`;
  const one = (items) => items[random(items.length)];

  /** A value in the document, or in a variable, which is also null or not given where it may be. */
  function value(type, given) {
    if (random(2) === 0) return JSON.stringify(given);
    const variable = name('v');
    const isOptional = !type.endsWith('!');
    const standard = isOptional && random(4) === 0 ? ` = ${JSON.stringify(given)}` : '';
    declarations.push(`$${variable}: ${type}${standard}`);
    if (!isOptional || random(3) > 0) variables[variable] = given;
    else if (random(2) === 0) variables[variable] = null;
    return `$${variable}`;
  }

  function directive() {
    if (random(12) > 0) return '';
    return ` @${one(['skip', 'include'])}(if: ${value('Boolean!', random(2) === 0)})`;
  }

  function argument({ name: argument }) {
    const values = {
      first: () => random(2) === 0 && value('Int', random(8)),
      search: () => random(6) === 0 && value('String', one(['园', '2 号线', 'a'])),
      at: () => `${random(21) / 20}`,
      id: () => value('ID!', one(ids)),
      ids: () => value('[ID!]!', Array.from({ length: random(6) }, () => one(ids))),
    };
    const text = values[argument]?.();
    return text && `${argument}: ${text}`;
  }

  function field(definition, depth) {
    const given = definition.args.map(argument).filter(Boolean);
    const text = `${name('f')}: ${definition.name}${given.length > 0 ? `(${given.join(', ')})` : ''}${directive()}`;
    return isCompositeType(getNamedType(definition.type)) ? `${text} { ${selection(getNamedType(definition.type), depth - 1)} }` : text;
  }

  function selection(type, depth) {
    budget--;
    if (isAbstractType(type)) {
      const members = schema.getPossibleTypes(type).filter(() => random(4) === 0);
      return `id __typename ${members.map((member) => `... on ${member.name} { ${selection(member, depth)} }`).join(' ')}`;
    }
    const fields = Object.values(type.getFields()).filter((one) => one.args.every((argument) => !isRequiredArgument(argument) || argument.name === 'at'));
    const leaves = fields.filter((one) => isLeafType(getNamedType(one.type)));
    const objects = fields.filter((one) => !isLeafType(getNamedType(one.type)));
    const texts = Array.from({ length: 1 + random(3) }, () => (leaves.length > 0 ? field(one(leaves), depth) : '__typename'));
    if (budget > 0 && depth > 0 && objects.length > 0) {
      for (let i = random(3); i >= 0; i--) texts.push(field(one(objects), depth));
    }
    // Figures by group need a field to group by.
    const key = fields.find((one) => one.name === 'key');
    if (key) texts.push(`key { ${leafOf(getNamedType(key.type))} }`);
    const text = texts.join(' ');
    switch (random(8)) {
      case 0:
        fragments.push(`fragment ${name('F')} on ${type.name} { ${text} }`);
        return `...${fragments.at(-1).split(' ')[1]}${directive()} __typename`;
      case 1:
        return `... on ${type.name}${directive()} { ${text} } ${text}`;
      default:
        return text;
    }
  }

  const leafOf = (type) => Object.values(type.getFields()).find((one) => isLeafType(getNamedType(one.type))).name;

  const query = schema.getQueryType().getFields();
  const texts = Array.from({ length: 1 + random(2) }, () => field(query[one(roots)], 6));
  const declared = declarations.length > 0 ? `(${declarations.join(', ')})` : '';
  return { query: [`query ${name('Q')}${declared} { ${texts.join(' ')} }`, ...fragments].join('\n'), variables };
}
