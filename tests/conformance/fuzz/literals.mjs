// Values: as literals of a document that fit a type, as variables that fit it, and literals that fit nothing in particular.
import { Kind, isEnumType, isInputObjectType, isListType, isNonNullType } from 'graphql';

export const name = (value) => ({ kind: Kind.NAME, value });
export const variable = (value) => ({ kind: Kind.VARIABLE, name: name(value) });
export const int = (value) => ({ kind: Kind.INT, value: String(value) });
export const float = (value) => ({ kind: Kind.FLOAT, value: String(value) });
export const string = (value, block = false) => ({ kind: Kind.STRING, value, block });
export const boolean = (value) => ({ kind: Kind.BOOLEAN, value });
export const nothing = { kind: Kind.NULL };
export const enumeration = (value) => ({ kind: Kind.ENUM, value });
export const list = (values) => ({ kind: Kind.LIST, values });
export const object = (fields) => ({
  kind: Kind.OBJECT,
  fields: Object.entries(fields).map(([field, value]) => ({ kind: Kind.OBJECT_FIELD, name: name(field), value })),
});

const texts = ['', 'x', '朝阳', '望京 2室', 'é\u0301', '\u{1F3E0}', 'a "quoted" \\ back', 'tab\tline\nend', '\u2028', 'x'.repeat(120), '2026-01-31', '$nothing'];

const ofScalar = {
  Int: (random) => random.of([0, 1, 2, 3, 20, 100, -1, 2147483647, -2147483648]),
  Float: (random) => random.of([0, 1.5, -2.25e3]),
  Boolean: (random) => random.chance(50),
  ID: (random) => random.of(['x', 'TGlzdGluZzox', '']),
  Long: (random) => random.of([0, 1, 9007199254740991, -1]),
  Decimal: (random) => random.of([0, 1, 1234.56, 500000, -1]),
  Date: (random) => random.of(['2026-01-31', '1999-12-31']),
  DateTime: (random) => random.of(['2026-01-31T10:00:00Z', '2026-01-31T10:00:00.123+08:00']),
  URL: () => 'https://example.com/a?b=1',
  JSON: (random) => random.of([1, 'x', true]),
  String: (random) => random.of(texts),
};

/** A value of an input type, as JSON has it. Optional fields come seldom, the deeper the seldomer. */
export function valueOf(type, random, depth = 0) {
  if (isNonNullType(type)) return valueOf(type.ofType, random, depth) ?? valueOf(type.ofType, random, depth);
  if (isListType(type)) return Array.from({ length: random.between(0, 2) }, () => valueOf(type.ofType, random, depth + 1));
  if (isEnumType(type)) return { enum: random.of(type.getValues()).name };
  if (!isInputObjectType(type)) return ofScalar[type.name](random);
  return Object.fromEntries(fieldsOf(type, random, depth).map((field) => [field.name, valueOf(field.type, random, depth + 1)]));
}

function fieldsOf(type, random, depth) {
  const fields = Object.values(type.getFields());
  if (type.isOneOf) return [random.of(fields.filter((field) => depth < 4 || !isInputObjectType(field.type)))];
  const isRequired = (field) => isNonNullType(field.type) && field.defaultValue === undefined;
  const optional = fields.filter((field) => !isRequired(field) && field.name !== 'dryRun' && (depth < 3 || !isInputObjectType(field.type)));
  return [...fields.filter(isRequired), ...random.some(optional, random.between(0, Math.max(0, 3 - depth)))];
}

/** A value as a literal. */
export function literal(value, random) {
  if (value === null || value === undefined) return nothing;
  if (typeof value === 'boolean') return boolean(value);
  if (typeof value === 'number') return Number.isInteger(value) ? int(value) : float(value);
  if (typeof value === 'string') return string(value, random.chance(10));
  if (Array.isArray(value)) return list(value.map((item) => literal(item, random)));
  if (isEnumValue(value)) return enumeration(value.enum);
  return object(Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, literal(inner, random)])));
}

/** A value as a variable has it: the names of enum values are texts there. */
export function json(value) {
  if (Array.isArray(value)) return value.map(json);
  if (value === null || typeof value !== 'object') return value;
  if (isEnumValue(value)) return value.enum;
  return Object.fromEntries(Object.entries(value).map(([field, inner]) => [field, json(inner)]));
}

const isEnumValue = (value) => typeof value.enum === 'string' && Object.keys(value).length === 1;

/** Some literal, whatever the place it is for wants. */
export function anyLiteral(random, depth = 0) {
  return random.of([
    () => nothing,
    () => boolean(random.chance(50)),
    () => int(random.of(['0', '-0', '7', '2147483648', '-2147483649', '9007199254740993', '99999999999999999999999999'])),
    () => float(random.of(['0.0', '1.0', '-1.5e10', '1e400', '1E-5', '0.1', '12345678901234567890.123456789'])),
    () => string(random.of(texts), random.chance(30)),
    () => string(random.of(['2026-02-30', '2026-13-01', '10:00', 'not a url', '1', 'true'])),
    () => enumeration(random.of(['ACTIVE', 'ASC', 'DESC', 'NOTHING', 'active', 'AGENT'])),
    () => list(depth > 2 ? [] : Array.from({ length: random.between(0, 3) }, () => anyLiteral(random, depth + 1))),
    () => (depth > 2 ? object({}) : object({ [random.of(['eq', 'in', 'and', 'id', 'nothing', 'listPrice', 'not'])]: anyLiteral(random, depth + 1) })),
    () => variable(random.of(['nothing', 'v0', 'v1'])),
  ])();
}
