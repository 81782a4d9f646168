using Pipeline.Core.Channels.Offers;
using Pipeline.Core.Issues;
using Pipeline.Core.Offers.Listings;

namespace Pipeline.Core.Offers.Sending;

/// <summary>Brings an import to its end, from wherever it stands: intent, effect, outcome. May be cut and repeated at any point.</summary>
/// <remarks>
/// An import that is meant and has no id at the channel may have been sent: the channel is asked for its imports since, and only if
/// none of them can be it, the file is sent again. That is harmless should the answer have come late: the same file sets the same
/// values, and no younger file of the store is sent before.
/// </remarks>
public sealed class OfferImportFollow(IOfferImportStore imports, IListingStore listings, IOfferStepQueue steps, TimeProvider clock)
{
    private const int AtOnce = 8;

    // Clocks differ, and a channel may write whole seconds.
    private static readonly TimeSpan ClockMargin = TimeSpan.FromSeconds(30);

    /// <summary>Takes the next step of an import; what may come after it is asked for by message.</summary>
    /// <returns>The import as it stands.</returns>
    public async Task<OfferImport> GoOnAsync(IOfferTarget target, OfferImport import, bool isFirst, CancellationToken cancellationToken)
    {
        if (import.Stage is OfferImportStage.Intended)
        {
            IReadOnlyList<Offer> offers = await imports.ReadOffersAsync(import, cancellationToken);
            await MarkAsync(import, offers, cancellationToken);
            OfferImportReceipt receipt = (isFirst ? null : await FindSentAsync(target, import, cancellationToken))
                ?? await target.SendAsync(await imports.ReadFileAsync(import, cancellationToken), cancellationToken);
            import = await imports.UpdateAsync(
                import.Store,
                import.Id,
                standing => standing.Stage is not OfferImportStage.Intended ? standing : standing with
                {
                    Stage = OfferImportStage.Sent,
                    ChannelImportId = receipt.ImportId,
                    ExchangeId = receipt.ExchangeId,
                    SentAt = clock.GetUtcNow(),
                    NextLookAt = clock.GetUtcNow() + target.Terms.FirstLook,
                },
                cancellationToken);
            await steps.SendAsync(new OfferStep(import.Store, import.Id), target.Terms.FirstLook, cancellationToken);
            return import;
        }

        return import is { Stage: OfferImportStage.Sent } && !(import.NextLookAt > clock.GetUtcNow())
            ? await LookAsync(target, import, cancellationToken)
            : import;
    }

    private async Task<OfferImport> LookAsync(IOfferTarget target, OfferImport import, CancellationToken cancellationToken)
    {
        OfferImportStatus? status = await target.AskAsync(import.ChannelImportId!, cancellationToken);
        if (status is { State: OfferImportState.Waiting or OfferImportState.Running })
        {
            import = await imports.UpdateAsync(
                import.Store,
                import.Id,
                standing => standing.Stage is not OfferImportStage.Sent ? standing : standing with { Status = status, NextLookAt = clock.GetUtcNow() + target.Terms.NextLook },
                cancellationToken);
            await steps.SendAsync(new OfferStep(import.Store, import.Id), target.Terms.NextLook, cancellationToken);
            return import;
        }

        OfferImportReport? report = status is { State: OfferImportState.Complete } and ({ Failed: > 0 } or { HasReport: true })
            ? await target.ReadReportAsync(import.ChannelImportId!, cancellationToken)
            : null;
        if (report is not null)
        {
            await imports.KeepReportAsync(import, report, cancellationToken);
        }

        await SettleAsync(import, status is { State: OfferImportState.Complete }, report, cancellationToken);
        return await imports.UpdateAsync(
            import.Store,
            import.Id,
            standing => !standing.IsOpen ? standing : standing with
            {
                Stage = status is not { State: OfferImportState.Complete } ? OfferImportStage.Failed
                    : report is { Rows.Count: > 0 } || status.Failed > 0 ? OfferImportStage.Partial
                    : OfferImportStage.Succeeded,
                Status = status ?? standing.Status,
                Reason = status is null ? "The channel knows the import no more." : status.Reason,
                Reports = report is null ? [] : [report.Code],
                NextLookAt = null,
                EndedAt = clock.GetUtcNow(),
            },
            cancellationToken);
    }

