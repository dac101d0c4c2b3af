using GraphQL.Types;
using GraphQL.Utilities;

namespace Lintel.Schema.Shared.Deprecating;

/// <summary>
/// Stops the start of a schema that deprecates an element without saying, in the one form, when it goes, or on shorter notice than twelve months,
/// or that deprecates what callers must give.
/// </summary>
internal sealed class TimelyNotice : BaseSchemaNodeVisitor
{
    public override void VisitObjectFieldDefinition(FieldType field, IObjectGraphType type, ISchema schema) =>
        Require(field, $"{type.Name}.{field.Name}");

    public override void VisitInterfaceFieldDefinition(FieldType field, IInterfaceGraphType type, ISchema schema) =>
        Require(field, $"{type.Name}.{field.Name}");

    public override void VisitObjectFieldArgumentDefinition(QueryArgument argument, FieldType field, IObjectGraphType type, ISchema schema) =>
        RequireOptional(argument, argument.ResolvedType, argument.DefaultValue, $"{type.Name}.{field.Name}({argument.Name}:)");

    public override void VisitInputObjectFieldDefinition(FieldType field, IInputObjectGraphType type, ISchema schema) =>
        RequireOptional(field, field.ResolvedType, field.DefaultValue, $"{type.Name}.{field.Name}");

    public override void VisitEnumValue(EnumValueDefinition value, EnumerationGraphType type, ISchema schema) =>
        Require(value, $"{type.Name}.{value.Name}");

    private static void RequireOptional(IProvideDeprecationReason element, IGraphType? type, object? standard, string coordinate)
    {
        Require(element, coordinate);
        if (element.DeprecationReason is not null && type is NonNullGraphType && standard is null)
        {
            throw new InvalidOperationException($"{coordinate} must be given, so it cannot be deprecated: make it optional first.");
        }
    }

    private static void Require(IProvideDeprecationReason element, string coordinate)
    {
        // The engine deprecates parts of introspection as the specification once did.
        if (element.DeprecationReason is not { } reason || coordinate.StartsWith("__", StringComparison.Ordinal))
        {
            return;
        }

        var deprecation =
            Deprecation.Read(reason)
            ?? throw new InvalidOperationException($"{coordinate} is deprecated without dates; write it with {nameof(Deprecation)}.");
        if (!deprecation.GivesNotice)
        {
            throw new InvalidOperationException(
                $"{coordinate} is deprecated on too short notice: it is served for {Deprecation.NoticeMonths} months from {deprecation.Since:yyyy-MM-dd} on."
            );
        }
    }
}
