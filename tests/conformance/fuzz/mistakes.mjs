// Mistakes in a document: in its tree, one or a few at places of chance, and in its text.
import { Kind, OperationTypeNode, TokenKind, Lexer, Source, parseType, visit } from 'graphql';
import { anyLiteral, boolean, enumeration, int, list, literal, name, nothing, object, string, valueOf, variable } from './literals.mjs';

/** A tree with so many mistakes; some of them may happen to be none. */
export function mistaken(schema, random, document, count) {
  let tree = document;
  for (let i = 0; i < count; i++) {
    // A copy each time: what a mistake puts in may be put into other documents too.
    tree = structuredClone(tree);
    const places = placesOf(tree);
    random.of(mistakes)({ schema, random, tree, places, any: (...kinds) => random.of(kinds.flatMap((kind) => places[kind] ?? [])) });
  }

  return tree;
}

/** The nodes of a tree by their kind. */
function placesOf(tree) {
  const places = {};
  visit(tree, {
    enter(node) {
      (places[node.kind] ??= []).push(node);
    },
  });
  return places;
}

const names = ['id', 'nothing', 'nodes', 'name', '__typename', '__schema', '__type', 'listings', 'title', 'first', 'where', 'input', 'eq', 'Listing', 'Node', 'a0', 'v0', 'F0'];
const types = ['Int', 'Int!', '[Int]', 'ID!', '[ID!]!', 'String', 'Boolean', 'Boolean!', 'Nothing', 'Listing', 'Node', 'ListingFilterInput', '[ListingOrderInput!]', 'Role', 'JSON', 'Decimal', '[[ID]]'];
const directives = [
  ['skip', { if: boolean(false) }],
  ['include', { if: boolean(true) }],
  ['skip', {}],
  ['skip', { if: string('true') }],
  ['include', { if: nothing }],
  ['include', { if: variable('v0') }],
  ['skip', { unless: boolean(true) }],
  ['deprecated', {}],
  ['specifiedBy', { url: string('x') }],
  ['access', { role: enumeration('AGENT') }],
  ['reso', { resource: string('x'), field: string('y') }],
  ['oneOf', {}],
  ['nothing', {}],
  ['nothing', { at: int(1) }],
];
const directive = (random) => {
  const [called, args] = random.of(directives);
  return { kind: Kind.DIRECTIVE, name: name(called), arguments: argumentsOf(args) };
};
const argumentsOf = (values) => Object.entries(values).map(([key, value]) => ({ kind: Kind.ARGUMENT, name: name(key), value }));
const field = (called, selections) => ({
  kind: Kind.FIELD,
  name: name(called),
  arguments: [],
  directives: [],
  selectionSet: selections && { kind: Kind.SELECTION_SET, selections },
});
const isSubscription = (operation) => operation.operation === OperationTypeNode.SUBSCRIPTION;

/** Puts one node in the place of another. */
function become(node, other) {
  if (!node) return;
  const copy = structuredClone(other);
  for (const key of Object.keys(node)) delete node[key];
  Object.assign(node, copy);
}

const valueKinds = [Kind.INT, Kind.FLOAT, Kind.STRING, Kind.BOOLEAN, Kind.NULL, Kind.ENUM, Kind.LIST, Kind.OBJECT];

