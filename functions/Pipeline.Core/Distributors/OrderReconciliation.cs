using System.Globalization;
using Pipeline.Core.Errors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Flows.Requests;
using Pipeline.Core.Flows.Running;
using Pipeline.Core.Issues;
using Pipeline.Core.Reconciliation;

namespace Pipeline.Core.Distributors;

/// <summary>Does the flows that compare our orders with a distributor's own list.</summary>
/// <remarks>
/// May be cut anywhere and run again: items have keys, and what is found again is the same item. Each day is asked for in a call of
/// its own; beside the days of the terms those of items that still stand, for 90 days, so that they are seen to be resolved. What was
/// found on a day that could not be listed stays as it is. What was resolved goes a year after it was last seen.
/// </remarks>
public sealed class OrderReconciliation(
    DistributorCatalog distributors,
    OwnPurchaseReader purchases,
    IReconciliationStore items,
    IReportStore reports,
    IExecutionStore executions,
    IExecutionObserver observer,
    FlowCatalog flows,
    TimeProvider clock) : IFlowExecutor
{
    private const string Job = "reconcile";
    private const int FollowedDays = 90;
    private const int KeptDays = 365;

    /// <summary>The flow of a distributor that lists orders; none of another.</summary>
    public static IEnumerable<FlowDefinition> FlowsOf(IDistributor distributor) => distributor.Reconciliation is not { } terms ? [] :
    [
        new FlowDefinition
        {
            Code = $"{distributor.ShortName}.{Job}",
            Title = $"{distributor.Name} orders compared with ours",
            Distributor = distributor.Code,
            Expression = terms.Schedule,
            TimeZone = distributor.TimeZone,
            MissingSetting = distributor.MissingServices,
        },
    ];

    /// <inheritdoc/>
    public bool Runs(FlowDefinition flow) => flow.Feed is null && flow.Code.EndsWith($".{Job}", StringComparison.Ordinal);

    /// <inheritdoc/>
    public RunParts PartsOf(FlowDefinition flow) => RunParts.Window | RunParts.Record | RunParts.DryRun;

    /// <inheritdoc/>
    public async Task RunAsync(Execution execution, CancellationToken cancellationToken)
    {
        IDistributor distributor = distributors.Find(flows.Find(execution.Flow)!.Distributor!)!;
        DateTimeOffset now = clock.GetUtcNow();
        TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(distributor.TimeZone);
        OwnPurchase? only = execution.Request?.Record is { } number
            ? await purchases.FindAsync(new ListedOrder { PurchaseOrderNumber = number }, distributor.Code, zone, cancellationToken)
            : null;
        DateOnly today = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);
        Listing listing = new(distributor, distributor.Reconciliation!, zone, now) { Scope = ReconciliationScope.Of(execution.Request, today, zone, only) };
        IReadOnlyList<ReconciliationItem> known =
            [.. (await items.ReadAsync(distributor.Code, cancellationToken)).Where(item => listing.Scope.Concerns(item.Difference.PurchaseOrderNumber))];
        await ReadOwnAsync(listing, known, cancellationToken);
        await ReadTheirsAsync(listing, DaysOf(listing, known), execution.Id, cancellationToken);
        Outcome outcome = Compare(listing, known);
        if (execution.Request?.DryRun is not true)
        {
            await items.WriteAsync(outcome.Items, outcome.Gone, cancellationToken);
        }

        Issue[] issues = [.. outcome.Open.Select(IssueOf)];
        string? report = issues.Length == 0 ? null : await reports.SaveAsync(execution.Id, issues, cancellationToken);
        observer.Ended(await executions.UpdateAsync(execution.Id, state => End(state, listing, outcome, report), cancellationToken));
    }

    /// <summary>Those of the terms, one more at their beginning, since an order may have another day than we think, and those of items.</summary>
    private static SortedSet<DateOnly> DaysOf(Listing listing, IReadOnlyList<ReconciliationItem> known) => listing.Scope.Days is { } asked ? [.. asked] :
    [
        .. Enumerable.Range(-listing.Terms.Days, listing.Terms.Days + 1).Select(listing.Today.AddDays),
        .. known.Where(static item => item.Since is not null).Select(static item => item.Day)
            .Concat(listing.Followed.Select(static purchase => purchase.Day).OfType<DateOnly>())
            .Where(day => day >= listing.Today.AddDays(-FollowedDays)),
    ];

    private async Task ReadOwnAsync(Listing listing, IReadOnlyList<ReconciliationItem> known, CancellationToken cancellationToken)
    {
        DateTimeOffset since = new(TimeZoneInfo.ConvertTimeToUtc(listing.FirstDay.ToDateTime(TimeOnly.MinValue), listing.Zone), TimeSpan.Zero);
        foreach (OwnPurchase purchase in await purchases.ListAsync(listing.Distributor.Code, listing.Zone, since, cancellationToken))
        {
            listing.Add(purchase);
        }

        // Orders of items that still stand may be older.
        foreach (string orderId in known.Where(static item => item.Since is not null).Select(static item => item.Difference.OrderId).OfType<string>().Distinct())
        {
            foreach (OwnPurchase purchase in await purchases.ReadAsync(orderId, listing.Distributor.Code, listing.Zone, cancellationToken))
            {
                listing.Add(purchase);
                listing.Followed.Add(purchase);
            }
        }
    }

    private async Task ReadTheirsAsync(Listing listing, SortedSet<DateOnly> days, string executionId, CancellationToken cancellationToken)
    {
        IOrderListing source = listing.Distributor.OrderListing();
        foreach (DateOnly day in days)
        {
            _ = await executions.UpdateAsync(
                executionId,
                state => state with { Progress = new ExecutionProgress { Step = "reading", Done = listing.Days.Count, Expected = days.Count } },
                cancellationToken);
            OrderListingResult listed = await source.ListAsync(
                day, [.. listing.Ours.Values.Where(purchase => purchase.IsSettled && purchase.Day == day).Select(static purchase => purchase.Number)], cancellationToken);
            if (listed.Problem is { } problem)
            {
                listing.Problem ??= problem;

                // A wrong key does not get better with the next day.
                if (problem.Severity == IssueSeverity.Error)
                {
                    return;
                }

                continue;
            }

            ExchangeContext.Cost?.Page();
            _ = listing.Days.Add(day);
            foreach (ListedOrder order in listed.Orders)
            {
                OwnPurchase? ours = listing.Find(order) ?? await purchases.FindAsync(order, listing.Distributor.Code, listing.Zone, cancellationToken);
                listing.Add(day, order, ours);
            }
        }
    }

    private static Outcome Compare(Listing listing, IReadOnlyList<ReconciliationItem> known)
    {
        Dictionary<string, ReconciliationItem> before = known.ToDictionary(static item => item.Key, StringComparer.Ordinal);
        Dictionary<string, ReconciliationItem> found = new(StringComparer.Ordinal);
        Outcome outcome = new();
        SerialArticles serials = SerialArticles.Of(listing.Listed);
        foreach ((OwnPurchase? ours, DateOnly day, List<ListedOrder> theirs) in listing.Pairs())
        {
            ReconciliationItem[] seen = [.. OrderComparison.Compare(ours, theirs, serials, listing.Terms, listing.Now).Select(difference => ReconciliationItem.See(
                before.GetValueOrDefault(ReconciliationItem.KeyOf(listing.Distributor.Code, difference)), listing.Distributor.Code, difference, day, listing.Now))];
            foreach (ReconciliationItem item in seen)
            {
                found[item.Key] = item;
            }

            ReconciliationItem[] open = [.. seen.Where(static item => item.State == ReconciliationState.Open)];
            outcome.Add(open.Length > 0, Array.Exists(open, item => before.GetValueOrDefault(item.Key)?.State != ReconciliationState.Open));
        }

        foreach (ReconciliationItem item in known.Where(item => !found.ContainsKey(item.Key) && item.Since is not null && listing.Days.Contains(item.Day)))
        {
            outcome.Miss(item);
        }

        outcome.Items.AddRange(found.Values);
        outcome.Gone.AddRange(known.Where(item => item is { State: ReconciliationState.Resolved, Since: null }
            && !found.ContainsKey(item.Key) && item.LastSeen < listing.Now.AddDays(-KeptDays)));
        return outcome;
    }

    private static Issue IssueOf(ReconciliationItem item) => new(item.Difference.Kind, null, item.Difference.Theirs)
    {
        SaidSeverity = IssueSeverity.Warning,
        Row = new RowPlace(0)
        {
            Column = item.Difference.PurchaseOrderNumber ?? item.Difference.DistributorOrderNumber,
            RawRow = string.Create(
                CultureInfo.InvariantCulture,
                $"{item.Difference.PurchaseOrderNumber} {item.Difference.DistributorOrderNumber} {item.Difference.Line}: ours {item.Difference.Ours ?? "none"}, theirs {item.Difference.Theirs ?? "none"}"),
        },
    };

    private Execution End(Execution state, Listing listing, Outcome outcome, string? report)
    {
        FeedCounts counts = outcome.Counts with { Warnings = outcome.Open.Count() };
        string sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"{counts.Read} orders of {listing.Days.Count} days compared: {counts.Unchanged} agree, {counts.Created + counts.Updated} differ ({counts.Created} newly), {counts.Removed} differences are resolved.");
        return state with
        {
            Status = listing.Problem is null ? ExecutionStatus.Succeeded : listing.Days.Count > 0 ? ExecutionStatus.Partial : ExecutionStatus.Failed,
            FinishedAt = clock.GetUtcNow(),
            Counts = counts,
            Progress = new ExecutionProgress { Step = "done", Done = listing.Days.Count, Expected = listing.Days.Count },
            Summary = listing.Problem is { } problem ? $"{sentence} Not every day could be listed: {problem.Cause}" : sentence,
            FirstError = listing.Problem,
            Report = report,
            Window = new ExecutionWindow(
                listing.Days.Count == 0 ? null : new DateTimeOffset(TimeZoneInfo.ConvertTimeToUtc(listing.Days.Min().ToDateTime(TimeOnly.MinValue), listing.Zone), TimeSpan.Zero), listing.Now),
        };
    }

    /// <summary>What is compared: ours, and theirs by the order of ours that they are.</summary>
    private sealed class Listing(IDistributor distributor, ReconciliationTerms terms, TimeZoneInfo zone, DateTimeOffset now)
    {
        private readonly Dictionary<string, (OwnPurchase? Ours, DateOnly Day, List<ListedOrder> Theirs)> theirs = new(StringComparer.OrdinalIgnoreCase);

        public IDistributor Distributor => distributor;

        public ReconciliationTerms Terms => terms;

        public TimeZoneInfo Zone => zone;

        public DateTimeOffset Now => now;

        public DateOnly Today { get; } = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, zone).DateTime);

        public required ReconciliationScope Scope { get; init; }

        public DateOnly FirstDay => Scope.First ?? Today.AddDays(1 - terms.Days);

        /// <summary>By number.</summary>
        public Dictionary<string, OwnPurchase> Ours { get; } = new(StringComparer.OrdinalIgnoreCase);

        /// <summary>Those of which something stands already.</summary>
        public List<OwnPurchase> Followed { get; } = [];

        /// <summary>The days that could be listed.</summary>
        public HashSet<DateOnly> Days { get; } = [];

        /// <summary>Every order of theirs.</summary>
        public IEnumerable<ListedOrder> Listed => theirs.Values.SelectMany(static order => order.Theirs);

        public Issue? Problem { get; set; }

        public void Add(OwnPurchase purchase) => Ours[purchase.Number.Value] = purchase;

        public OwnPurchase? Find(ListedOrder order) => order.PurchaseOrderNumber is { } number
            ? Ours.GetValueOrDefault(number)
            : Ours.Values.FirstOrDefault(purchase => OwnPurchaseReader.Is(purchase, order));

        public void Add(DateOnly day, ListedOrder order, OwnPurchase? ours)
        {
            string key = ours is null ? $"/{order.DistributorOrderNumber ?? order.PurchaseOrderNumber}" : ours.Number.Value;
            if (theirs.TryGetValue(key, out (OwnPurchase? Ours, DateOnly Day, List<ListedOrder> Theirs) known))
            {
                known.Theirs.Add(order);
            }
            else
            {
                theirs[key] = (ours, day, [order]);
            }
        }

        /// <summary>Each order once. One that is not listed may have the day before, in another time zone or just before midnight.</summary>
        public IEnumerable<(OwnPurchase? Ours, DateOnly Day, List<ListedOrder> Theirs)> Pairs() => theirs.Values.Concat(Ours.Values
            .Where(purchase => !theirs.ContainsKey(purchase.Number.Value) && purchase.Day is { } day && Days.Contains(day)
                && (Days.Contains(day.AddDays(-1)) || Followed.Contains(purchase)))
            .Select(static purchase => ((OwnPurchase?)purchase, purchase.Day!.Value, new List<ListedOrder>())))
            .Where(pair => Scope.Concerns(pair.Item1?.Number.Value ?? pair.Item3.FirstOrDefault()?.PurchaseOrderNumber));
    }

    /// <summary>What a comparison came to.</summary>
    private sealed class Outcome
    {
        public List<ReconciliationItem> Items { get; } = [];

        public List<ReconciliationItem> Gone { get; } = [];

        public FeedCounts Counts { get; private set; } = new();

        public IEnumerable<ReconciliationItem> Open => Items.Where(static item => item.State == ReconciliationState.Open);

        public void Add(bool differs, bool isNew) => Counts = (differs, isNew) switch
        {
            (false, _) => Counts with { Read = Counts.Read + 1, Unchanged = Counts.Unchanged + 1 },
            (_, true) => Counts with { Read = Counts.Read + 1, Created = Counts.Created + 1 },
            _ => Counts with { Read = Counts.Read + 1, Updated = Counts.Updated + 1 },
        };

        public void Miss(ReconciliationItem item)
        {
            Counts = item.State == ReconciliationState.Open ? Counts with { Removed = Counts.Removed + 1 } : Counts;
            if (item.Miss() is { } left)
            {
                Items.Add(left);
            }
            else
            {
                Gone.Add(item);
            }
        }
    }
}
