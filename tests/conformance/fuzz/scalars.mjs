// What the graph's own scalars take as a literal, as their descriptions say it; graphql-js would take anything.
import { GraphQLError, Kind } from 'graphql';

const most = 90_000_000_000_000n * 100n;

/** Teaches a schema that was built from SDL; a role's view may lack some. */
export function teachScalars(schema) {
  for (const [type, takes] of Object.entries(literals)) {
    const scalar = schema.getType(type);
    if (!scalar) continue;
    const parse = scalar.parseLiteral.bind(scalar);
    scalar.parseLiteral = (node, variables) => {
      if (!takes(node)) throw new GraphQLError(`This is no ${type}.`, { nodes: node });
      return parse(node, variables);
    };
  }

  return schema;
}

const isText = (node) => node.kind === Kind.STRING;

const literals = {
  String: (node) => !isText(node) || (!node.value.includes('\0') && node.value.isWellFormed()),
  Date: (node) => isText(node) && isDay(node.value),
  DateTime: (node) => isText(node) && isInstant(node.value),
  // Finite, as the specification says; graphql-js 16 takes what becomes infinite.
  Float: (node) => (node.kind !== Kind.INT && node.kind !== Kind.FLOAT) || Number.isFinite(Number(node.value)),
  Decimal: (node) => (node.kind === Kind.INT || node.kind === Kind.FLOAT) && isHundredths(node.value),
  JSON: () => true,
  Long: (node) => node.kind === Kind.INT && BigInt.asIntN(64, BigInt(node.value)) === BigInt(node.value),
  URL: (node) => isText(node) && /^[a-z][a-z0-9+.-]*:/i.test(node.value) && URL.canParse(node.value),
};

function isDay(text) {
  const day = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  return day !== null && day[1] !== '0000' && new Date(`${text}T00:00:00Z`).toJSON()?.slice(0, 10) === text;
}

function isInstant(text) {
  const instant = /^(\d{4}-\d{2}-\d{2})T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,7})?(Z|[+-](0\d|1[0-3]):[0-5]\d|[+-]14:00)$/.exec(text);
  return instant !== null && isDay(instant[1]);
}

function isHundredths(text) {
  const [, sign, whole, fraction = '', exponent = '0'] = /^(-?)(\d+)(?:\.(\d+))?(?:[eE]([+-]?\d+))?$/.exec(text);
  const digits = BigInt(`${sign}${whole}${fraction}`);
  if (digits === 0n) return true;
  const places = Number(exponent) - fraction.length + 2;
  if (Math.abs(places) > 100) return false;
  const factor = 10n ** BigInt(Math.abs(places));
  const hundredths = places >= 0 ? digits * factor : digits / factor;
  return (places >= 0 || digits % factor === 0n) && hundredths <= most && hundredths >= -most;
}