const mistakes = [
  // Names.
  ({ any, random }) => rename(any(Kind.FIELD), random),
  ({ any, random }) => rename(any(Kind.FIELD), random),
  ({ any, random }) => rename(any(Kind.ARGUMENT), random),
  ({ any, random }) => rename(any(Kind.OBJECT_FIELD), random),
  ({ any, random }) => rename(any(Kind.FRAGMENT_SPREAD, Kind.FRAGMENT_DEFINITION), random),
  ({ any, random }) => rename(any(Kind.DIRECTIVE), random),
  ({ any, random }) => rename(any(Kind.VARIABLE), random),
  ({ any, random }) => rename(any(Kind.OPERATION_DEFINITION), random),
  ({ any, random, schema }) => retype(any(Kind.NAMED_TYPE), random, schema),
  ({ any, random, schema }) => retype(any(Kind.NAMED_TYPE), random, schema),

  // Fields of another place, fields without and with selections, fields twice.
  ({ any, random, schema }) => move(any, random, schema),
  ({ any, random, schema }) => move(any, random, schema),
  ({ any, places, random }) => {
    const one = random.of((places[Kind.FIELD] ?? []).filter((node) => node.selectionSet));
    if (one) delete one.selectionSet;
  },
  ({ any, places, random }) => {
    const leaf = random.of((places[Kind.FIELD] ?? []).filter((node) => !node.selectionSet));
    if (leaf) leaf.selectionSet = { kind: Kind.SELECTION_SET, selections: [field(random.of(names))] };
  },
  ({ any, random }) => twice(any(Kind.SELECTION_SET), random, () => undefined),
  ({ any, random }) => twice(any(Kind.SELECTION_SET), random, (copy) => delete copy.alias),
  ({ any, random }) => twice(any(Kind.SELECTION_SET), random, (copy) => (copy.arguments = copy.arguments?.slice(1))),
  ({ any, random }) => twice(any(Kind.SELECTION_SET), random, (copy) => copy.arguments?.reverse()),
  ({ any, random }) => twice(any(Kind.SELECTION_SET), random, (copy) => copy.arguments?.[0] && (copy.arguments[0].value = anyLiteral(random))),
  ({ any, random }) => twice(any(Kind.SELECTION_SET), random, (copy) => copy.kind === Kind.FIELD && (copy.name = name(random.of(names)))),
  ({ any, random }) => sameAlias(any(Kind.SELECTION_SET), random),
  ({ any, random }) => sameAlias(any(Kind.SELECTION_SET), random),
  ({ places, random }) => {
    // Of two places, under one name: in conflict only where both can be of one object.
    const [one, other] = random.some(places[Kind.FIELD] ?? [], 2);
    if (other) [one.alias, other.alias] = [name('same'), name('same')];
  },

  // Arguments and fields of input objects: missing, twice, unknown, of another kind.
  ({ any, random }) => without(any(Kind.FIELD, Kind.DIRECTIVE)?.arguments, random),
  ({ places, random }) => without(random.of((places[Kind.FIELD] ?? []).filter((node) => node.arguments?.length > 0))?.arguments, random),
  ({ places, random }) => repeated(random.of((places[Kind.FIELD] ?? []).filter((node) => node.arguments?.length > 0))?.arguments, random),
  ({ any, random }) => any(Kind.FIELD)?.arguments?.push(...argumentsOf({ [random.of(names)]: anyLiteral(random) })),
  ({ any, random }) => without(any(Kind.OBJECT)?.fields, random),
  ({ any, random }) => repeated(any(Kind.OBJECT)?.fields, random),
  ({ any, random }) => any(Kind.OBJECT)?.fields.push(...object({ [random.of(names)]: anyLiteral(random) }).fields),
  ({ any, random }) => become(any(...valueKinds), anyLiteral(random)),
  ({ any, random }) => become(any(...valueKinds), anyLiteral(random)),
  ({ any, random }) => become(any(...valueKinds, Kind.VARIABLE), anyLiteral(random)),
  ({ any }) => become(any(...valueKinds), nothing),
  ({ any }) => {
    const value = any(...valueKinds);
    if (value) become(value, list([structuredClone(value)]));
  },
  ({ any }) => {
    const value = any(Kind.LIST);
    if (value?.values.length > 0) become(value, value.values[0]);
  },
  ({ any, random }) => any(Kind.LIST)?.values.push(anyLiteral(random)),

  // @oneOf.
  ({ places, random, schema }) => {
    const order = random.of((places[Kind.ARGUMENT] ?? []).filter((node) => node.name.value === 'order'));
    if (order) order.value = random.of([
      object({ listPrice: enumeration('ASC'), createdAt: enumeration('DESC') }),
      list([object({})]),
      list([object({ createdAt: nothing })]),
      list([object({ createdAt: variable('v0') })]),
      object({ createdAt: enumeration('ASC') }),
      list([object({ createdAt: enumeration('ASC') }), nothing]),
    ]);
  },

  // Variables.
  ({ any, random }) => without(any(Kind.OPERATION_DEFINITION)?.variableDefinitions, random),
  ({ any, random }) => repeated(any(Kind.OPERATION_DEFINITION)?.variableDefinitions, random),
  ({ any, random }) => any(Kind.OPERATION_DEFINITION)?.variableDefinitions?.push(definition(random)),
  ({ any, random }) => retyped(any(Kind.VARIABLE_DEFINITION), random),
  ({ any, random }) => retyped(any(Kind.VARIABLE_DEFINITION), random),
  ({ any }) => loosened(any(Kind.VARIABLE_DEFINITION)),
  ({ any }) => loosened(any(Kind.VARIABLE_DEFINITION)),
  ({ any, random }) => {
    const of = any(Kind.VARIABLE_DEFINITION);
    if (of) of.defaultValue = random.chance(30) ? nothing : withoutVariables(anyLiteral(random));
  },
  ({ any }) => {
    const of = any(Kind.VARIABLE_DEFINITION);
    if (of) delete of.defaultValue;
  },
  ({ any, random }) => become(any(...valueKinds), variable(random.of(['v0', 'v1', 'v2', 'nothing']))),

  // Fragments.
  ({ tree, random }) => without(tree.definitions, random),
  ({ tree, random }) => repeated(tree.definitions, random),
  ({ tree, random }) => tree.definitions.push(fragment(random)),
  ({ any, random }) => any(Kind.SELECTION_SET)?.selections.push({ kind: Kind.FRAGMENT_SPREAD, name: name(random.of(['F0', 'F1', 'F2', 'Nowhere', 'on_'])), directives: [] }),
  ({ any, places, random }) => {
    const cycle = random.of(places[Kind.FRAGMENT_DEFINITION] ?? []);
    cycle?.selectionSet.selections.push({ kind: Kind.FRAGMENT_SPREAD, name: name(cycle.name.value), directives: [] });
  },
  ({ any, random, schema }) => any(Kind.SELECTION_SET)?.selections.push({
    kind: Kind.INLINE_FRAGMENT,
    typeCondition: { kind: Kind.NAMED_TYPE, name: name(random.of(Object.keys(schema.getTypeMap()))) },
    directives: [],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [field(random.of(['__typename', 'id']))] },
  }),

  // Directives in places of chance.
  ({ any, random }) => any(Kind.FIELD, Kind.INLINE_FRAGMENT, Kind.FRAGMENT_SPREAD)?.directives?.push(directive(random)),
  ({ any, random }) => any(Kind.OPERATION_DEFINITION, Kind.FRAGMENT_DEFINITION, Kind.VARIABLE_DEFINITION)?.directives?.push(directive(random)),
  ({ any, places, random }) => {
    const directed = random.of((places[Kind.FIELD] ?? []).filter((node) => node.directives?.length > 0));
    if (directed) directed.directives.push(structuredClone(directed.directives[0]));
  },

  // Operations.
  ({ any, random }) => {
    const operation = any(Kind.OPERATION_DEFINITION);
    if (operation) operation.operation = random.of(Object.values(OperationTypeNode));
  },
  ({ tree, random }) => tree.definitions.push({
    kind: Kind.OPERATION_DEFINITION,
    operation: random.of(Object.values(OperationTypeNode)),
    name: random.chance(50) ? name('Other') : undefined,
    variableDefinitions: [],
    directives: [],
    selectionSet: { kind: Kind.SELECTION_SET, selections: [field(random.of(['__typename', 'nothing', 'graphVersion']))] },
  }),
  ({ places, random }) => {
    const subscription = (places[Kind.OPERATION_DEFINITION] ?? []).find(isSubscription);
    subscription?.selectionSet.selections.push(random.of([
      field('__typename'),
      { ...field('dealAlerts', [field('__typename')]), alias: name('again') },
      { kind: Kind.INLINE_FRAGMENT, directives: [], selectionSet: { kind: Kind.SELECTION_SET, selections: [field('__typename')] } },
    ]));
  },
  ({ places, random }) => {
    const subscription = (places[Kind.OPERATION_DEFINITION] ?? []).find(isSubscription);
    if (subscription) subscription.selectionSet.selections[0]?.directives?.push(directive(random));
  },
  ({ tree, random }) => tree.definitions.push(random.of([
    { kind: Kind.SCALAR_TYPE_DEFINITION, name: name('Mine') },
    { kind: Kind.OBJECT_TYPE_EXTENSION, name: name('Query'), fields: [] , interfaces: [{ kind: Kind.NAMED_TYPE, name: name('Node') }] },
    { kind: Kind.DIRECTIVE_DEFINITION, name: name('mine'), repeatable: false, locations: [name('FIELD')] },
  ])),

  // Introspection.
  ({ any, random }) => any(Kind.SELECTION_SET)?.selections.push(random.of([
    field('__schema', [field('types', [field('name')])]),
    { ...field('__type', [field('name')]), arguments: argumentsOf({ name: anyLiteral(random) }) },
    field('__type', [field('name')]),
    field('__schema'),
    field('__nothing'),
  ])),
];

