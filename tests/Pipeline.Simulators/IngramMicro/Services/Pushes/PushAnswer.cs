using System.Text.Json;
using System.Xml;
using System.Xml.Linq;

namespace Pipeline.Simulators.IngramMicro.Services.Pushes;

/// <summary>What a receiver says in its answer: its id of the message and the SHA-256 of what it received.</summary>
/// <remarks>Ingram Micro itself looks at the status only; the ledger keeps the rest for whoever audits the receiver.</remarks>
internal sealed record PushAnswer(string? Id, string? Sha256)
{
    /// <summary>Reads JSON with <c>id</c> and <c>sha256</c>, or XML with elements Id and Sha256; anything else says nothing.</summary>
    public static PushAnswer Read(string text)
    {
        try
        {
            if (text.TrimStart().StartsWith('<'))
            {
                List<XElement> all = [.. XDocument.Parse(text).Descendants()];
                return new PushAnswer(
                    all.Find(element => element.Name.LocalName == "Id")?.Value, all.Find(element => element.Name.LocalName == "Sha256")?.Value);
            }

            using JsonDocument json = JsonDocument.Parse(text);
            return new PushAnswer(Text(json.RootElement, "id"), Text(json.RootElement, "sha256"));
        }
        catch (Exception unreadable) when (unreadable is JsonException or XmlException or InvalidOperationException)
        {
            return new PushAnswer(null, null);
        }
    }

    private static string? Text(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
