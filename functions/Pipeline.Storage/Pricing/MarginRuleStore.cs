using System.Text.Json;
using Azure.Storage.Blobs;
using Pipeline.Core.Issues;
using Pipeline.Core.Pricing;

namespace Pipeline.Storage.Pricing;

/// <summary>Keeps the margin rules in the blob <c>pricing/rules.json</c> of the container <c>config</c>.</summary>
public sealed class MarginRuleStore(BlobServiceClient blobs) : IMarginRuleStore
{
    /// <summary>Name of the blob.</summary>
    public const string Blob = "pricing/rules.json";

    private readonly ConfigDocument document = new(blobs, Blob);

    /// <inheritdoc />
    public async Task<StoredRules> ReadAsync(CancellationToken cancellationToken)
    {
        ConfigDocument.Content read = await document.ReadAsync(cancellationToken);
        if (read.Bytes is null)
        {
            return new StoredRules(MarginRules.None, read.Version, new Issue(IssueCodes.PricingRulesMissing, null, null));
        }

        try
        {
            return JsonSerializer.Deserialize(read.Bytes, PricingJson.Default.MarginRules) is { } rules
                ? new StoredRules(rules, read.Version, null)
                : Unreadable(read, "it is null.");
        }
        catch (JsonException wrong)
        {
            return Unreadable(read, $"it is not the expected JSON at '{wrong.Path}', line {wrong.LineNumber}.");
        }
    }

    /// <inheritdoc />
    public Task<string?> ReplaceAsync(MarginRules rules, string version, CancellationToken cancellationToken) =>
        document.ReplaceAsync(BinaryData.FromBytes(JsonSerializer.SerializeToUtf8Bytes(rules, PricingJson.Default.MarginRules)), version, cancellationToken);

    private static StoredRules Unreadable(ConfigDocument.Content read, string reason) => new(
        MarginRules.None, read.Version, new Issue(IssueCodes.PricingRulesUnreadable, null, null).With("reason", reason));
}
