using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lintel.Schema.Shared.Reading;

namespace Lintel.Schema.Tests.Shared.Reading;

/// <summary>Values as plans write them are, byte for byte, those of the serializer that writes what the engine answers.</summary>
public sealed class JsonBufferTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void A_text_is_escaped_like_the_serializer_does_it_whatever_character_is_in_it()
    {
        var characters = Enumerable.Range(0, 0x10FFFF + 1).Where(Rune.IsValid).Select(one => new Rune(one));
        foreach (var chunk in characters.Chunk(37))
        {
            var text = string.Concat(chunk.Select(rune => $"望{rune}a"));
            Assert.Equal(JsonSerializer.Serialize(text, Relaxed), Written(json => json.WriteString(text)));
        }

        Assert.Equal("\"\"", Written(json => json.WriteString("")));
        Assert.Equal("\"望京 2室1厅\"", Written(json => json.WriteString("望京 2室1厅")));
    }

    [Theory]
    [InlineData("2026-03-16T02:00:00Z")]
    [InlineData("0001-01-01T00:00:00Z")]
    [InlineData("9999-12-31T23:59:59.9999999Z")]
    [InlineData("2024-02-29T23:05:09.1Z")]
    [InlineData("2024-02-29T23:05:09.0000001Z")]
    [InlineData("2024-02-29T23:05:09.00102Z")]
    [InlineData("1999-10-10T10:10:10.12Z")]
    public void An_instant_has_as_many_decimals_as_it_needs(string instant)
    {
        var utc = DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture).UtcDateTime;

        Assert.Equal($"\"{instant}\"", Written(json => json.WriteInstant(utc)));
        Assert.Equal($"\"{instant[..10]}\"", Written(json => json.WriteDate(DateOnly.FromDateTime(utc))));
    }

    private static string Written(Action<JsonBuffer> write)
    {
        using var json = new JsonBuffer();
        write(json);
        return Encoding.UTF8.GetString(json.Written.Span);
    }
}
