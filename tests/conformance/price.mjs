// Prices operations out of schema.graphql and its directives alone, by docs/cost.md; nothing here is the server's.
import { getNamedType, getNullableType, getVariableValues, isAbstractType, isCompositeType, isListType } from 'graphql';

const most = Number.MAX_SAFE_INTEGER;
const introspection = 50;
const defaultListSize = 10;

const add = (one, other) => Math.min(one + other, most);
const times = (one, other) => Math.min(one * other, most);

function directiveOf(element, name) {
  const node = element.astNode?.directives?.find((directive) => directive.name.value === name);
  if (!node) return undefined;
  return Object.fromEntries(node.arguments.map(({ name: key, value }) => [key.value, literal(value)]));
}

function literal(value) {
  if (value.kind === 'ListValue') return value.values.map(literal);
  return value.kind === 'IntValue' ? Number(value.value) : value.value;
}

/** The price of an operation; with `data`, what that answer cost. */
export function price(schema, document, rawVariables = {}, data = undefined) {
  const operation = document.definitions.find((definition) => definition.kind === 'OperationDefinition');
  const fragments = Object.fromEntries(
    document.definitions.filter((definition) => definition.kind === 'FragmentDefinition').map((fragment) => [fragment.name.value, fragment]),
  );
  const { coerced: variables, errors } = getVariableValues(schema, operation.variableDefinitions ?? [], rawVariables);
  if (errors) throw new Error(errors.join('\n'));
  const root = { query: schema.getQueryType(), mutation: schema.getMutationType(), subscription: schema.getSubscriptionType() }[operation.operation];
  return ofSelections([operation.selectionSet], root, {}, data);

  function valueOf(value) {
    if (value.kind === 'Variable') return variables[value.name.value] ?? null;
    if (value.kind === 'NullValue') return null;
    if (value.kind === 'ListValue') return value.values;
    return value.kind === 'IntValue' ? Number(value.value) : value;
  }

  function isIncluded(node) {
    return (node.directives ?? []).every(({ name, arguments: [condition] }) => {
      const holds = condition.value.kind === 'Variable' ? variables[condition.value.name.value] === true : condition.value.value;
      return name.value === 'skip' ? !holds : name.value === 'include' ? holds : true;
    });
  }

  function applies(condition, type) {
    if (!condition || condition.name.value === type.name) return true;
    const named = schema.getType(condition.name.value);
    return isAbstractType(named) && schema.isSubType(named, type);
  }

  function collect(selections, type, fields) {
    for (const node of selections.selections) {
      if (!isIncluded(node)) continue;
      if (node.kind === 'Field') {
        const key = (node.alias ?? node.name).value;
        (fields[key] ??= []).push(node);
      } else {
        const fragment = node.kind === 'FragmentSpread' ? fragments[node.name.value] : node;
        if (applies(fragment.typeCondition, type)) collect(fragment.selectionSet, type, fields);
      }
    }
    return fields;
  }

  /** `sizes`: how many items the lists below have, by the names of their fields. `answer`: the object; undefined: a quote. */
  function ofSelections(selections, type, sizes, answer) {
    if (isAbstractType(type)) {
      // An answer that does not say its type is counted as the dearest.
      const known = answer?.__typename && schema.getType(answer.__typename);
      if (known) return ofSelections(selections, known, sizes, answer);
      return Math.max(0, ...schema.getPossibleTypes(type).map((possible) => ofSelections(selections, possible, sizes, answer)));
    }
    const fields = selections.reduce((found, one) => collect(one, type, found), {});
    return Object.entries(fields).reduce((sum, [key, nodes]) => add(sum, ofField(nodes, type, sizes, answer?.[key], answer !== undefined)), 0);
  }

  function ofField(nodes, type, sizes, value, isAnswer) {
    const [node] = nodes;
    const name = node.name.value;
    if (name === '__typename') return 0;
    if (name === '__schema' || name === '__type') return introspection;
    const field = type.getFields()[name];
    const named = getNamedType(field.type);
    const weight = Number(directiveOf(field, 'cost')?.weight ?? (isCompositeType(named) ? 1 : 0));
    const list = directiveOf(field, 'listSize');
    const size = list && sizeOf(node, field, list);
    const below = list?.sizedFields ? Object.fromEntries(list.sizedFields.map((one) => [one, size])) : {};
    const inner = nodes.map((one) => one.selectionSet).filter(Boolean);
    const each = (item) => (inner.length > 0 && item !== null ? ofSelections(inner, named, below, item) : 0);
    const sum = argumentsOf(node, field);
    if (!isListType(getNullableType(field.type)) || !isCompositeType(named)) return add(sum, add(weight, each(value)));
    if (isAnswer) return (value ?? []).reduce((points, item) => add(points, add(weight, each(item))), sum);
    return add(sum, times(sizes[name] ?? (list && !list.sizedFields ? size : defaultListSize), add(weight, each(undefined))));
  }

  function argumentsOf(node, field) {
    return node.arguments.reduce((sum, argument) => {
      const declared = field.args.find((one) => one.name === argument.name.value);
      return valueOf(argument.value) === null ? sum : add(sum, Number(directiveOf(declared, 'cost')?.weight ?? 0));
    }, 0);
  }

  function sizeOf(node, field, list) {
    const given = node.arguments
      .filter((argument) => list.slicingArguments?.includes(argument.name.value))
      .map((argument) => [valueOf(argument.value), field.args.find((one) => one.name === argument.name.value)])
      .filter(([value]) => value !== null)
      .map(([value, declared]) =>
        Array.isArray(value) ? value.length : typeof value === 'number' && !isListType(getNullableType(declared.type)) ? value : 1,
      );
    return Math.max(0, given.length > 0 ? Math.max(...given) : list.assumedSize);
  }
}
