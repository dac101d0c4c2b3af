namespace Lintel.Client.Generator.Model;

/// <summary>The C# side of a field's or input's type.</summary>
internal abstract record ValueType(bool IsNullable);

internal sealed record ScalarValue(ScalarMapping Scalar, bool IsNullable) : ValueType(IsNullable);

internal sealed record EnumValue(string TypeName, bool IsNullable) : ValueType(IsNullable);

/// <summary>A generated class or hierarchy of the answer, or a fragment's interface.</summary>
internal sealed record ObjectValue(string TypeName, bool IsNullable) : ValueType(IsNullable);

internal sealed record InputValue(string TypeName, bool IsNullable) : ValueType(IsNullable);

internal sealed record ListValue(ValueType Item, bool IsNullable) : ValueType(IsNullable);

/// <summary>How a scalar is written in C#; <c>{0}</c> is the reader or the value.</summary>
internal sealed record ScalarMapping(string CSharp, bool IsStruct, string Read, string Write);
