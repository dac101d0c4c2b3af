using GraphQL.Execution;

namespace Lintel.Schema.Shared.Errors;

/// <summary>Prints top-level errors with one code each. Of what nobody foresaw it tells nothing, not even the kind of exception.</summary>
internal sealed class MaskedErrors() : ErrorInfoProvider(options => options.ExposeCodes = false)
{
    public override ErrorInfo GetInfo(GraphQL.ExecutionError executionError)
    {
        var info = base.GetInfo(executionError);
        if (executionError is UnhandledError)
        {
            info.Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["code"] = ErrorCodes.Internal };
        }

        return info;
    }
}
