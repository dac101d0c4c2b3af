using System.Collections.Concurrent;
using System.Data.Common;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lintel.Raw;

/// <summary>Writes <c>{"data":{…}}</c> straight to the response.</summary>
internal static class Answer
{
    private static readonly ConcurrentBag<Utf8JsonWriter> Writers = [];

    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static Task WriteAsync(HttpContext context, Action<Utf8JsonWriter> write) =>
        WriteAsync(
            context,
            json =>
            {
                write(json);
                return Task.CompletedTask;
            }
        );

    public static Task WriteAsync(
        HttpContext context,
        Store store,
        string[] statements,
        object[] values,
        Func<DbDataReader, Utf8JsonWriter, Task> write
    ) => WriteAsync(context, json => store.ReadAsync(statements, values, rows => write(rows, json), context.RequestAborted));

    private static async Task WriteAsync(HttpContext context, Func<Utf8JsonWriter, Task> write)
    {
        context.Response.ContentType = "application/json; charset=utf-8";
        var body = context.Response.BodyWriter;
        if (Writers.TryTake(out var json))
            json.Reset(body);
        else
            json = new Utf8JsonWriter(body, Options);

        json.WriteStartObject();
        json.WriteStartObject("data"u8);
        await write(json);
        json.WriteEndObject();
        json.WriteEndObject();
        json.Flush();
        Writers.Add(json);
        await body.FlushAsync(context.RequestAborted);
    }
}
