using Newtonsoft.Json;

namespace Pipeline.LocalHost.Blobs;

/// <summary>What travels on the internal queue of blob triggers, and to their poison queue (§2.2).</summary>
internal sealed record BlobMessage(
    string Type, string FunctionId, string BlobType, string ContainerName, string BlobName, string ETag)
{
    /// <summary>The message as base64 of JSON, the transport form the real host uses.</summary>
    public string Encode() =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(JsonConvert.SerializeObject(this)));

    /// <summary>Reads a message; null when it is none.</summary>
    public static BlobMessage? Decode(BinaryData body)
    {
        try
        {
            return JsonConvert.DeserializeObject<BlobMessage>(
                System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(body.ToString())));
        }
        catch (Exception error) when (error is FormatException or JsonException)
        {
            return null;
        }
    }
}
