using GraphQL.Types;

namespace Lintel.Schema.Shared.Scalars;

/// <summary>Any JSON value: variables of an operation, custom fields.</summary>
internal sealed class JsonType : ComplexScalarGraphType
{
    public JsonType()
    {
        Name = "JSON";
        Description = "Any JSON value (RFC 8259).";
        SpecifiedByDirective.Apply(this, "https://www.rfc-editor.org/rfc/rfc8259");
    }
}
