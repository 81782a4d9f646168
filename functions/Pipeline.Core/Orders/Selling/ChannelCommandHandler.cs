using System.Security.Cryptography;
using System.Text.Json;
using Pipeline.Core.Issues;
using Pipeline.Core.Messages;
using Pipeline.Core.Orders.Commands;
using Pipeline.Core.Orders.Records;

namespace Pipeline.Core.Orders.Selling;

/// <summary>What a person may have told to an order's channel. Each command may be repeated under its key and is told once.</summary>
/// <param name="updates">Changes records that others change too.</param>
/// <param name="signals">Wakes the life cycle, after the change is stored.</param>
/// <param name="clock">When a report is due.</param>
public sealed class ChannelCommandHandler(OrderUpdater updates, IOrderSignalQueue signals, TimeProvider clock)
{
    /// <summary>Accepts and refuses lines.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="accepted">Whether each line is accepted, by its number; every line is named.</param>
    /// <param name="requestedBy">Who decides.</param>
    /// <param name="cancellationToken">Gives up; calling again finishes.</param>
    /// <remarks>It has one key: a second decision that says the same is the first, another one is refused.</remarks>
    public Task<CommandResult> DecideAsync(
        string orderId, IReadOnlyDictionary<LineNumber, bool> accepted, string requestedBy, CancellationToken cancellationToken) =>
        RunAsync(orderId, change => Decide(change, accepted, requestedBy), cancellationToken);

    /// <summary>Cancels lines at the channel; what is left of the order goes on.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="key">The caller's key of this command.</param>
    /// <param name="lines">Pieces by line; empty for all of the order.</param>
    /// <param name="reason">The channel's code of a reason, or null.</param>
    /// <param name="requestedBy">Who asks.</param>
    /// <param name="cancellationToken">Gives up; calling again finishes.</param>
    public Task<CommandResult> CancelAsync(
        string orderId, string key, IReadOnlyList<ChannelCommandLine> lines, string? reason, string requestedBy, CancellationToken cancellationToken) =>
        RunAsync(
            orderId,
            change => Add(change, ReportKind.Cancellation, $"cancel-{key}", lines.Count > 0 ? lines : AllOf(change.Record), reason, requestedBy),
            cancellationToken);

    /// <summary>Pays back amounts by line.</summary>
    /// <param name="orderId">The order.</param>
    /// <param name="key">The caller's key of this command.</param>
    /// <param name="lines">Amounts by line; at least one.</param>
    /// <param name="reason">The channel's code of a reason, or null.</param>
    /// <param name="requestedBy">Who asks.</param>
    /// <param name="cancellationToken">Gives up; calling again finishes.</param>
    public Task<CommandResult> RefundAsync(
        string orderId, string key, IReadOnlyList<ChannelCommandLine> lines, string? reason, string requestedBy, CancellationToken cancellationToken) =>
        RunAsync(orderId, change => Add(change, ReportKind.Refund, $"refund-{key}", lines, reason, requestedBy), cancellationToken);

    private static IReadOnlyList<ChannelCommandLine> AllOf(OrderRecord record) =>
        [.. (record.Channel?.Lines ?? []).Where(static line => !line.IsRefused).Select(static line => new ChannelCommandLine(line.LineNumber, line.Quantity, null, null))];

    private static CommandResult Refused(OrderRecord record, Issue issue) => new(CommandOutcome.Refused, record, issue);

    private static CommandResult Cannot(OrderRecord record, string what) => Refused(record, new Issue(IssueCodes.ChannelCannot, null, null).With("what", what));

    private static CommandResult LineUnknown(OrderRecord record, LineNumber? line) => Refused(record, new Issue(IssueCodes.ChannelLineUnknown, null, $"{line}"));

    private static string Fingerprint(IEnumerable<ReportLine> lines, string? reason) => Convert.ToHexStringLower(SHA256.HashData(
        JsonSerializer.SerializeToUtf8Bytes([.. lines.Select(static line => FormattableString.Invariant($"{line.LineId} {line.Quantity} {line.IsAccepted} {line.Amount:0.####} {line.Shipping:0.####}")).Order(StringComparer.Ordinal), reason ?? string.Empty], ReportFingerprintJson.Default.StringArray)));

