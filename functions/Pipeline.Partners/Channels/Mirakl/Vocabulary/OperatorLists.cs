using System.Collections.Concurrent;
using System.Text.Json;
using Pipeline.Core.Channels;
using Pipeline.Partners.Channels.Mirakl.Answers;
using Pipeline.Partners.Channels.Mirakl.Calls;
using Pipeline.Partners.Channels.Mirakl.Platform;
using Pipeline.Partners.Channels.Mirakl.Products;

namespace Pipeline.Partners.Channels.Mirakl.Vocabulary;

/// <summary>An operator's lists, asked for once a day and kept between.</summary>
/// <remarks>A list that cannot be had today is yesterday's; a fault is told only where none was ever kept. Each has a digest that changes when it does.</remarks>
/// <param name="api">The shop.</param>
/// <param name="store">Where they are kept.</param>
/// <param name="clock">Tells how old they are.</param>
internal sealed class OperatorLists(MiraklApi api, IVocabularyStore store, TimeProvider clock)
{
    /// <summary>How long a list holds.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    // A list that could not be had is not asked for at every step of a run.
    private static readonly TimeSpan Grace = TimeSpan.FromMinutes(10);

    private readonly ConcurrentDictionary<string, Held> held = new(StringComparer.Ordinal);

    /// <summary>The switches of the platform.</summary>
    public Task<PlatformConfiguration> GetConfigurationAsync(CancellationToken cancellationToken) => GetAsync<PlatformConfiguration>(MiraklOperations.Configuration, cancellationToken);

    /// <summary>Conditions of goods.</summary>
    public Task<OfferStateList> GetOfferStatesAsync(CancellationToken cancellationToken) => GetAsync<OfferStateList>(MiraklOperations.OfferStates, cancellationToken);

    /// <summary>Logistic classes.</summary>
    public Task<LogisticClassList> GetLogisticClassesAsync(CancellationToken cancellationToken) => GetAsync<LogisticClassList>(MiraklOperations.LogisticClasses, cancellationToken);

    /// <summary>Sales channels.</summary>
    public Task<SalesChannelList> GetChannelsAsync(CancellationToken cancellationToken) => GetAsync<SalesChannelList>(MiraklOperations.Channels, cancellationToken);

    /// <summary>Custom fields.</summary>
    public Task<CustomFieldList> GetCustomFieldsAsync(CancellationToken cancellationToken) =>
        GetAsync<CustomFieldList>(MiraklOperations.CustomFields, cancellationToken, MiraklQuery.Empty.WithJoined("entities", ["OFFER", "ORDER", "ORDER_LINE", "SHOP"]));

    /// <summary>Carriers.</summary>
    public Task<CarrierList> GetCarriersAsync(CancellationToken cancellationToken) => GetAsync<CarrierList>(MiraklOperations.Carriers, cancellationToken);

    /// <summary>Ways of shipping.</summary>
    public Task<ShippingTypeList> GetShippingTypesAsync(CancellationToken cancellationToken) => GetAsync<ShippingTypeList>(MiraklOperations.ShippingTypes, cancellationToken);

    /// <summary>Reasons.</summary>
    public Task<ReasonList> GetReasonsAsync(CancellationToken cancellationToken) => GetAsync<ReasonList>(MiraklOperations.Reasons, cancellationToken);

    /// <summary>Types of documents of orders.</summary>
    public Task<DocumentTypeList> GetDocumentTypesAsync(CancellationToken cancellationToken) =>
        GetAsync<DocumentTypeList>(MiraklOperations.DocumentTypes, cancellationToken, MiraklQuery.Empty.With("entities", "ORDER"));

    /// <summary>Categories, attributes and values together.</summary>
    /// <param name="channels">Sales channels of the store.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<ProductVocabulary> GetProductsAsync(IReadOnlyList<string> channels, CancellationToken cancellationToken) => new(
        await GetAsync<CategoryList>(MiraklOperations.Categories, cancellationToken),
        await GetAsync<AttributeList>(MiraklOperations.Attributes, cancellationToken),
        await GetAsync<ValueLists>(MiraklOperations.ValueLists, cancellationToken))
    {
        ValuesSeparator = (await GetConfigurationAsync(cancellationToken)).ValuesSeparator, Channels = channels,
    };

    /// <summary>The digest of a list that was asked for before; null when it was not.</summary>
    public string? DigestOf(MiraklOperation operation) => held.GetValueOrDefault(operation.Code)?.Document.Digest;

    private async Task<T> GetAsync<T>(MiraklOperation operation, CancellationToken cancellationToken, MiraklQuery? query = null)
        where T : class
    {
        DateTimeOffset now = clock.GetUtcNow();
        Held? known = held.GetValueOrDefault(operation.Code);
        if (known is null || now >= known.Until)
        {
            VocabularyDocument? kept = known?.Document ?? await store.FindAsync(api.Account.Store, operation.Code, cancellationToken);
            held[operation.Code] = known = kept is not null && now < kept.FetchedAt + Lifetime
                ? Hold<T>(kept, kept.FetchedAt + Lifetime) ?? await FetchAsync<T>(operation, query, null, cancellationToken)
                : await FetchAsync<T>(operation, query, kept, cancellationToken);
        }

        return (T)known.Value;
    }

    private async Task<Held> FetchAsync<T>(MiraklOperation operation, MiraklQuery? query, VocabularyDocument? kept, CancellationToken cancellationToken)
        where T : class
    {
        DateTimeOffset now = clock.GetUtcNow();
        MiraklResult<byte[]> got = await api.DownloadAsync(new(operation) { Query = query ?? MiraklQuery.Empty }, cancellationToken);
        if (got.Value is { } content && Hold<T>(new VocabularyDocument(now, content), now + Lifetime) is { } fresh)
        {
            await store.SaveAsync(api.Account.Store, operation.Code, fresh.Document, cancellationToken);
            return fresh;
        }

        return (kept is null ? null : Hold<T>(kept, now + Grace))
            ?? throw new MiraklCallException(api.Account, got.Failure ?? MiraklFailure.Unreadable(200, $"{operation.Code} is not as described", got.ExchangeId));
    }

    // What an earlier build kept and this one cannot read is as good as nothing.
    private static Held? Hold<T>(VocabularyDocument document, DateTimeOffset until)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(document.Content.Span, MiraklJson.Options) is { } value ? new Held(document, value, until) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private sealed record Held(VocabularyDocument Document, object Value, DateTimeOffset Until);
}