function rename(node, random) {
  if (node?.name) node.name.value = random.chance(40) ? `${node.name.value}x` : random.of(names);
}

function retype(node, random, schema) {
  if (node) node.name.value = random.of(Object.keys(schema.getTypeMap()));
}

function move(any, random, schema) {
  const type = random.of(Object.values(schema.getTypeMap()).filter((candidate) => candidate.getFields));
  const called = random.of(Object.keys(type.getFields()));
  any(Kind.SELECTION_SET)?.selections.push(field(called, random.chance(40) ? [field('__typename')] : undefined));
}

function twice(selectionSet, random, change) {
  const one = random.of(selectionSet?.selections ?? []);
  if (!one) return;
  const copy = structuredClone(one);
  change(copy);
  selectionSet.selections.push(copy);
}

function sameAlias(selectionSet, random) {
  for (const node of random.some(selectionSet?.selections ?? [], 2)) {
    if (node.kind === Kind.FIELD) node.alias = name('same');
  }
}

function without(nodes, random) {
  if (nodes?.length > 0) nodes.splice(random.between(0, nodes.length - 1), 1);
}

function repeated(nodes, random) {
  if (nodes?.length > 0) nodes.push(structuredClone(random.of(nodes)));
}

const definition = (random) => ({
  kind: Kind.VARIABLE_DEFINITION,
  variable: variable(random.of(['v0', 'v9', 'nothing'])),
  type: parseType(random.of(types), { noLocation: true }),
  defaultValue: random.chance(30) ? withoutVariables(anyLiteral(random)) : undefined,
  directives: [],
});

