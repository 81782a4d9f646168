using System.Text.Json;
using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Reads code and text of a refusal: <c>{"odata.error":{"code":..,"message":{"value":..}}}</c>.</summary>
internal sealed class TableErrorParser : RequestFailedDetailsParser
{
    /// <summary>The one instance; it has no state.</summary>
    public static readonly TableErrorParser Instance = new();

    /// <inheritdoc />
    public override bool TryParse(Response response, out ResponseError? error, out IDictionary<string, string>? data)
    {
        error = null;
        data = null;
        if (response.ContentStream is not MemoryStream)
        {
            return false;
        }

        try
        {
            error = Read(response.Content.ToMemory());
        }
        catch (JsonException)
        {
            // Gateways answer in HTML and old versions in XML; the code is then in a header, if anywhere.
            error = response.Headers.TryGetValue("x-ms-error-code", out string? code) ? new ResponseError(code, message: null) : null;
        }

        return error is not null;
    }

    private static ResponseError? Read(ReadOnlyMemory<byte> body)
    {
        using JsonDocument document = JsonDocument.Parse(body);
        if (document.RootElement.ValueKind is not JsonValueKind.Object
            || !document.RootElement.TryGetProperty("odata.error", out JsonElement error))
        {
            return null;
        }

        string? code = error.TryGetProperty("code", out JsonElement given) ? given.GetString() : null;
        string? text = error.TryGetProperty("message", out JsonElement message)
            && message.TryGetProperty("value", out JsonElement value) ? value.GetString() : null;
        return new ResponseError(code, text);
    }
}
