// Documents that fit a schema: operations, fragments, arguments, variables and directives, most of them valid.
import {
  Kind,
  OperationTypeNode,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isRequiredArgument,
  parseType,
} from 'graphql';
import { json, literal, name, valueOf, variable } from './literals.mjs';

const deepest = 5;
const mostFields = 30;

/** A document as a tree, and values for its variables. */
export function documentOf(schema, random) {
  const writer = new Writer(schema, random);
  const operations = [writer.operation(rootOf(random))];
  while (random.chance(6)) operations.push(writer.operation(rootOf(random)));
  if (operations.length > 1) {
    operations.forEach((operation, i) => {
      operation.name ??= name(`O${i}`);
    });
  }

  const definitions = [...operations, ...writer.fragments.map((fragment) => fragment.definition)];
  return {
    document: { kind: Kind.DOCUMENT, definitions: random.chance(20) ? definitions.reverse() : definitions },
    variables: writer.values,
  };
}

const rootOf = (random) =>
  random.chance(84) ? OperationTypeNode.QUERY
  : random.chance(75) ? OperationTypeNode.MUTATION
  : OperationTypeNode.SUBSCRIPTION;

class Writer {
  constructor(schema, random) {
    this.schema = schema;
    this.random = random;
    this.fragments = [];
    this.values = {};
    this.aliases = 0;
    this.declared = new Map();
  }

  operation(kind) {
    this.variables = new Map();
    this.left = this.random.between(1, mostFields);
    const root = this.schema.getRootType(kind);
    const selectionSet =
      kind === OperationTypeNode.SUBSCRIPTION ? { kind: Kind.SELECTION_SET, selections: [this.field(root, Object.values(root.getFields())[0], 0)] }
      : this.selections(root, 0, kind === OperationTypeNode.MUTATION ? 1 : 3);
    // Fragments of earlier operations may be spread here too: what they take as variables is declared again.
    this.declareReached(selectionSet);
    return {
      kind: Kind.OPERATION_DEFINITION,
      operation: kind,
      name: this.random.chance(60) ? name(`O${this.random.between(0, 99)}`) : undefined,
      variableDefinitions: [...this.variables.values()],
      directives: [],
      selectionSet,
    };
  }

  selections(type, depth, most = 6) {
    const selections = [];
    const wanted = this.random.between(1, most);
    while (selections.length < wanted) selections.push(this.selection(type, depth));
    return { kind: Kind.SELECTION_SET, selections };
  }

  selection(type, depth) {
    const isRoot = depth === 0;
    if (!isRoot && this.random.chance(7)) return this.inline(type, depth);
    if (!isRoot && this.random.chance(7)) return this.spread(type, depth);
    const fields = type.getFields ? Object.values(type.getFields()) : [];
    const open = fields.filter((field) => (depth < deepest && this.left > 0) || !isCompositeType(getNamedType(field.type)));
    const field = this.random.chance(4) ? undefined : this.random.of(open);
    if (field) return this.field(type, field, depth);
    return { kind: Kind.FIELD, name: name('__typename'), arguments: [], directives: this.directives() };
  }

  field(type, field, depth) {
    this.left--;
    const args = this.arguments(field.args);
    const inner = getNamedType(field.type);
    const isAliased = args.length > 0 || this.random.chance(8);
    return {
      kind: Kind.FIELD,
      alias: isAliased ? name(`a${this.aliases++}`) : undefined,
      name: name(field.name),
      arguments: args,
      directives: depth === 0 && type === this.schema.getSubscriptionType() ? [] : this.directives(),
      selectionSet: isCompositeType(inner) ? this.selections(inner, depth + 1) : undefined,
    };
  }

  inline(type, depth) {
    const on = this.random.chance(25) ? undefined : this.narrower(type);
    return {
      kind: Kind.INLINE_FRAGMENT,
      typeCondition: on && { kind: Kind.NAMED_TYPE, name: name(on.name) },
      directives: this.directives(),
      selectionSet: this.selections(on ?? type, depth + 1, 3),
    };
  }

  spread(type, depth) {
    const fitting = this.fragments.filter((fragment) => fragment.on === type && fragment.depth >= depth);
    const fragment = this.random.chance(40) && fitting.length > 0 ? this.random.of(fitting) : this.fragment(this.narrower(type), depth);
    return { kind: Kind.FRAGMENT_SPREAD, name: name(fragment.definition.name.value), directives: this.directives() };
  }