function retyped(node, random) {
  if (node) node.type = parseType(random.of(types), { noLocation: true });
}

function loosened(node) {
  if (!node) return;
  node.type = node.type.kind === Kind.NON_NULL_TYPE ? node.type.type : { kind: Kind.NON_NULL_TYPE, type: node.type };
}

const fragment = (random) => ({
  kind: Kind.FRAGMENT_DEFINITION,
  name: name(random.of(['F0', 'F9', 'Unused'])),
  typeCondition: { kind: Kind.NAMED_TYPE, name: name(random.of(['Query', 'Listing', 'Node', 'Int', 'Nothing', 'Role', 'ListingFilterInput'])) },
  directives: [],
  selectionSet: { kind: Kind.SELECTION_SET, selections: [field(random.of(['__typename', 'id', 'nothing']))] },
});

/** A default is a constant: with a variable in it the document would not be one. */
function withoutVariables(value) {
  return value.kind === Kind.VARIABLE ? nothing
    : value.kind === Kind.LIST ? list(value.values.map(withoutVariables))
    : value.kind === Kind.OBJECT ? { ...value, fields: value.fields.map((of) => ({ ...of, value: withoutVariables(of.value) })) }
    : value;
}

const noise = [' ', ', ', '\n', '\r\n', '\t', ' # a comment " \\ {\n', ',,', '  ', '\r', ' #\n'];
const oddities = [
  '"', '"""', '\\', '{', '}', '(', ')', '[', ']', ':', '!', '$', '@', '...', '..', '.', '|', '=', '&', '-', '+', '*', '?', ';', '`', '%', '~', '\'',
  'null', 'true', 'on', 'query', 'fragment', 'subscription', 'type', '0', '01', '00', '-', '1.', '.5', '1e', '1.e1', '1.0.0', '0x1', '1a', '1_', '-0.0e-0',
  '""', '"a', '"\\n"', '"\\u0041"', '"\\u{1F600}"', '"\\u{110000}"', '"\\u{}"', '"\\uD83D\\uDE00"', '"\\uD800"', '"\\uDC00"', '"\\x41"', '"\\u00"', '"a\nb"',
  '"""a\nb"""', '"""\\""""""', '""""a"""', '"""\\u0041"""', '"\t"', '"\u0007"', '\u0007', '\0', '"\0"', '\uFEFF', '\u00A0', '\u2028', '\u200B', '望', 'é', '\u{1F3E0}',
  '#', '# \u0007\n', '#\u{1F3E0}\n', '"\u{1F3E0}"', '"\u007F"', '\u007F', '"""\u0000"""', '\v', '\f',
];

/** The text with other things between its tokens, which changes nothing. */
export function respaced(text, random) {
  return tokensOf(text).reduce((written, token) => written + (random.chance(12) ? random.of(noise) : ' ') + token, random.chance(10) ? '\uFEFF' : '');
}

/** The text with a mistake that is not of its tree. */
export function misspelt(text, random) {
  const tokens = tokensOf(text);
  const at = random.between(0, Math.max(0, tokens.length - 1));
  switch (random.between(0, 6)) {
    case 0:
      return text.slice(0, random.between(0, text.length));
    case 1:
      tokens.splice(at, 1);
      break;
    case 2:
      tokens.splice(at, 0, tokens[at] ?? '');
      break;
    case 3:
      tokens.splice(at, 0, random.of(oddities));
      break;
    case 4:
      tokens[at] = random.of(oddities);
      break;
    case 5: {
      const place = random.between(0, text.length);
      return text.slice(0, place) + random.of(oddities) + text.slice(place);
    }
    default: {
      const other = random.between(0, Math.max(0, tokens.length - 1));
      [tokens[at], tokens[other]] = [tokens[other], tokens[at]];
    }
  }

  return tokens.join(' ');
}

function tokensOf(text) {
  const tokens = [];
  const lexer = new Lexer(new Source(text));
  for (let token = lexer.advance(); token.kind !== TokenKind.EOF; token = lexer.advance()) tokens.push(text.slice(token.start, token.end));
  return tokens;
}
