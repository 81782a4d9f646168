using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Pipeline.Core.Calls;
using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Distributors;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels.Mirakl.Calls;
using Pipeline.Partners.Channels.Mirakl.Offers;
using Pipeline.Partners.Channels.Mirakl.Platform;
using Pipeline.Partners.Channels.Mirakl.Vocabulary;
using Pipeline.Partners.Settings.Rules;

namespace Pipeline.Partners.Channels.Mirakl;

/// <summary>Marketplaces that run on Mirakl, through their seller API.</summary>
/// <param name="settings">What the stores have in settings.</param>
/// <param name="clients">Makes the client.</param>
/// <param name="slots">Limits that all instances share.</param>
/// <param name="documents">Where an operator's lists are kept.</param>
/// <param name="clock">Time of calls and of lists.</param>
public sealed class MiraklChannel(
    KindSettings<MiraklStoreSettings> settings, IHttpClientFactory clients, ICallSlots slots, IVocabularyStore documents, TimeProvider clock)
    : IChannel, IChannelModule
{
    private readonly ConcurrentDictionary<string, IOfferTarget> targets = new(StringComparer.Ordinal);

    /// <inheritdoc/>
    public static string KindName => MiraklHttp.Kind;

    /// <inheritdoc/>
    public string Kind => KindName;

    /// <inheritdoc/>
    public string Name => "Mirakl";

    /// <inheritdoc/>
    public ChannelPorts Ports => ChannelPorts.Offers;

    /// <summary>Apps for shop systems write offers of the same seller.</summary>
    public bool HasTwinWriters => true;

    /// <inheritdoc/>
    public static void AddServices(IServiceCollection services)
    {
        _ = services.AddStoreSettings<MiraklStoreSettings, MiraklStoreSettings.Check>(KindName, static (section, store) => section.Bind(store));
        _ = services.AddMirakl();
    }

    /// <inheritdoc/>
    public string? MissingOf(Store store) =>
        store.Url is null ? $"The setting Stores__{store.Code}__Url is missing."
        : settings.Of(store.Code).ApiKey.Given() is null ? $"The setting Stores__{store.Code}__ApiKey is missing."
        : null;

    /// <summary>Asks how the shop stands (A01); a shop that customers cannot see is reached, and that is told.</summary>
    public async Task<ConnectionTestResult> TestAsync(Store store, CancellationToken cancellationToken)
    {
        MiraklResult<ShopAccount> got = await new PlatformCalls(Connect(store)).GetAccountAsync(cancellationToken);
        return got.Value is not { } account
            ? new(ConnectionOutcome.NotReached, got.Failure!.Problem.Issue, got.ExchangeId)
            : new(ConnectionOutcome.Reached, account.ShopState is null or ShopAccount.Open ? null : new Issue(IssueCodes.ShopNotOpen, null, account.ShopState), got.ExchangeId);
    }

    /// <inheritdoc/>
    public IOfferTarget OffersOf(Store store) => targets.GetOrAdd(store.Code, _ =>
    {
        MiraklApi api = Connect(store);
        return new MiraklOfferTarget(store, api, new OperatorLists(api, documents, clock), clock);
    });

    private MiraklApi Connect(Store store) => new(clients.CreateClient(MiraklHttp.Kind), settings.Of(store.Code).ToAccount(store), slots, clock);
}
