using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Errors;
using GraphQLParser.AST;

namespace Lintel.Schema.Shared.Validation;

/// <summary>
/// "Input object field uniqueness", and of @oneOf objects that they have exactly one field, which is not null. In the place of the engine's rule, which
/// does not see such an object where it stands for a list of one.
/// </summary>
internal sealed class InputObjects : ValidationRuleBase
{
    private static readonly INodeVisitor Judge = new NodeVisitors(
        new MatchingNodeVisitor<GraphQLObjectValue>(
            (value, context) =>
            {
                foreach (var twice in Fields(value).GroupBy(field => field.Name.StringValue, StringComparer.Ordinal))
                {
                    foreach (var again in twice.Skip(1))
                    {
                        context.ReportError(new UniqueInputFieldNamesError(context, twice.First().Value, again));
                    }
                }
            }
        ),
        new MatchingNodeVisitor<GraphQLArgument>(
            (argument, context) => JudgeOneOf(argument.Value, context.TypeInfo.GetArgument()?.ResolvedType, context)
        ),
        new MatchingNodeVisitor<GraphQLVariableDefinition>(
            (variable, context) => JudgeOneOf(variable.DefaultValue, context.TypeInfo.GetInputType(), context)
        )
    );

    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(Judge);

    private static void JudgeOneOf(GraphQLValue? value, IGraphType? type, ValidationContext context)
    {
        if (value is GraphQLListValue list)
        {
            foreach (var item in list.Values ?? [])
            {
                JudgeOneOf(item, type, context);
            }
        }
        else if (value is GraphQLObjectValue fields && type?.GetNamedType() is IInputObjectGraphType whole)
        {
            if (whole.IsOneOf && Fields(fields).DistinctBy(field => field.Name.StringValue, StringComparer.Ordinal).Count() != 1)
            {
                context.ReportError(new OneOfInputValuesError(context, fields));
            }

            foreach (var field in Fields(fields))
            {
                if (whole.IsOneOf && field.Value is GraphQLNullValue)
                {
                    context.ReportError(new OneOfInputValuesError(context, field));
                }

                JudgeOneOf(field.Value, whole.GetField(field.Name.Value)?.ResolvedType, context);
            }
        }
    }

    private static List<GraphQLObjectField> Fields(GraphQLObjectValue value) => value.Fields ?? [];
}