  fragment(on, depth) {
    const fragment = { on, depth, definition: undefined };
    const selectionSet = this.selections(on, depth + 1, 4);
    fragment.definition = {
      kind: Kind.FRAGMENT_DEFINITION,
      name: name(`F${this.fragments.length}`),
      typeCondition: { kind: Kind.NAMED_TYPE, name: name(on.name) },
      directives: [],
      selectionSet,
    };
    this.fragments.push(fragment);
    return fragment;
  }

  /** A type that something of this type may be. */
  narrower(type) {
    if (isAbstractType(type)) return this.random.of([type, ...this.schema.getPossibleTypes(type)]);
    return this.random.of([type, type, ...type.getInterfaces()]);
  }

  arguments(declared) {
    return declared
      .filter((argument) => isRequiredArgument(argument) || argument.name === 'first' || this.random.chance(20))
      .filter((argument) => argument.name !== 'last')
      .map((argument) => ({ kind: Kind.ARGUMENT, name: name(argument.name), value: this.argument(argument) }));
  }

  argument(argument) {
    // Small pages: a list in a list multiplies.
    if (argument.name === 'first') return literal(this.random.between(0, 2), this.random);
    if (this.random.chance(25)) return variable(this.variableFor(argument.type));
    const value = valueOf(argument.type, this.random);
    return this.withVariables(literal(value, this.random), argument.type);
  }

  /** The same literal, with variables in the place of some values inside. */
  withVariables(value, type) {
    const bare = isNonNullType(type) ? type.ofType : type;
    if (value.kind === Kind.LIST && isListType(bare)) {
      return { ...value, values: value.values.map((item) => this.withVariables(item, bare.ofType)) };
    }

    if (value.kind !== Kind.OBJECT || !isInputObjectType(bare)) return value;
    return {
      ...value,
      fields: value.fields.map((field) => {
        const { type: inner } = bare.getFields()[field.name.value];
        if (this.random.chance(12)) return { ...field, value: variable(this.variableFor(bare.isOneOf ? `${inner}!` : inner)) };
        return { ...field, value: this.withVariables(field.value, inner) };
      }),
    };
  }

  directives() {
    if (!this.random.chance(6)) return [];
    const of = () => (this.random.chance(50) ? variable(this.variableFor('Boolean!')) : literal(this.random.chance(70), this.random));
    return this.random.some(['skip', 'include'], this.random.between(1, 2)).map((directive) => ({
      kind: Kind.DIRECTIVE,
      name: name(directive),
      arguments: [{ kind: Kind.ARGUMENT, name: name('if'), value: of() }],
    }));
  }

  /** The name of a variable that fits a type: of the type itself, stricter, or with a default. */
  variableFor(wanted) {
    const type = String(wanted);
    const known = [...this.variables.values()].filter((definition) => definition.fits === type);
    if (known.length > 0 && this.random.chance(50)) return this.random.of(known).variable.name.value;
    const key = `v${Object.keys(this.values).length}`;
    // Of a list one item: the specification takes it for a list.
    const value = valueOf(this.schema.getType(type.replace(/[[\]!]/g, '')), this.random);
    const isRequired = type.endsWith('!');
    const hasDefault = this.random.chance(20);
    const written =
      isRequired && hasDefault && this.random.chance(50) ? type.slice(0, -1)
      : !isRequired && this.random.chance(25) ? `${type}!`
      : type;
    this.values[key] = json(value);
    this.variables.set(key, {
      kind: Kind.VARIABLE_DEFINITION,
      variable: variable(key),
      type: parseType(written, { noLocation: true }),
      defaultValue: hasDefault || (isRequired && written !== type) ? literal(value, this.random) : undefined,
      directives: [],
      fits: type,
    });
    this.declared.set(key, this.variables.get(key));
    return key;
  }

  declareReached(selectionSet) {
    const seen = new Set();
    const walk = (node) => {
      if (Array.isArray(node)) return node.forEach(walk);
      if (!node || typeof node !== 'object') return undefined;
      if (node.kind === Kind.VARIABLE && this.declared.has(node.name.value)) {
        this.variables.set(node.name.value, this.declared.get(node.name.value));
      } else if (node.kind === Kind.FRAGMENT_SPREAD && !seen.has(node.name.value)) {
        seen.add(node.name.value);
        walk(this.fragments.find((fragment) => fragment.definition.name.value === node.name.value)?.definition);
      }

      return Object.entries(node).forEach(([key, inner]) => key !== 'fits' && walk(inner));
    };
    walk(selectionSet);
  }
}
