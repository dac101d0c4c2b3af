using GraphQLParser.AST;
using Lintel.Client.Generator.Model;

namespace Lintel.Client.Generator.Emitting;

/// <summary>The interface and class of one operation.</summary>
internal static class OperationEmitter
{
    private const string Runtime = "global::Lintel.Client.Operations.";
    private const string Token = "global::System.Threading.CancellationToken";

    public static string InterfaceName(OperationModel model) => $"I{model.Name}{model.Kind}";

    public static void Emit(CodeWriter code, OperationModel model, TypeText types, string access)
    {
        var methods = new OperationMethods(model, types).All();
        code.Summary($"The {Kind(model)} <c>{model.Name}</c>.");
        code.Block(
            $"{access} interface {InterfaceName(model)}",
            () =>
            {
                foreach (var method in methods)
                {
                    if (method != methods[0])
                    {
                        code.Line();
                    }

                    code.Summary(method.Summary);
                    foreach (var (name, text) in method.Parameters)
                    {
                        code.Line($"/// <param name=\"{name}\">{text}</param>");
                    }

                    code.Line($"{method.Returns} {method.Signature};");
                }
            }
        );
        code.Line();
        code.Block(
            $"internal sealed class {model.Name}{model.Kind}({Runtime}OperationExecutor executor) : {types.Full(InterfaceName(model))}",
            () =>
            {
                EmitDocument(code, model);
                foreach (var method in methods)
                {
                    code.Line();
                    code.Line($"public {method.Returns} {method.Signature} =>");
                    code.Indented(() => code.Line(method.Body + ";"));
                }

                if (model.Kind == OperationType.Subscription)
                {
                    EmitFollow(code, model, types);
                }

                if (Prepares(model))
                {
                    EmitPrepare(code, model, types);
                }

                code.Line();
                ShapeEmitter.Emit(code, model);
            }
        );
    }

    public static string Kind(OperationModel model) =>
        model.Kind switch
        {
            OperationType.Query => "query",
            OperationType.Mutation => "mutation",
            _ => "subscription",
        };

    /// <summary>True when keys have to be filled in before the mutation is sent.</summary>
    public static bool Prepares(OperationModel model) => KeyHolders(model).Any();

    private static IEnumerable<InputFieldModel> KeyHolders(OperationModel model) =>
        model.Kind == OperationType.Mutation ? model.Variables.Fields.Where(field => field.TakesKey || field.KeyProperty is not null) : [];

    private static void EmitDocument(CodeWriter code, OperationModel model)
    {
        var quotes = new string('"', LongestRun(model.Document, '"') is var run and >= 3 ? run + 1 : 3);
        code.Line($"private static readonly {Runtime}OperationDocument Document = new {Runtime}OperationDocument(");
        code.Indented(() =>
            code.Line($"\"{model.GraphQLName}\",").Line($"{Runtime}OperationKind.{model.Kind},").Line($"\"{model.Hash}\",").Line(quotes)
        );
        // Raw strings leave out what stands before their closing quotes.
        code.Indented(() =>
        {
            foreach (var line in model.Document.Split('\n'))
            {
                code.Line(line);
            }

            code.Line($"{quotes},").Line("Shape");
        });
        code.Line(");");
    }

    private static void EmitFollow(CodeWriter code, OperationModel model, TypeText types)
    {
        var data = types.Full(model.ResultType);
        var hasVariables = model.Variables.Fields.Count > 0;
        var variables = hasVariables ? $"{types.Full(model.Variables.Name)} variables, " : "";
        var written = hasVariables ? "variables.Write" : "null";
        var resume = "null";
        if (model.Resume is { } point)
        {
            var after = point.After.Type is ScalarValue { Scalar.CSharp: "string" }
                ? "position"
                : "long.Parse(position, global::System.Globalization.CultureInfo.InvariantCulture)";
            var later = $"variables with {{ {point.After.Name} = {after} }}";
            if (point.Snapshot is { } snapshot)
            {
                // Once all of it was told, the snapshot is not asked for again.
                var told = $"{point.After.Name} = {after}, {snapshot.Name} = {(snapshot.Type.IsNullable ? "null" : "false")}";
                later = $"isInSnapshot ? {later} : variables with {{ {told} }}";
            }

            var exact = point.IsExact ? "" : " { IsExact = false }";
            resume = $"new {Runtime}ResumePoint<{data}>(PositionOf, (position, isInSnapshot) => ({later}).Write){exact}";
        }

        code.Line();
        code.Line(
            $"private global::System.Collections.Generic.IAsyncEnumerable<global::Lintel.Client.IOperationResult<{data}>> Follow({variables}{Token} cancellationToken) =>"
        );
        code.Indented(() => code.Line($"executor.SubscribeAsync<{data}>(Document, {written}, {data}.Read, {resume}, cancellationToken);"));
        if (model.Resume is not null)
        {
            EmitPosition(code, model, model.Resume, types);
        }
    }

    private static void EmitPosition(CodeWriter code, OperationModel model, ResumeModel resume, TypeText types)
    {
        code.Line();
        code.Line($"private static string? PositionOf({types.Full(model.ResultType)} data) =>");
        code.Indented(() =>
            code.Block(
                $"data.{resume.Root.Name} switch",
                () =>
                {
                    foreach (var (type, position) in resume.Positions)
                    {
                        var isText = position.Type is ScalarValue { Scalar.CSharp: "string" };
                        var text = $"{(position.Type.IsNullable ? "?" : "")}.ToString(global::System.Globalization.CultureInfo.InvariantCulture)";
                        code.Line($"{types.Full(type)} item => item.{position.Name}{(isText ? "" : text)},");
                    }

                    code.Line("_ => null,");
                },
                "};"
            )
        );
    }

    private static void EmitPrepare(CodeWriter code, OperationModel model, TypeText types)
    {
        var variables = types.Full(model.Variables.Name);
        code.Line();
        code.Line("// One key for one call: repeated by a resilience handler, it still takes effect once.");
        code.Block(
            $"private {variables} Prepare({variables} variables)",
            () =>
            {
                foreach (var holder in KeyHolders(model))
                {
                    var key = holder.KeyProperty;
                    var input = CSharpNames.Parameter(holder.Name) + "Input";
                    var condition = key is null ? $"!variables.__Has{holder.Name}" : $"variables.{holder.Name} is {{ __Has{key}: false }} {input}";
                    var value = key is null ? "executor.NewIdempotencyKey()" : $"{input} with {{ {key} = executor.NewIdempotencyKey() }}";
                    code.Block($"if ({condition})", () => code.Line($"variables = variables with {{ {holder.Name} = {value} }};"));
                    code.Line();
                }

                code.Line("return variables;");
            }
        );
    }

    private static int LongestRun(string text, char c)
    {
        var longest = 0;
        var run = 0;
        foreach (var each in text)
        {
            run = each == c ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        return longest;
    }

    public const string CancellationParameter = Token + " cancellationToken = default";
}
