using System.Text;
using System.Text.Json;

namespace Microsoft.Azure.Functions.Worker.Invocation;

/// <summary>A value of <c>Data</c> or <c>Metadata</c>, decoded. Source: functions-custom-handler.md §1.4.</summary>
/// <remarks>
/// The host writes a text as JSON inside a JSON string, objects as they are, arrays and scalars as JSON text in a
/// string, bytes as base64 once. A string that is no JSON inside stays as it is, since hand-written calls are often
/// encoded once only.
/// </remarks>
/// <param name="Text">The text, or the JSON text of anything else; null for null.</param>
/// <param name="Wire">The string as sent; null when no string was sent.</param>
internal readonly record struct InvocationValue(string? Text, string? Wire)
{
    /// <summary>Decodes a member.</summary>
    public static InvocationValue From(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Null or JsonValueKind.Undefined => default,
        JsonValueKind.String => FromString(element.GetString()!),
        _ => new InvocationValue(element.GetRawText(), null),
    };

    /// <summary>The bytes of a binary binding: base64 once; a text that is no base64 gives its UTF-8 bytes.</summary>
    public byte[]? ToBytes()
    {
        if (Wire is null)
        {
            return Text is null ? null : Encoding.UTF8.GetBytes(Text);
        }

        // A text encoded twice starts with a quotation mark, which base64 does not know.
        byte[] bytes = new byte[Wire.Length * 3L / 4 + 3];
        return Convert.TryFromBase64String(Wire, bytes, out int written)
            ? bytes.AsSpan(0, written).ToArray()
            : Text is null ? null : Encoding.UTF8.GetBytes(Text);
    }

    private static InvocationValue FromString(string wire)
    {
        ReadOnlySpan<char> trimmed = wire.AsSpan().Trim(" \t\r\n");
        if (trimmed is "null")
        {
            return new InvocationValue(null, wire);
        }

        return trimmed is ['"', .., '"'] && TryReadString(trimmed, out string? text)
            ? new InvocationValue(text, wire)
            : new InvocationValue(wire, wire);
    }

    private static bool TryReadString(ReadOnlySpan<char> json, out string? text)
    {
        try
        {
            text = JsonSerializer.Deserialize<string>(json);
            return true;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            text = null;
            return false;
        }
    }
}
