using GraphQL.Types;
using GraphQL.Utilities;

namespace Lintel.Schema.Shared.Access;

/// <summary>Stops the start of a schema with a field, argument or input field that does not say who may use it.</summary>
internal sealed class DefaultDeny : BaseSchemaNodeVisitor
{
    public override void VisitObjectFieldDefinition(FieldType field, IObjectGraphType type, ISchema schema) =>
        Require(field, $"{type.Name}.{field.Name}");

    public override void VisitInterfaceFieldDefinition(FieldType field, IInterfaceGraphType type, ISchema schema) =>
        Require(field, $"{type.Name}.{field.Name}");

    public override void VisitInputObjectFieldDefinition(FieldType field, IInputObjectGraphType type, ISchema schema) =>
        Require(field, $"{type.Name}.{field.Name}");

    public override void VisitObjectFieldArgumentDefinition(QueryArgument argument, FieldType field, IObjectGraphType type, ISchema schema) =>
        Require(argument, $"{type.Name}.{field.Name}({argument.Name}:)");

    private static void Require(IProvideMetadata element, string coordinate)
    {
        if (element.Rule() is null && !coordinate.StartsWith("__", StringComparison.Ordinal))
        {
            throw new InvalidOperationException($"{coordinate} does not say who may use it. Nothing is open by default: declare its access.");
        }
    }
}
