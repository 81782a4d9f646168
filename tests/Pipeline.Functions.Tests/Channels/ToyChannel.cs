using System.Globalization;
using System.Text;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Distributors;
using Pipeline.Core.Issues;
using Pipeline.Partners.Channels;

namespace Pipeline.Functions.Tests.Channels;

/// <summary>A channel with a key and offers in a file of lines <c>sku;price;quantity</c>: what is needed to be one.</summary>
public sealed class ToyChannel(KindSettings<ToyStoreSettings> settings) : IChannel, IChannelModule, IOfferTarget, IOfferFormat
{
    public static string KindName => "bazaar";

    public string Kind => KindName;
    public string Name => "Bazaar";
    public ChannelPorts Ports => ChannelPorts.Offers;
    public OfferImportTerms Terms { get; } = new(TimeSpan.FromSeconds(60), 5000);

    public bool IsReached { get; set; } = true;
    public List<OfferFile> Sent { get; } = [];
    public Dictionary<string, OfferImportStatus> Imports { get; } = [];
    public Dictionary<string, OfferImportReport> Reports { get; } = [];
    public Dictionary<string, ConfirmedOffer> Offers { get; } = [];
    public HashSet<string> UnknownProducts { get; } = [];

    public static void AddServices(IServiceCollection services) =>
        services.AddStoreSettings<ToyStoreSettings, ToyStoreSettings.Check>(KindName, static (section, store) => section.Bind(store));

    public string? MissingOf(Store store) => settings.Of(store.Code).Key is null ? $"The setting Stores__{store.Code}__Key is missing." : null;

    public Task<ConnectionTestResult> TestAsync(Store store, CancellationToken cancellationToken) => Task.FromResult(IsReached
        ? new ConnectionTestResult(ConnectionOutcome.Reached, null, null)
        : new ConnectionTestResult(ConnectionOutcome.NotReached, new Issue(IssueCodes.CallFailed, null, null).With("reason", "closed"), null));

    public IOfferTarget OffersOf(Store store) => this;

    public Task<IOfferFormat> ReadFormatAsync(CancellationToken cancellationToken) => Task.FromResult<IOfferFormat>(this);

    public IReadOnlyList<Issue> Check(Offer offer) => offer.Price > 1000
        ? [new Issue(IssueCodes.CallRefused, "price", offer.Price.ToString(CultureInfo.InvariantCulture)).With("reason", "too dear").With("rule", "T-1")]
        : [];

    public OfferFile Write(IReadOnlyList<Offer> offers) => new("offers.csv", "text/csv", Encoding.UTF8.GetBytes(string.Concat(offers.Select(
        static offer => string.Create(CultureInfo.InvariantCulture, $"{offer.Sku};{(offer.IsDelete ? "delete" : offer.Price)};{offer.Quantity}\n")))), offers.Count);

    public Task<IReadOnlySet<ProductReference>> FindProductsAsync(IReadOnlyCollection<ProductReference> products, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlySet<ProductReference>>(products.Where(product => !UnknownProducts.Contains(product.Id)).ToHashSet());

    public Task<OfferImportReceipt> SendAsync(OfferFile file, CancellationToken cancellationToken)
    {
        Sent.Add(file);
        string id = $"{Sent.Count}";
        Imports[id] = new OfferImportStatus(id, OfferImportState.Complete) { Read = file.Lines, Succeeded = file.Lines };
        return Task.FromResult(new OfferImportReceipt(id, null));
    }

    public Task<IReadOnlyList<OfferImportStatus>> ListImportsAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<OfferImportStatus>>([.. Imports.Values]);

    public Task<OfferImportStatus?> AskAsync(string importId, CancellationToken cancellationToken) => Task.FromResult(Imports.GetValueOrDefault(importId));

    public Task<OfferImportReport?> ReadReportAsync(string importId, CancellationToken cancellationToken) => Task.FromResult(Reports.GetValueOrDefault(importId));

    public IAsyncEnumerable<ConfirmedOffer> ReadOffersAsync(CancellationToken cancellationToken) => Offers.Values.ToAsyncEnumerable();
}

/// <summary>Settings of a store of the toy channel: <c>Stores__{store}__Key</c>.</summary>
public sealed partial class ToyStoreSettings
{
    [Pipeline.Partners.Settings.Rules.Form("[a-z]+", "is no key: small letters are expected.")]
    public string? Key { get; set; }

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<ToyStoreSettings>;
}
