using System.Text.Json;
using System.Text.Json.Serialization;
using Azure.Storage.Blobs;
using Pipeline.Core.Offers.Computing;

namespace Pipeline.Storage.Offers;

/// <summary>Keeps the rules of a store in the blob <c>stores/{store}/offer-rules.json</c> of the container <c>config</c>.</summary>
public sealed class OfferRuleStore(BlobServiceClient blobs) : IOfferRuleStore
{
    /// <inheritdoc />
    public async Task<StoredOfferRules> ReadAsync(string store, CancellationToken cancellationToken)
    {
        ConfigDocument.Content read = await Of(store).ReadAsync(cancellationToken);
        if (read.Bytes is null)
        {
            return new StoredOfferRules(OfferRules.None, read.Version);
        }

        try
        {
            return new StoredOfferRules(JsonSerializer.Deserialize(read.Bytes, OfferRuleJson.Default.OfferRules) ?? OfferRules.None, read.Version);
        }
        catch (JsonException wrong)
        {
            throw new FormatException($"The blob config/{BlobOf(store)} is not the expected JSON at '{wrong.Path}', line {wrong.LineNumber}.", wrong);
        }
    }

    /// <inheritdoc />
    public Task<string?> ReplaceAsync(string store, OfferRules rules, string version, CancellationToken cancellationToken) => Of(store).ReplaceAsync(
        BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(rules, OfferRuleJson.Default.OfferRules)), version, cancellationToken);

    private static string BlobOf(string store) => $"stores/{store}/offer-rules.json";

    private ConfigDocument Of(string store) => new(blobs, BlobOf(store));
}

/// <summary>How rules are spelled in their blob, which people read and mend.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, WriteIndented = true)]
[JsonSerializable(typeof(OfferRules))]
internal sealed partial class OfferRuleJson : JsonSerializerContext;
