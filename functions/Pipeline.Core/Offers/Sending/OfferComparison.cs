using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Offers.Listings;

namespace Pipeline.Core.Offers.Sending;

/// <summary>Compares the offers of a store with what the channel shows: what differs is drift, and is sent again as what is wanted.</summary>
public sealed class OfferComparison(
    StoreDirectory stores, FlowCatalog flows, StorePorts ports, IStoreStateStore states, IListingStore listings, IOfferImportStore imports,
    ExportRequest export, IExecutionStore executions, TimeProvider clock) : IFlowExecutor
{
    /// <summary>So many prices that we did not set, within a day, mean that somebody else writes offers.</summary>
    public const int TwinPrices = 2;

    private const int Shown = 5;
    private const int PageSize = 500;

    private static readonly TimeSpan ClockMargin = TimeSpan.FromMinutes(10);

    /// <inheritdoc />
    public bool Runs(FlowDefinition flow) => flow.Store is { } store && flow.Code == StoreFlows.CodeOf(store, StoreFlows.OfferCheck);

    /// <inheritdoc />
    public async Task RunAsync(Execution execution, CancellationToken cancellationToken)
    {
        Store store = stores.Find(flows.Find(execution.Flow)!.Store!)!;
        OfferDrift drift = await ports.OffersAsync(store, cancellationToken) is { } target
            ? await RunAsync(store, target, cancellationToken)
            : new OfferDrift();
        _ = await executions.UpdateAsync(
            execution.Id,
            standing => standing with
            {
                Status = drift.Differing + drift.Missing + drift.Unknown == 0 ? ExecutionStatus.Succeeded : ExecutionStatus.Partial,
                Counts = new FeedCounts { Read = drift.Read, Updated = drift.Differing, Unchanged = drift.Read - drift.Differing - drift.Unknown, Skipped = drift.Unknown },
                Summary = drift.ToString(),
                FinishedAt = clock.GetUtcNow(),
            },
            cancellationToken);
        _ = await export.AskAsync(store.Code, cancellationToken);
    }

    /// <summary>Compares, and takes what the channel shows for confirmed. May be repeated.</summary>
    public async Task<OfferDrift> RunAsync(Store store, IOfferTarget target, CancellationToken cancellationToken)
    {
        Dictionary<string, ConfirmedOffer> there = new(StringComparer.Ordinal);
        await foreach (ConfirmedOffer offer in target.ReadOffersAsync(cancellationToken))
        {
            there[offer.Sku] = offer;
        }

        OfferDrift drift = new() { Read = there.Count };
        List<string> strange = [];
        HashSet<string> known = new(StringComparer.Ordinal);
        foreach (int bucket in (await listings.CountAsync(store.Code, cancellationToken)).Keys)
        {
            int differing = 0;
            int missing = 0;
            List<string> prices = [];
            ListingBucket after = await listings.UpdateAsync(
                store.Code,
                bucket,
                standing =>
                {
                    (differing, missing) = (0, 0);
                    prices.Clear();
                    List<Listing> changed = [];
                    foreach (Listing listing in standing.Listings.Values)
                    {
                        ConfirmedOffer? shown = there.GetValueOrDefault(listing.Sku);
                        Listing seen = Seen(listing, shown);
                        bool isDrift = seen.Confirmed != listing.Confirmed && listing.Confirmed is not null && listing.Sent is null;
                        differing += isDrift && shown is not null ? 1 : 0;
                        missing += isDrift && shown is null ? 1 : 0;
                        prices.AddRange(isDrift && shown?.Price is { } price && price != listing.Confirmed!.Price ? [listing.Sku] : []);
                        changed.AddRange(seen == listing ? [] : [seen]);
                    }

                    return changed.Count == 0 ? standing : standing.With(changed);
                },
                cancellationToken);
            drift = drift with { Differing = drift.Differing + differing, Missing = drift.Missing + missing };
            strange.AddRange(prices);
            known.UnionWith(after.Listings.Values.Select(static listing => listing.Sku));
        }

        drift = drift with { Unknown = there.Keys.Count(sku => !known.Contains(sku)), Repriced = strange.Count };
        string? twin = await FindTwinAsync(store, target, strange, cancellationToken);
        _ = await states.UpdateAsync(
            store.Code,
            state => state with
            {
                IsCheckDue = false,
                CheckedAt = clock.GetUtcNow(),
                Drift = drift.ToString(),
                TwinSeenAt = twin is null ? state.TwinSeenAt : clock.GetUtcNow(),
                TwinSeen = twin ?? state.TwinSeen,
            },
            cancellationToken);
        return drift;
    }

    /// <summary>The listing with what the channel shows as confirmed; what the channel does not show of an offer stays as it was sent.</summary>
    private static Listing Seen(Listing listing, ConfirmedOffer? shown)
    {
        if (shown is not { Price: { } price })
        {
            // A product that was missing is asked for again.
            return listing is { Confirmed: null, Inactivity: null, IsProductMissing: false } ? listing : listing with
            {
                Confirmed = null, Inactivity = null, IsProductMissing = false,
            };
        }

        Offer sent = listing.Confirmed ?? listing.Wanted ?? new Offer { Sku = listing.Sku, Product = ProductReference.OfGtin(listing.Gtin) };
        Offer confirmed = sent with
        {
            IsDelete = false,
            Price = price,
            Quantity = shown.Quantity,
            State = shown.State ?? sent.State,
            LeadTime = shown.LeadTime ?? sent.LeadTime,
            Discount = shown.Discount,
            Prices = shown.Prices,
        };
        string? inactivity = shown.IsActive || shown.InactivityReasons.Count == 0 ? null : string.Join(", ", shown.InactivityReasons);
        return listing with
        {
            Confirmed = confirmed == listing.Confirmed ? listing.Confirmed : confirmed, Inactivity = inactivity, IsProductMissing = false,
        };
    }

    /// <summary>What tells of another writer, or null. Of offers that were never really sent, and at the first look after a change of mode, nothing does.</summary>
    private async Task<string?> FindTwinAsync(Store store, IOfferTarget target, List<string> repriced, CancellationToken cancellationToken)
    {
        if (target is SimulatedOfferTarget || (await states.FindAsync(store.Code, cancellationToken)).IsCheckDue)
        {
            return null;
        }

        return repriced.Count >= TwinPrices ? $"prices of {string.Join(", ", repriced.Order(StringComparer.Ordinal).Take(Shown))}"
            : await FindForeignAsync(store, target, cancellationToken) is { } foreign ? $"import {foreign}"
            : null;
    }

    private async Task<string?> FindForeignAsync(Store store, IOfferTarget target, CancellationToken cancellationToken)
    {
        DateTimeOffset since = clock.GetUtcNow() - TimeSpan.FromDays(1);
        IReadOnlyList<OfferImportStatus> there = await target.ListImportsAsync(since, cancellationToken);
        HashSet<string> ours = new(StringComparer.Ordinal);
        string? cursor = null;
        bool isRecent;
        do
        {
            Page<OfferImport> page = await imports.ListAsync(store.Code, PageSize, cursor, cancellationToken);
            if (page.Items.Any(static one => one.Stage is OfferImportStage.Intended))
            {
                // One of those there may be ours without our knowing it yet.
                return null;
            }

            ours.UnionWith(page.Items.Select(static one => one.ChannelImportId).OfType<string>());
            isRecent = page.Items is [.., { } last] && last.CreatedAt >= since - ClockMargin;
            cursor = page.Cursor;
        }
        while (cursor is not null && isRecent);
        return there.FirstOrDefault(one => !ours.Contains(one.ImportId))?.ImportId;
    }
}

/// <summary>What a comparison has found.</summary>
public sealed record OfferDrift
{
    /// <summary>Offers that the channel shows.</summary>
    public int Read { get; init; }

    /// <summary>Those that differ from what was confirmed.</summary>
    public int Differing { get; init; }

    /// <summary>Of these, those whose price differs.</summary>
    public int Repriced { get; init; }

    /// <summary>Confirmed offers that the channel does not show any more.</summary>
    public int Missing { get; init; }

    /// <summary>Offers there that no listing is for.</summary>
    public int Unknown { get; init; }

    /// <summary>What was found, in a sentence.</summary>
    public override string ToString() => FormattableString.Invariant(
        $"{Read} offers there: {Differing} differ ({Repriced} in price), {Missing} of ours are missing, {Unknown} are not ours.");
}
