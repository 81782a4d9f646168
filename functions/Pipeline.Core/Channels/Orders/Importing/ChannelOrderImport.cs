using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Core.Orders.Records;
using Pipeline.Core.Orders.Selling;

namespace Pipeline.Core.Channels.Orders.Importing;

/// <summary>Takes in the orders of a store, each once and whole, however often and wherever it is cut.</summary>
/// <remarks>
/// All pages are read before anything is done. An order is claimed by its store and its id there; the claim says which order of
/// ours it becomes, so that a repetition finds it. What cannot be taken in yet is set aside and read again at each run.
/// The watermark moves last.
/// </remarks>
public sealed class ChannelOrderImport(
    IChannelOrderStore claims, IListingLookup listings, IOrderStore orders, OrderUpdater updates, IOrderSignalQueue signals, TimeProvider clock)
{
    /// <summary>How far before the watermark is read again: a channel's pages may lag behind its clock.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    /// <summary>Runs once.</summary>
    /// <param name="store">The store.</param>
    /// <param name="source">Where its orders come from.</param>
    /// <param name="terms">Kind, mode and abilities of its channel.</param>
    /// <param name="cancellationToken">Stops between two orders; the next run goes on.</param>
    public async Task<ChannelOrderCounts> RunAsync(Store store, IOrderSource source, ChannelOrderTerms terms, CancellationToken cancellationToken)
    {
        DateTimeOffset? watermark = await claims.FindWatermarkAsync(store.Code, cancellationToken);
        Dictionary<string, ChannelOrder> read = new(StringComparer.Ordinal);
        await foreach (ChannelOrder order in source.ReadChangedAsync(watermark - Overlap ?? store.OrdersFrom, cancellationToken))
        {
            Keep(read, order);
        }

        ChannelOrderCounts counts = new();
        foreach (ChannelOrder order in await AddWaitingAsync(store, source, read, counts, cancellationToken))
        {
            await TakeAsync(store, terms, order, counts, cancellationToken);
        }

        DateTimeOffset? latest = read.Values.Max(static order => (DateTimeOffset?)order.UpdatedAt);
        if (latest > (watermark ?? DateTimeOffset.MinValue))
        {
            await claims.SetWatermarkAsync(store.Code, latest.Value, cancellationToken);
        }

        return counts;
    }

    private static void Keep(Dictionary<string, ChannelOrder> read, ChannelOrder order)
    {
        if (!read.TryGetValue(order.ExternalId, out ChannelOrder? known) || known.UpdatedAt <= order.UpdatedAt)
        {
            read[order.ExternalId] = order;
        }
    }

    /// <summary>The orders that were read, and those that wait, as they are now; the oldest first.</summary>
    private async Task<IReadOnlyList<ChannelOrder>> AddWaitingAsync(
        Store store, IOrderSource source, Dictionary<string, ChannelOrder> read, ChannelOrderCounts counts, CancellationToken cancellationToken)
    {
        IReadOnlyList<ChannelOrderClaim> waiting = await claims.ListWaitingAsync(store.Code, cancellationToken);
        List<ChannelOrder> all = [.. read.Values];
        string[] unread = [.. waiting.Select(static claim => claim.ExternalId).Where(id => !read.ContainsKey(id))];
        if (unread.Length > 0)
        {
            IReadOnlyList<ChannelOrder> found = await source.FindAsync(unread, cancellationToken);
            all.AddRange(found);
            foreach (ChannelOrderClaim claim in waiting.Where(claim => unread.Contains(claim.ExternalId) && found.All(order => order.ExternalId != claim.ExternalId)))
            {
                Issue gone = new(IssueCodes.ChannelOrderGone, claim.ExternalId, null);
                counts.Add(ChannelClaimState.SetAside, gone);
                await claims.PutAsync(claim with { State = ChannelClaimState.SetAside, Reason = gone, LastSeenAt = clock.GetUtcNow() }, cancellationToken);
            }
        }

        return [.. all.OrderBy(static order => order.CreatedAt).ThenBy(static order => order.ExternalId, StringComparer.Ordinal)];
    }

    private async Task TakeAsync(Store store, ChannelOrderTerms terms, ChannelOrder order, ChannelOrderCounts counts, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        ChannelOrderClaim claim = await claims.ClaimAsync(
            new ChannelOrderClaim
            {
                Store = store.Code, ExternalId = order.ExternalId, CommercialId = order.CommercialId, OrderId = ExecutionId.New(now),
                FirstSeenAt = now, LastSeenAt = now,
            },
            cancellationToken);
        if (claim.State == ChannelClaimState.Imported || await orders.FindAsync(claim.OrderId, cancellationToken) is not null)
        {
            await UpdateAsync(claim, order, counts, cancellationToken);
            return;
        }

        (ChannelClaimState state, Issue? reason) = ChannelOrderMapping.Judge(store, order);
        if (state == ChannelClaimState.Imported)
        {
            (OrderRecord? record, reason) = ChannelOrderMapping.Map(
                store, terms.Kind, order,
                await listings.FindAsync(store.Code, [.. order.Lines.Select(static line => line.OfferSku).Distinct()], cancellationToken),
                new NewChannelOrder(claim.OrderId, now, terms.IsTest, terms.Abilities));
            state = record is null ? ChannelClaimState.SetAside : state;
            if (record is not null)
            {
                _ = await orders.TryAddAsync(record, [ChannelOrderMapping.FirstEvent(record)], cancellationToken);
                await signals.SendAsync(claim.OrderId, cancellationToken);
            }
        }

        counts.Add(state, reason);
        if (claim.State != state || claim.Reason != reason)
        {
            await claims.PutAsync(claim with { State = state, Reason = reason, LastSeenAt = now }, cancellationToken);
        }
    }

    private async Task UpdateAsync(ChannelOrderClaim claim, ChannelOrder order, ChannelOrderCounts counts, CancellationToken cancellationToken)
    {
        bool isChanged = false;
        _ = await updates.UpdateAsync(
            claim.OrderId,
            change =>
            {
                ChannelOrderMapping.Update(change, order);
                isChanged = change.HasChanged;
            },
            cancellationToken);
        if (isChanged || claim.State != ChannelClaimState.Imported)
        {
            await signals.SendAsync(claim.OrderId, cancellationToken);
        }

        if (claim.State != ChannelClaimState.Imported)
        {
            await claims.PutAsync(claim with { State = ChannelClaimState.Imported, Reason = null, LastSeenAt = clock.GetUtcNow() }, cancellationToken);
        }

        counts.Updated += isChanged ? 1 : 0;
        counts.Unchanged += isChanged ? 0 : 1;
    }
}

/// <summary>What an import has to know of a store's channel.</summary>
/// <param name="Kind">Kind of the channel.</param>
/// <param name="IsTest">Whether the store is in test mode: its orders are never bought.</param>
/// <param name="Abilities">What it can be told about orders.</param>
public sealed record ChannelOrderTerms(string Kind, bool IsTest, OrderAbilities Abilities);
