using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Exchanges;
using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Notifications.Inbox;

namespace Pipeline.Core.Setup;

/// <summary>Says of each partner what is set up, what is missing, and what does not work: from its settings and from what has happened since.</summary>
public sealed class SetupChecklist(
    DistributorCatalog partners, FlowDirectory flows, IFeedStore feeds, IExecutionLog executions, IExchangeStore exchanges, IMessageInbox inbox)
{
    private const int RunsLooked = 200;
    private const int ExchangesLooked = 20;

    /// <summary>All partners, in the order of their registration: three reads, and two more for each.</summary>
    public async Task<IReadOnlyList<PartnerSetup>> ReadAsync(CancellationToken cancellationToken)
    {
        IReadOnlyList<Flow> all = await flows.ListAsync(cancellationToken);
        ILookup<string, Execution> runs = (await executions.ListAsync(new ExecutionFilter(), RunsLooked, null, cancellationToken)).Items.ToLookup(static run => run.Flow, StringComparer.Ordinal);
        Dictionary<FeedId, FeedRecord> records = await feeds.ReadAllAsync(null, cancellationToken).ToDictionaryAsync(static record => record.Feed, cancellationToken: cancellationToken);
        List<PartnerSetup> setups = [];
        foreach (IDistributor partner in partners.All)
        {
            List<SetupTask> tasks = [];
            foreach (DistributorFeed feed in partner.Feeds)
            {
                FeedId id = new(partner.Code, feed.Kind);
                Flow? flow = all.FirstOrDefault(one => one.Definition.Distributor == partner.Code && one.Definition.Feed == id.KindName);
                tasks.AddRange(OfFeed(id, feed, records.GetValueOrDefault(id), flow is null ? null : runs[flow.Code].FirstOrDefault(static run => run.IsFinished || run.Status is ExecutionStatus.Held)));
            }

            tasks.AddRange(await OfServicesAsync(partner, cancellationToken));
            tasks.AddRange(partner.Push is { } push ? await OfPushAsync(partner, push, cancellationToken) : []);
            tasks.AddRange(all.Where(flow => flow.Definition.Distributor == partner.Code && flow.Definition.Direction is FlowDirection.Out)
                .Select(static flow => new SetupTask(SetupTaskKind.Live, flow.Mode is FlowMode.Live ? SetupState.Done : SetupState.Started) { FeedTitle = flow.Definition.Title }));
            setups.Add(new PartnerSetup(partner.Code, partner.Name, tasks));
        }

        return setups;
    }

    /// <summary>Whether nothing is set up yet: no file was ever accepted and no partner takes orders. Two reads at most.</summary>
    public async Task<bool> IsFreshAsync(CancellationToken cancellationToken) =>
        !await feeds.ReadAllAsync(null, cancellationToken).AnyAsync(static record => record.Accepted is not null, cancellationToken)
        && (await exchanges.ListAsync(new ExchangeFilter(HasFailed: false), 1, null, cancellationToken)).Items.Count == 0;

    private static IEnumerable<SetupTask> OfFeed(FeedId id, DistributorFeed feed, FeedRecord? record, Execution? last)
    {
        bool hasCome = record is { Accepted: not null } or { LastLanded: not null };
        bool hasFailed = last?.Status is ExecutionStatus.Failed;
        bool hasLayoutFault = last?.FirstError?.Code == IssueCodes.ProfileInvalid;
        SetupState access = hasCome && !hasFailed ? SetupState.Done
            : hasFailed ? SetupState.Problem
            : feed.MissingSetting is not null ? SetupState.NotStarted : SetupState.Started;
        SetupTask task = new(SetupTaskKind.FeedAccess, access) { Feed = id.KindName, FeedTitle = feed.Title };
        yield return task with
        {
            Detail = hasFailed ? last!.FirstError?.Cause ?? last.Summary : access is SetupState.NotStarted ? feed.MissingSetting : null,
            Fault = hasFailed ? last!.FirstError : null,
            At = access is SetupState.Done ? record!.LastLanded?.SeenAt ?? record.Accepted?.AcceptedAt : last?.FinishedAt,
            Run = last?.Id,
        };
        yield return task with
        {
            Kind = SetupTaskKind.Layout,
            State = hasLayoutFault ? SetupState.Problem : record?.Accepted is not null ? SetupState.Done : SetupState.Started,
            Detail = hasLayoutFault ? last!.FirstError!.Cause : feed.Profile,
            Fault = hasLayoutFault ? last!.FirstError : null,
        };
        bool isStopped = last?.Status is ExecutionStatus.Held or ExecutionStatus.Refused;
        SetupState file = record?.Accepted is not null ? SetupState.Done
            : isStopped ? SetupState.Problem
            : hasCome ? SetupState.Started
            : access is SetupState.Started ? SetupState.NotStarted : SetupState.CannotStart;
        yield return task with
        {
            Kind = SetupTaskKind.FirstFile,
            State = file,
            Needs = file is SetupState.CannotStart ? SetupTaskKind.FeedAccess : null,
            Detail = file is SetupState.Problem ? last!.FirstError?.Cause ?? last.HoldReason ?? last.Summary : null,
            Fault = file is SetupState.Problem ? last!.FirstError : null,
            At = record?.Accepted?.AcceptedAt,
            Run = file is SetupState.Done ? record!.Accepted!.ExecutionId : last?.Id,
        };
    }

    private async Task<IEnumerable<SetupTask>> OfServicesAsync(IDistributor partner, CancellationToken cancellationToken)
    {
        if (partner.MissingServices is { } missing)
        {
            return
            [
                new SetupTask(SetupTaskKind.OrderServices, SetupState.NotStarted) { Detail = missing },
                new SetupTask(SetupTaskKind.FirstAnswer, SetupState.CannotStart) { Needs = SetupTaskKind.OrderServices },
            ];
        }

        ExchangeHead[] asked =
        [
            .. (await exchanges.ListAsync(new ExchangeFilter(partner.Code), ExchangesLooked, null, cancellationToken)).Items
                .Where(static exchange => exchange.Direction is ExchangeDirection.Out),
        ];
        ExchangeHead? last = asked is [{ } latest, ..] ? latest : null;
        ExchangeHead? shown = last is { HasFailed: true } ? last : asked.FirstOrDefault(static exchange => !exchange.HasFailed);
        return
        [
            new SetupTask(SetupTaskKind.OrderServices, SetupState.Done),
            new SetupTask(SetupTaskKind.FirstAnswer, shown is null ? SetupState.NotStarted : shown.HasFailed ? SetupState.Problem : SetupState.Done)
            {
                At = shown?.StartedAt,
                Exchange = shown?.Id,
                Detail = shown is { HasFailed: true } ? shown.Fault ?? FormattableString.Invariant($"HTTP {shown.Status}") : null,
            },
        ];
    }

    private async Task<IEnumerable<SetupTask>> OfPushAsync(IDistributor partner, PushCredentials push, CancellationToken cancellationToken)
    {
        if (push is { Keys: [], Logins: [], HmacSecrets: [], CertificateThumbprints: [] })
        {
            return
            [
                new SetupTask(SetupTaskKind.PushAccess, SetupState.NotStarted),
                new SetupTask(SetupTaskKind.FirstMessage, SetupState.CannotStart) { Needs = SetupTaskKind.PushAccess },
            ];
        }

        IReadOnlyList<PushedMessage> come = (await inbox.ListAsync(new MessageFilter(null, partner.Code), 1, null, cancellationToken)).Items;
        return
        [
            new SetupTask(SetupTaskKind.PushAccess, SetupState.Done),
            new SetupTask(SetupTaskKind.FirstMessage, come.Count == 0 ? SetupState.Started : SetupState.Done) { At = come.Count == 0 ? null : come[0].ReceivedAt },
        ];
    }
}