    private CommandResult Decide(OrderChange change, IReadOnlyDictionary<LineNumber, bool> accepted, string requestedBy)
    {
        OrderRecord record = change.Record;
        if (record.Channel is not { } channel || !channel.Abilities.HasFlag(OrderAbilities.Acceptance))
        {
            return Cannot(record, "acceptance");
        }

        ChannelLine[] left = [.. channel.Lines.Where(line => !accepted.ContainsKey(line.LineNumber))];
        LineNumber[] strange = [.. accepted.Keys.Where(number => channel.Lines.All(line => line.LineNumber != number))];
        if (left.Length > 0 || strange.Length > 0)
        {
            return LineUnknown(record, left.Length > 0 ? left[0].LineNumber : strange[0]);
        }

        ReportLine[] lines = [.. channel.Lines.Select(line => new ReportLine(line.Id, line.Quantity) { IsAccepted = accepted[line.LineNumber] })];
        string fingerprint = Fingerprint(lines, null);
        if (record.Report(ChannelDuties.AcceptanceKey) is { State: not ReportState.Failed } known)
        {
            return (known.Fingerprint ?? Fingerprint(known.Lines!, null)) == fingerprint
                ? new CommandResult(CommandOutcome.Accepted, record)
                : Refused(record, new Issue(IssueCodes.ChannelDecided, null, null));
        }

        if (!channel.WaitsForAcceptance)
        {
            return Refused(record, new Issue(IssueCodes.ChannelNotWaiting, null, ChannelDuties.Spell(channel.State)));
        }

        if (accepted.Values.Distinct().Count() > 1 && !channel.Abilities.HasFlag(OrderAbilities.PartialAcceptance))
        {
            return Cannot(record, "partial acceptance");
        }

        Store(change, new ChannelReport
        {
            Kind = ReportKind.Acceptance, Key = ChannelDuties.AcceptanceKey, DueAt = clock.GetUtcNow(), ExchangeIds = [], Lines = lines, Fingerprint = fingerprint,
        });
        change.Note(OrderSteps.Channel, $"{requestedBy} accepts {accepted.Values.Count(static yes => yes)} and refuses {accepted.Values.Count(static yes => !yes)} of its lines.");
        return new CommandResult(CommandOutcome.Accepted, change.Record);
    }

    private CommandResult Add(
        OrderChange change, ReportKind kind, string key, IReadOnlyList<ChannelCommandLine> lines, string? reason, string requestedBy)
    {
        OrderRecord record = change.Record;
        if (record.Channel is not { } channel || !channel.Abilities.HasFlag(kind == ReportKind.Refund ? OrderAbilities.Refunds : OrderAbilities.Cancellation))
        {
            return Cannot(record, kind == ReportKind.Refund ? "refunds" : "cancellations");
        }

        List<ReportLine> parts = [];
        foreach (ChannelCommandLine line in lines)
        {
            if (channel.Lines.FirstOrDefault(sold => sold.LineNumber == line.LineNumber) is not { } sold || line.Quantity > sold.Quantity)
            {
                return LineUnknown(record, line.LineNumber);
            }

            parts.Add(new ReportLine(sold.Id, line.Quantity) { Amount = line.Amount, Shipping = line.Shipping, Taxes = sold.Taxes });
        }

        string fingerprint = Fingerprint(parts, reason);
        if (record.Report(key) is { } known)
        {
            return known.Fingerprint == fingerprint
                ? new CommandResult(CommandOutcome.Accepted, record)
                : Refused(record, new Issue(IssueCodes.IdempotencyKeyReused, null, null));
        }

        Store(change, new ChannelReport { Kind = kind, Key = key, DueAt = clock.GetUtcNow(), ExchangeIds = [], Lines = parts, Reason = reason, Fingerprint = fingerprint });
        change.Note(OrderSteps.Channel, $"{requestedBy} asks the channel for {key}.");
        return new CommandResult(CommandOutcome.Accepted, change.Record);
    }

    /// <summary>An order that has ended comes alive until its channel is told.</summary>
    private void Store(OrderChange change, ChannelReport report)
    {
        change.Record = change.Record.With(report);
        change.Record = change.Record with { ReviewDueAt = change.Before.IsEnded ? clock.GetUtcNow() : change.Record.ReviewDueAt };
    }

    private async Task<CommandResult> RunAsync(string orderId, Func<OrderChange, CommandResult> decide, CancellationToken cancellationToken)
    {
        CommandResult result = new(CommandOutcome.Unknown, null);
        StoredOrder? stored = await updates.UpdateAsync(orderId, change => result = decide(change), cancellationToken);
        if (stored is not null && result.Outcome != CommandOutcome.Refused)
        {
            await signals.SendAsync(orderId, cancellationToken);
        }

        return stored is null ? result : result with { Record = stored.Record };
    }
}

/// <summary>A line of a command to a channel.</summary>
/// <param name="LineNumber">Our number of the line.</param>
/// <param name="Quantity">Pieces.</param>
/// <param name="Amount">What is paid back of the price, or null.</param>
/// <param name="Shipping">What is paid back of the shipping, or null.</param>
public sealed record ChannelCommandLine(LineNumber LineNumber, int Quantity, decimal? Amount, decimal? Shipping);

/// <summary>The canonical form of a command, for its fingerprint only.</summary>
[System.Text.Json.Serialization.JsonSerializable(typeof(string[]))]
internal sealed partial class ReportFingerprintJson : System.Text.Json.Serialization.JsonSerializerContext;