    /// <summary>Writes to the listings what came of their offers: confirmed, or refused with the reason; a failed import leaves them to be sent again.</summary>
    private async Task SettleAsync(OfferImport import, bool isComplete, OfferImportReport? report, CancellationToken cancellationToken)
    {
        IReadOnlyList<Offer> offers = await imports.ReadOffersAsync(import, cancellationToken);
        Dictionary<string, RefusedRow> refused = new(StringComparer.Ordinal);
        foreach (RefusedRow row in report?.Rows.Where(static row => row is { Sku: not null, Severity: Errors.IssueSeverity.Error }) ?? [])
        {
            _ = refused.TryAdd(row.Sku!, row);
        }

        await ChangeAsync(import.Store, offers, (listing, offer) => listing.Sent?.ImportId != import.Id ? listing
            : !isComplete ? listing with { Sent = null }
            : refused.TryGetValue(listing.Sku, out RefusedRow? row) ? listing with { Sent = null, Refused = offer, Refusal = IssueOf(row) }
            : listing with { Sent = null, Confirmed = offer.IsDelete ? null : offer, Refused = null, Refusal = null }, cancellationToken);
    }

    private Task MarkAsync(OfferImport import, IReadOnlyList<Offer> offers, CancellationToken cancellationToken) => ChangeAsync(
        import.Store, offers, (listing, offer) => listing.Sent?.ImportId == import.Id ? listing : listing with { Sent = new SentOffer(offer, import.Id) }, cancellationToken);

    private Task ChangeAsync(string store, IReadOnlyList<Offer> offers, Func<Listing, Offer, Listing> change, CancellationToken cancellationToken) => Parallel.ForEachAsync(
        offers.GroupBy(static offer => Listing.BucketOf(offer.Product.Id)),
        new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
        async (own, token) => _ = await listings.UpdateAsync(
            store,
            own.Key,
            bucket =>
            {
                List<Listing> changed = [];
                foreach (Offer offer in own)
                {
                    if (bucket.Listings.GetValueOrDefault(offer.Product.Id) is { } listing && listing.Sku == offer.Sku && change(listing, offer) is { } after && !ReferenceEquals(after, listing))
                    {
                        changed.Add(after);
                    }
                }

                return changed.Count == 0 ? bucket : bucket.With(changed);
            },
            token));

    /// <summary>The import that a lost answer was about: one that came there after it was meant, that no other record of ours names.</summary>
    private async Task<OfferImportReceipt?> FindSentAsync(IOfferTarget target, OfferImport import, CancellationToken cancellationToken)
    {
        IReadOnlyList<OfferImportStatus> there = await target.ListImportsAsync(import.CreatedAt - ClockMargin, cancellationToken);
        HashSet<string?> known = [.. (await imports.ListAsync(import.Store, 50, null, cancellationToken)).Items.Select(static one => one.ChannelImportId)];
        return there.FirstOrDefault(one => !known.Contains(one.ImportId) && (one.CreatedAt is null || one.CreatedAt >= import.CreatedAt - ClockMargin)
                && (one.Read == import.Lines || one.State is OfferImportState.Waiting or OfferImportState.Running)) is { } found
            ? new OfferImportReceipt(found.ImportId, null)
            : null;
    }

    private static Issue IssueOf(RefusedRow row) => new(row.Code, row.Field, row.Value)
    {
        SaidCause = row.Cause ?? row.Message.En ?? row.Message.Fr,
        SaidRemedy = row.Remedy,
        SaidSeverity = row.Severity,
    };
}
