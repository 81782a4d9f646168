using System.Text;
using Azure.Storage.Blobs.Models;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Blobs;

/// <summary>Makes the call of a blob function (functions-custom-handler.md §1.5, §2.3).</summary>
internal static class BlobCall
{
    /// <summary>Whether the function asks for a reference in place of the content.</summary>
    public static bool IsDeferred(FunctionDefinition function) =>
        function.Trigger.Properties["properties"] is JObject properties
        && string.Equals((string?)properties["supportsDeferredBinding"], "true", StringComparison.OrdinalIgnoreCase);

    /// <summary>The call; <paramref name="value"/> is the content or what <see cref="Reference"/> gives.</summary>
    public static FunctionCall Create(
        FunctionDefinition function,
        FoundBlob blob,
        BlobProperties properties,
        object value)
    {
        List<KeyValuePair<string, object?>> bindingData =
        [
            new("BlobTrigger", $"{blob.Container}/{blob.Name}"),
            new("Uri", blob.Uri),
            new("Properties", AsTheHostKnowsThem(properties)),
            new("Metadata", properties.Metadata),
        ];
        bindingData.AddRange(blob.Captures.Select(
            capture => new KeyValuePair<string, object?>(capture.Key, capture.Value)));
        return new FunctionCall
        {
            Function = function,
            Reason = $"New blob detected(EventGrid): {blob.Container}/{blob.Name}",
            TriggerValue = value,
            BindingData = bindingData,
        };
    }

    /// <summary>What deferred binding hands over: the shape of a reference without its content.</summary>
    public static JObject Reference(string? connection, string container, string name)
    {
        JObject content = new()
        {
            ["Connection"] = connection,
            ["ContainerName"] = container,
            ["BlobName"] = name,
        };
        return new JObject
        {
            ["Version"] = "1.0",
            ["Source"] = "AzureStorageBlobs",
            ["Content"] = new JObject
            {
                ["Length"] = Encoding.UTF8.GetByteCount(content.ToString(Formatting.None)),
                ["IsEmpty"] = false,
                ["MediaType"] = "application/json",
            },
            ["ContentType"] = "application/json",
        };
    }

    /// <summary>The host was built with an earlier version of the storage package, which had fewer properties.</summary>
    private static JObject AsTheHostKnowsThem(BlobProperties properties)
    {
        JObject known = JObject.FromObject(properties);
        _ = known.Remove("SmartAccessTier");
        return known;
    }
}
