using Pipeline.Core.Channels;
using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Errors;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Computing;
using Pipeline.Core.Offers.Listings;

namespace Pipeline.Core.Offers.Sending;

/// <summary>Sends the offers of a store that differ from what the channel has confirmed, and goes on with what an earlier run has begun.</summary>
public sealed class OfferExport(
    StoreDirectory stores, FlowCatalog flows, StorePorts ports, IStoreStateStore states, IListingStore listings, IOfferImportStore imports, OfferImportFollow follow,
    OfferComparison comparison, ListingComputation computation, IOfferStepQueue steps, IExecutionStore executions, TimeProvider clock) : IFlowExecutor
{
    private const int AskedAtOnce = 500;
    private const int BucketsAtOnce = 8;

    /// <inheritdoc />
    public bool Runs(FlowDefinition flow) => flow.Store is { } store && flow.Code == StoreFlows.CodeOf(store, StoreFlows.OfferExport);

    /// <inheritdoc />
    public async Task RunAsync(Execution execution, CancellationToken cancellationToken)
    {
        Store store = stores.Find(flows.Find(execution.Flow)!.Store!)!;
        if (await ports.OffersAsync(store, cancellationToken) is not { } target)
        {
            await EndAsync(execution, ExecutionStatus.NothingToDo, new FeedCounts(), "The store takes no offers.", cancellationToken);
            return;
        }

        // Whatever changes from now on asks for a run of its own.
        StoreState state = await states.UpdateAsync(store.Code, static state => state with { ExportDue = null }, cancellationToken);
        foreach (OfferImport open in await imports.ListOpenAsync(store.Code, cancellationToken))
        {
            _ = await follow.GoOnAsync(target, open, isFirst: false, cancellationToken);
        }

        if (state.HeldExecution is { } held && held != execution.Id && await executions.FindAsync(held, cancellationToken) is { IsFinished: false })
        {
            await EndAsync(execution, ExecutionStatus.NothingToDo, new FeedCounts(), $"Not sent: execution {held} waits for a person.", cancellationToken);
            return;
        }

        if (state.IsCheckDue)
        {
            _ = await comparison.RunAsync(store, target, cancellationToken);
        }

        _ = await computation.RefreshAsync(store, cancellationToken);
        if (state.SentAt + target.Terms.Pause is { } free && free > clock.GetUtcNow())
        {
            await steps.SendAsync(new OfferStep(store.Code, null), free - clock.GetUtcNow(), cancellationToken);
            await EndAsync(execution, ExecutionStatus.NothingToDo, new FeedCounts(), $"The channel wants to be left alone until {free:HH:mm:ss}.", cancellationToken);
            return;
        }

        await SendAsync(execution, store, target, cancellationToken);
    }

    private async Task SendAsync(Execution execution, Store store, IOfferTarget target, CancellationToken cancellationToken)
    {
        IReadOnlyDictionary<int, ListingCounts> counts = await listings.CountAsync(store.Code, cancellationToken);
        if (execution.DecidedBy is null && await JudgeAsync(store, counts, cancellationToken) is { } issue)
        {
            await HoldAsync(execution, store, issue, cancellationToken);
            return;
        }

        List<Listing> due = [];
        int failed = 0;
        IOfferFormat? format = null;
        foreach (int[] some in counts.Where(static one => one.Value.Due > 0).Select(static one => one.Key).Order().Chunk(BucketsAtOnce))
        {
            IOfferFormat rules = format ??= await target.ReadFormatAsync(cancellationToken);
            foreach ((IReadOnlyList<Listing> fit, int unfit) in await Task.WhenAll(some.Select(bucket => CheckAsync(store, bucket, target, rules, cancellationToken))))
            {
                due.AddRange(fit);
                failed += unfit;
            }

            if (due.Count >= target.Terms.MostLines)
            {
                break;
            }
        }

        FeedCounts count = new() { Read = due.Count + failed, Failed = failed };
        if (due.Count == 0)
        {
            await EndAsync(execution, failed > 0 ? ExecutionStatus.Partial : ExecutionStatus.NothingToDo, count, failed > 0 ? $"{failed} offers are kept back." : "No offer has changed.", cancellationToken);
            return;
        }

        Offer[] offers = [.. due.Take(target.Terms.MostLines).Select(static listing => listing.Wanted!)];
        OfferFile file = format!.Write(offers);
        OfferImport import = new()
        {
            Id = ExecutionId.New(clock.GetUtcNow()),
            Store = store.Code,
            ExecutionId = execution.Id,
            Lines = offers.Length,
            FileName = file.Name,
            ContentType = file.ContentType,
            CreatedAt = clock.GetUtcNow(),
        };
        _ = await states.UpdateAsync(store.Code, state => state with { SentAt = clock.GetUtcNow() }, cancellationToken);
        await imports.AddAsync(import, file, offers, cancellationToken);
        _ = await follow.GoOnAsync(target, import, isFirst: true, cancellationToken);
        if (counts.Values.Sum(static one => one.Due) - failed > offers.Length)
        {
            await steps.SendAsync(new OfferStep(store.Code, null), target.Terms.Pause, cancellationToken);
        }

        await EndAsync(
            execution, failed > 0 ? ExecutionStatus.Partial : ExecutionStatus.Succeeded, count with { Read = offers.Length + failed, Updated = offers.Length },
            $"{offers.Length} offers sent{(failed > 0 ? $", {failed} kept back" : string.Empty)}.", cancellationToken);
    }

    /// <summary>Judges all that is due, also what would go with a later file.</summary>
    private async Task<Issue?> JudgeAsync(Store store, IReadOnlyDictionary<int, ListingCounts> counts, CancellationToken cancellationToken)
    {
        int active = counts.Values.Sum(static one => one.Active);
        int[] buckets = [.. counts.Where(static one => one.Value.Due > 0).Select(static one => one.Key)];
        if (!MassGuard.MayHold(buckets.Sum(bucket => counts[bucket].Due), active))
        {
            return null;
        }

        List<Listing> concerned = [];
        foreach (int bucket in buckets)
        {
            concerned.AddRange((await listings.FindAsync(store.Code, bucket, cancellationToken)).Listings.Values.Where(static listing => listing.IsDue && MassGuard.Concerns(listing)));
        }

        return MassGuard.Judge(concerned, active);
    }

    /// <summary>Asks for the products of what was never offered, and checks what is due; both leave their word at the listing.</summary>
    private async Task<(IReadOnlyList<Listing> Fit, int Unfit)> CheckAsync(
        Store store, int number, IOfferTarget target, IOfferFormat format, CancellationToken cancellationToken)
    {
        ListingBucket bucket = await listings.FindAsync(store.Code, number, cancellationToken);
        Listing[] due = [.. bucket.Listings.Values.Where(static listing => listing.IsDue)];
        Dictionary<string, Offer> looked = due.ToDictionary(static listing => listing.Gtin, static listing => listing.Wanted!, StringComparer.Ordinal);
        HashSet<string> missing = await FindMissingAsync(target, due, cancellationToken);
        Dictionary<string, IReadOnlyList<Issue>> faults = new(StringComparer.Ordinal);
        foreach (Listing listing in due.Where(static listing => !listing.Wanted!.IsDelete))
        {
            if (format.Check(listing.Wanted!) is { Count: > 0 } found)
            {
                faults[listing.Gtin] = found;
            }
        }

        if (missing.Count > 0 || faults.Count > 0)
        {
            bucket = await listings.UpdateAsync(
                store.Code,
                bucket,
                standing => standing.With(standing.Listings.Values
                    .Where(listing => listing.IsDue && (missing.Contains(listing.Gtin) || (faults.ContainsKey(listing.Gtin) && IsAsChecked(listing))))
                    .Select(listing => listing with
                    {
                        IsProductMissing = missing.Contains(listing.Gtin),
                        Issues = [.. faults.GetValueOrDefault(listing.Gtin, []), .. listing.Issues.Where(static issue => issue.Severity != IssueSeverity.Error)],
                    })),
                cancellationToken);
        }

        Listing[] fit = [.. bucket.Listings.Values.Where(listing => listing.IsDue && IsAsChecked(listing)).OrderBy(static listing => listing.Sku, StringComparer.Ordinal)];
        return (fit, due.Length - fit.Length);

        bool IsAsChecked(Listing listing) => looked.GetValueOrDefault(listing.Gtin) == listing.Wanted;
    }

    private static async Task<HashSet<string>> FindMissingAsync(IOfferTarget target, Listing[] due, CancellationToken cancellationToken)
    {
        HashSet<string> missing = new(StringComparer.Ordinal);
        foreach (Listing[] some in due.Where(static listing => listing.Confirmed is null && !listing.Wanted!.IsDelete).Chunk(AskedAtOnce))
        {
            IReadOnlySet<ProductReference> there = await target.FindProductsAsync([.. some.Select(static listing => listing.Wanted!.Product)], cancellationToken);
            missing.UnionWith(some.Where(listing => !there.Contains(listing.Wanted!.Product)).Select(static listing => listing.Gtin));
        }

        return missing;
    }

    private async Task HoldAsync(Execution execution, Store store, Issue issue, CancellationToken cancellationToken)
    {
        _ = await states.UpdateAsync(store.Code, state => state with { HeldExecution = execution.Id }, cancellationToken);
        _ = await executions.UpdateAsync(
            execution.Id,
            standing => standing with { Status = ExecutionStatus.Held, HoldReason = issue.Cause, FirstError = issue, Summary = issue.Cause },
            cancellationToken);
    }

    private async Task EndAsync(Execution execution, ExecutionStatus status, FeedCounts counts, string summary, CancellationToken cancellationToken)
    {
        if (execution.DecidedBy is not null)
        {
            _ = await states.UpdateAsync(
                flows.Find(execution.Flow)!.Store!, state => state.HeldExecution == execution.Id ? state with { HeldExecution = null } : state, cancellationToken);
        }

        _ = await executions.UpdateAsync(
            execution.Id, standing => standing with { Status = status, Counts = counts, Summary = summary, FinishedAt = clock.GetUtcNow() }, cancellationToken);
    }
}
