using System.Runtime.CompilerServices;
using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Offers;
using Pipeline.Partners.Channels.Mirakl.Calls;
using Pipeline.Partners.Channels.Mirakl.Files;
using Pipeline.Partners.Channels.Mirakl.Platform;
using Pipeline.Partners.Channels.Mirakl.Products;
using Pipeline.Partners.Channels.Mirakl.Reports;
using Pipeline.Partners.Channels.Mirakl.Vocabulary;

namespace Pipeline.Partners.Channels.Mirakl.Offers;

/// <summary>Sends the offers of a shop as files, and follows what becomes of them.</summary>
internal sealed class MiraklOfferTarget(Store store, MiraklApi api, OperatorLists lists, TimeProvider clock) : IOfferTarget
{
    private const int MostLines = 50_000;

    private readonly OfferCalls offers = new(api);
    private readonly ProductCalls products = new(api);
    private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(store.TimeZone);

    /// <inheritdoc/>
    public OfferImportTerms Terms { get; } = new(Share(api, MiraklOperations.ImportOffers.Interval), MostLines)
    {
        FirstLook = Share(api, TimeSpan.FromSeconds(60)), NextLook = Share(api, TimeSpan.FromSeconds(120)),
    };

    /// <inheritdoc/>
    public async Task<IOfferFormat> ReadFormatAsync(CancellationToken cancellationToken)
    {
        PlatformConfiguration platform = await lists.GetConfigurationAsync(cancellationToken);
        OfferStateList states = await lists.GetOfferStatesAsync(cancellationToken);
        LogisticClassList classes = await lists.GetLogisticClassesAsync(cancellationToken);
        SalesChannelList channels = await lists.GetChannelsAsync(cancellationToken);
        CustomField[] fields = [.. (await lists.GetCustomFieldsAsync(cancellationToken)).AdditionalFields.Where(static field => field.Entity is null or "OFFER")];
        CustomField? place = Array.Find(fields, static field => SellerTable.Plain(field.Code) == OfferColumns.WarehouseLocation);
        return new MiraklOfferFormat(new OfferTerms
        {
            States = states.OfferStates.Select(static state => state.Code).ToHashSet(StringComparer.Ordinal),
            LogisticClasses = classes.LogisticClasses.Select(static one => one.Code).ToHashSet(StringComparer.Ordinal),
            Channels = platform.HasChannelPrices ? [.. store.Channels.Where(code => channels.Channels.Any(channel => channel.Code == code))] : [],
            PriceDecimals = platform.PriceDecimals,
            LeadTimeMax = store.LeadTimeMax,
            TakesLeadTime = platform.TakesLeadTime,
            NeedsDiscountPeriod = platform.Features.Pricing.DiscountPeriodRequired,
            RefusesPastDiscounts = platform.Features.Pricing.DiscountPriceCreationInThePastBlocked,
            WarrantyColumn = Array.Find(fields, static field => SellerTable.Plain(field.Code) == OfferColumns.Warranty)?.Code,
            WarehouseColumn = place?.Code,
            WarehouseLocations = place?.AcceptedValues ?? [],
            Today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(clock.GetUtcNow(), zone).DateTime),
        });
    }

    /// <summary>Those that the catalogue has; our own numbers cannot be asked for and count as there.</summary>
    public async Task<IReadOnlySet<ProductReference>> FindProductsAsync(IReadOnlyCollection<ProductReference> products, CancellationToken cancellationToken)
    {
        HashSet<ProductReference> found = [.. products.Where(static product => product.Type is "SKU" or "SHOP_SKU")];
        foreach (ProductReference[] some in products.Except(found).Chunk(MiraklQuery.MostValues))
        {
            KnownProducts known = Given(await this.products.FindAsync([.. some.Select(static one => $"{one.Type}|{one.Id}")], cancellationToken));
            found.UnionWith(known.Products.Select(static product => new ProductReference(product.ProductIdType, product.ProductId)));
        }

        return found;
    }

    /// <inheritdoc/>
    public async Task<OfferImportReceipt> SendAsync(OfferFile file, CancellationToken cancellationToken)
    {
        MiraklResult<ImportStarted> sent = await offers.ImportAsync(file.Name, file.Content.ToArray(), cancellationToken);
        return Given(sent).ImportId is { } id
            ? new OfferImportReceipt(id, sent.ExchangeId)
            : throw new MiraklCallException(api.Account, MiraklFailure.Unreadable(201, "an import without an id", sent.ExchangeId));
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<OfferImportStatus>> ListImportsAsync(DateTimeOffset since, CancellationToken cancellationToken) =>
        [.. Given(await offers.ListImportsAsync(since, cancellationToken)).Select(Status).OrderBy(static import => import.CreatedAt)];

    /// <inheritdoc/>
    public async Task<OfferImportStatus?> AskAsync(string importId, CancellationToken cancellationToken)
    {
        MiraklResult<OfferImport> asked = await offers.GetImportAsync(importId, cancellationToken);
        return asked.Failure is { IsMissing: true } ? null : Status(Given(asked));
    }

    /// <inheritdoc/>
    /// <exception cref="MiraklCallException">Also for a report that ends in the middle: it may come whole the next time.</exception>
    public async Task<OfferImportReport?> ReadReportAsync(string importId, CancellationToken cancellationToken)
    {
        MiraklResult<byte[]> got = await offers.GetErrorsAsync(importId, cancellationToken);
        if (got.Failure is { IsMissing: true })
        {
            return null;
        }

        byte[] content = Given(got);
        Report report = ReportReader.ReadOffers(content);
        return report.IsCut
            ? throw new MiraklCallException(api.Account, MiraklFailure.Unreadable(200, $"the report of {importId} ends in the middle of a row", got.ExchangeId))
            : new OfferImportReport(MiraklOperations.OfferErrors.Code, "text/csv", content, report.Rows);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<ConfirmedOffer> ReadOffersAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (MiraklResult<IReadOnlyList<ShownOffer>> page in offers.ListAsync(cancellationToken))
        {
            foreach (ShownOffer offer in Given(page))
            {
                yield return Confirmed(offer);
            }
        }
    }

    private static TimeSpan Share(MiraklApi api, TimeSpan interval) => interval * (double)api.Account.IntervalShare;

    private static OfferImportStatus Status(OfferImport import) => new(import.ImportId, import.Status switch
    {
        "COMPLETE" => OfferImportState.Complete,
        "FAILED" => OfferImportState.Failed,
        "WAITING" or "WAITING_SYNCHRONIZATION_PRODUCT" or "QUEUED" => OfferImportState.Waiting,
        _ => OfferImportState.Running,
    })
    {
        CreatedAt = import.DateCreated,
        Read = import.LinesRead,
        Succeeded = import.LinesInSuccess,
        Failed = import.LinesInError,
        Inserted = import.OfferInserted,
        Updated = import.OfferUpdated,
        Deleted = import.OfferDeleted,
        HasReport = import.HasErrorReport,
        Reason = import.ReasonStatus,
        Origin = import.Origin,
    };

    private ConfirmedOffer Confirmed(ShownOffer offer)
    {
        ShownPrice? own = offer.AllPrices.FirstOrDefault(static price => price.ForChannels.Count == 0)
            ?? offer.AllPrices.FirstOrDefault(price => store.Channel is { } channel && price.ForChannels.Contains(channel));
        return new ConfirmedOffer(offer.ShopSku ?? string.Empty)
        {
            Product = offer.ProductReferences.FirstOrDefault(static one => one.ReferenceType == "EAN") is { Reference: { } ean } ? ProductReference.OfGtin(ean) : null,
            Price = own?.UnitOriginPrice ?? offer.Price,
            Quantity = offer.Quantity ?? 0,
            State = offer.StateCode,

            // A day stands for the same day too, so it says nothing.
            LeadTime = offer.LeadtimeToShip is 1 ? null : offer.LeadtimeToShip,
            Discount = own is null ? null : Discount(own),
            Prices =
            [
                .. store.Channels.Order(StringComparer.Ordinal)
                    .Select(channel => (Channel: channel, Price: offer.AllPrices.FirstOrDefault(price => price.ForChannels.Contains(channel))))
                    .Where(static one => one.Price?.UnitOriginPrice is not null)
                    .Select(one => new ChannelPrice(one.Channel, one.Price!.UnitOriginPrice!.Value, Discount(one.Price))),
            ],
            IsActive = offer.Active,
            InactivityReasons = offer.InactivityReasons,
        };
    }

    private OfferDiscount? Discount(ShownPrice price) =>
        price.UnitDiscountPrice is { } lower ? new OfferDiscount(lower, Day(price.DiscountStartDate), Day(price.DiscountEndDate)) : null;

    // Days are sent without a time. One that begins or ends with a day of UTC was counted in UTC, whatever zone the store has.
    private DateOnly? Day(DateTimeOffset? time) => time is not { } at
        ? null
        : DateOnly.FromDateTime(at.UtcDateTime is { Hour: 0, Minute: 0, Second: 0 } or { Hour: 23, Minute: 59, Second: 59 } ? at.UtcDateTime : TimeZoneInfo.ConvertTime(at, zone).DateTime);

    private T Given<T>(MiraklResult<T> result)
        where T : class => result.Value ?? throw new MiraklCallException(api.Account, result.Failure!);
}
