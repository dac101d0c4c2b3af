// What graphql-js says of a document, and what Lintel does.
import { GraphQLError, Kind, getNamedType, parse, specifiedRules, validate } from 'graphql';

/** Lintel's own bounds on documents: each with a code of its own, none a matter of validity. */
const limits = new Set([
  'TOO_MANY_CHARACTERS',
  'TOO_MANY_TOKENS',
  'TOO_DEEP',
  'TOO_MANY_FIELDS',
  'TOO_MUCH_REPETITION',
  'TOO_MANY_ALIASES',
  'TOO_MANY_FRAGMENTS',
  'TOO_MANY_ITEMS',
]);

/** What is found when a valid document is run, or not allowed to. */
const ofRequest = new Set(['INVALID_VALUE', 'SUBSCRIPTION_NEEDS_SOCKET']);

const unnamed = new Set(['NO_OPERATION_NAME', 'INVALID_OPERATION_NAME']);

const beyondRole = new Set(['FORBIDDEN', 'UNAUTHENTICATED']);

/** September 2025, which graphql-js 16 is behind in this: no condition at the root of a subscription. */
function NoConditionAtSubscriptionRoot(context) {
  const judge = (selectionSet, seen) => {
    for (const selection of selectionSet.selections) {
      for (const directive of selection.directives ?? []) {
        if (['skip', 'include'].includes(directive.name.value)) context.reportError(new GraphQLError('A condition at the root.', { nodes: directive }));
      }

      if (selection.kind === Kind.INLINE_FRAGMENT) judge(selection.selectionSet, seen);
      const spread = selection.kind === Kind.FRAGMENT_SPREAD && selection.name.value;
      if (spread && !seen.has(spread) && context.getFragment(spread)) judge(context.getFragment(spread).selectionSet, seen.add(spread));
    }
  };
  return { OperationDefinition: (node) => void (node.operation === 'subscription' && judge(node.selectionSet, new Set())) };
}

/**
 * The same edition on fields of @oneOf objects: a variable there is of a required type or has a default. graphql-js 16 does not look at objects that
 * are items of a list, and leaves defaults aside (`byOctober2021`).
 */
function RequiredInOneOf(context) {
  const report = (operation) => {
    for (const { node, parentType } of context.getRecursiveVariableUsages(operation)) {
      const definition = operation.variableDefinitions.find((one) => one.variable.name.value === node.name.value);
      if (!getNamedType(parentType)?.isOneOf || !definition || definition.type.kind === Kind.NON_NULL_TYPE) continue;
      if ((definition.defaultValue?.kind ?? Kind.NULL) === Kind.NULL) context.reportError(new GraphQLError('Null in a @oneOf object.', { nodes: node }));
    }
  };
  return { OperationDefinition: { leave: report } };
}

const byOctober2021 = /must be non-nullable to be used for OneOf Input Object/;

const rules = [...specifiedRules, NoConditionAtSubscriptionRoot, RequiredInOneOf];

/** The errors of graphql-js: a syntax error, those of validation, or none. */
export function reference(schema, text, operationName) {
  try {
    return validate(schema, ofOperation(parse(text), operationName), rules)
      .map((error) => error.message)
      .filter((message) => !byOctober2021.test(message));
  } catch (fault) {
    return [fault.message];
  }
}

/**
 * The document as Lintel reads it for a named operation: without the other operations and what only they use (docs/adr/0011). Where the name
 * does not tell one operation from the others it is read whole.
 */
export function ofOperation(document, operationName) {
  const operations = document.definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const chosen = operations.filter((operation) => operationName !== undefined && operation.name?.value === operationName);
  if (operations.length < 2 || chosen.length !== 1 || operations.some((operation) => !operation.name)) return document;
  const fragments = new Map();
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION && !fragments.has(definition.name.value)) fragments.set(definition.name.value, definition);
  }

  const used = reached(chosen, fragments);
  const unneeded = reached(operations.filter((operation) => operation !== chosen[0]), fragments);
  return {
    ...document,
    definitions: document.definitions.filter((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION ? definition === chosen[0]
      : definition.kind === Kind.FRAGMENT_DEFINITION ? used.has(definition.name.value) || !unneeded.has(definition.name.value)
      : true,
    ),
  };
}

function reached(operations, fragments) {
  const names = new Set();
  const waiting = operations.map((operation) => operation.selectionSet);
  while (waiting.length > 0) {
    for (const selection of waiting.pop().selections) {
      if (selection.kind !== Kind.FRAGMENT_SPREAD) {
        if (selection.selectionSet) waiting.push(selection.selectionSet);
      } else if (!names.has(selection.name.value)) {
        names.add(selection.name.value);
        if (fragments.has(selection.name.value)) waiting.push(fragments.get(selection.name.value).selectionSet);
      }
    }
  }

  return names;
}

/**
 * How Lintel took a document: `valid`, `invalid`, `broken`, refused for a `limit`, `forbidden` (valid in the whole graph, but not in that of this
 * viewer), `cyclic`, which is said of the whole document, or `unnamed`: nothing says which operation is meant.
 */
export function verdictOf(status, answer) {
  const codes = (answer.errors ?? []).map((error) => error.extensions?.code);
  if (status >= 500 || codes.includes('INTERNAL')) return 'broken';
  if (codes.some((code) => limits.has(code))) return 'limit';
  if (codes.some((code) => unnamed.has(code))) return 'unnamed';
  if (codes.some((code) => beyondRole.has(code)) && answer.data === undefined) return 'forbidden';
  if (codes.includes('FRAGMENT_CYCLE')) return 'cyclic';
  return status === 200 || codes.some((code) => ofRequest.has(code)) ? 'valid' : 'invalid';
}
