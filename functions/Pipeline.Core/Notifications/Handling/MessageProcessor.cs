using Pipeline.Core.Notifications.Admission;
using Pipeline.Core.Issues;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Messages;
using Pipeline.Core.Messages.Reading;

namespace Pipeline.Core.Notifications.Handling;

/// <summary>Handles stored messages: recognises repetitions and corrections, and hands the rest to the orders.</summary>
/// <remarks>Every step may be repeated after a crash; a message that was handled is not handled again unless asked to.</remarks>
public sealed class MessageProcessor(
    IMessageInbox inbox,
    IMessageClaimStore claims,
    IMessageReaderDirectory readers,
    IMessageHandler handler,
    TimeProvider clock)
{
    private const int Attempts = 5;

    /// <summary>Handles one message.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="again">Also when it was handled before, and whatever it repeats; not when its body was erased.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The message as it is now, or null when there is none.</returns>
    /// <exception cref="TimeoutException">Others handled it each time before this call could settle it; try again later.</exception>
    public async Task<PushedMessage?> ProcessAsync(string id, bool again, CancellationToken cancellationToken)
    {
        for (int attempt = 0; attempt < Attempts; attempt++)
        {
            if (await inbox.OpenAsync(id, isExpectedToWait: attempt == 0 && !again, cancellationToken) is not { Notification: { } message } stored)
            {
                return null;
            }

            // What was merged before its body was erased stays merged; there is nothing to merge again.
            if (message.HandledAt is not null && (!again || message.BodyErasedAt is not null))
            {
                await inbox.EndWaitingAsync(message, cancellationToken);
                return message;
            }

            if (await HandleAsync(stored, again, cancellationToken) is { } settled)
            {
                return settled;
            }
        }

        throw new TimeoutException($"Message {id} is handled by others all the time.");
    }

    /// <summary>Parks a message whose handling failed too often, if it was not handled after all.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="again">Whether what failed was to handle it again: then one that was parked gets this reason.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<PushedMessage?> SetAsideAsync(string id, bool again, CancellationToken cancellationToken)
    {
        PushedMessage? waiting = await inbox.FindAsync(id, cancellationToken);
        bool isOpen = waiting is { HandledAt: null } || (again && waiting is { State: MessageState.Parked });
        return isOpen
            ? await ParkAsync(
                waiting!, new Issue(IssueCodes.HandlingFailed, null, null), cancellationToken) ?? await inbox.FindAsync(id, cancellationToken)
            : waiting;
    }

    // Null, here and below: somebody else has settled it meanwhile.
    private async Task<PushedMessage?> HandleAsync(StoredMessage stored, bool again, CancellationToken cancellationToken)
    {
        PushedMessage open = stored.Notification with { Issue = null, ReasonCode = null, Reason = null, DuplicateOf = null };
        string first = await claims.ClaimBodyAsync(open.Distributor, open.Sha256, open.Id, cancellationToken);
        return first != open.Id && !again
            ? await SettleAsync(open with { State = MessageState.Duplicate, DuplicateOf = first }, cancellationToken)
            : await ReadAsync(open, stored.Body, again, cancellationToken);
    }

    private async Task<PushedMessage?> ReadAsync(PushedMessage open, byte[]? body, bool again, CancellationToken cancellationToken)
    {
        if (readers.For(open.Distributor) is not { } reader)
        {
            return await ParkAsync(
                open, new Issue(IssueCodes.NoReader, null, open.Distributor), cancellationToken);
        }

        if (body is null)
        {
            return await ParkAsync(open, new Issue(IssueCodes.BodyMissing, null, null), cancellationToken);
        }

        using MemoryStream stream = new(XmlCharset.Apply(body, open.ContentType), writable: false);
        MessageReading reading = reader.Read(stream);
        PushedMessage read = open with { Root = reading.Root ?? open.Root };
        return reading.Outcome switch
        {
            ReadingOutcome.NotWellFormed => await SettleAsync(
                read with { State = MessageState.Quarantined, Issue = reading.Fault },
                cancellationToken),
            ReadingOutcome.UnknownRoot => await ParkAsync(
                read, new Issue(IssueCodes.MessageUnknown, null, read.Root), cancellationToken),
            ReadingOutcome.Incomplete => await ParkAsync(
                read, new Issue(IssueCodes.MessageIncomplete, null, null).With("reason", Describe(reading)), cancellationToken),
            _ => await MergeAsync(read, reading, again, cancellationToken),
        };
    }

    private async Task<PushedMessage?> MergeAsync(
        PushedMessage read, MessageReading reading, bool again, CancellationToken cancellationToken)
    {
        List<DocumentClaim> versions = [];
        foreach (OrderMessage message in reading.Messages)
        {
            versions.Add(await claims.ClaimDocumentAsync(
                read.Distributor, message.DocumentKey, message.Fingerprint(), message.FormerFingerprint(), read.Id, cancellationToken));
        }

        PushedMessage known = read with
        {
            Documents = [.. reading.Messages.Select(static message => message.DocumentKey).Distinct(StringComparer.Ordinal)],
            Orders = [.. reading.Messages.SelectMany(static message => message.Orders).Distinct(StringComparer.Ordinal)],
            CorrectionOf = versions.Select(static version => version.CorrectionOf).FirstOrDefault(static id => id is not null),
        };
        bool isRepetition = !again && versions.TrueForAll(version => version.First != read.Id);
        PushedMessage settled = isRepetition
            ? known with { State = MessageState.Duplicate, DuplicateOf = versions[0].First, CorrectionOf = null }
            : known with { State = MessageState.Accepted, Issue = reading.Findings is [{ } first, ..] ? first : null };
        if (known.CorrectionOf is not null && reading.Messages.Any(IsUndated) && !again)
        {
            return await ParkAsync(
                known, new Issue(IssueCodes.VersionUnknown, null, reading.Findings.First(static issue => issue.Code == IssueCodes.TimeUnreadable).Text), cancellationToken);
        }

        if (isRepetition && !await IsLaterAsync(reading, versions, cancellationToken))
        {
            return await SettleAsync(settled, cancellationToken);
        }

        MessageOutcome outcome = await handler.HandleAsync(known, reading, cancellationToken);
        return outcome.UnknownNumbers.Count == 0
            ? await SettleAsync(settled, cancellationToken)
            : await AwaitOrdersAsync(known, settled, reading, outcome.UnknownNumbers, cancellationToken);
    }

    /// <summary>
    /// An order that learns its number right now has perhaps asked already for what waits: be found first, then look again.
    /// </summary>
    private async Task<PushedMessage?> AwaitOrdersAsync(
        PushedMessage known, PushedMessage settled, MessageReading reading, IReadOnlyList<string> numbers, CancellationToken cancellationToken)
    {
        await inbox.AwaitOrdersAsync(known, numbers, cancellationToken);
        MessageOutcome outcome = await handler.HandleAsync(known, reading, cancellationToken);
        if (outcome.UnknownNumbers.Count > 0)
        {
            return await ParkAsync(
                known, new Issue(IssueCodes.OrderUnknown, null, string.Join(", ", outcome.UnknownNumbers)), cancellationToken);
        }

        PushedMessage? handled = await SettleAsync(settled, cancellationToken);
        if (handled is not null)
        {
            await inbox.EndWaitingAsync(handled, cancellationToken);
        }

        return handled;
    }

    /// <summary>
    /// Whether a repetition is dated later than what it repeats: a correction may stand between the two, and then the document
    /// is again as it was first.
    /// </summary>
    private async Task<bool> IsLaterAsync(MessageReading reading, List<DocumentClaim> versions, CancellationToken cancellationToken)
    {
        for (int index = 0; index < versions.Count; index++)
        {
            OrderMessage message = reading.Messages[index];
            if (await FindVersionTimeAsync(versions[index].First, message.DocumentKey, cancellationToken) is not { } first
                || message.VersionTime > first)
            {
                return true;
            }
        }

        return false;
    }

    // Null where the message is not there any more: merging once more does no harm.
    private async Task<DateTimeOffset?> FindVersionTimeAsync(string id, string document, CancellationToken cancellationToken)
    {
        if (await inbox.FindAsync(id, cancellationToken) is not { } message
            || readers.For(message.Distributor) is not { } reader
            || await inbox.ReadBodyAsync(id, cancellationToken) is not { } body)
        {
            return null;
        }

        using MemoryStream stream = new(XmlCharset.Apply(body, message.ContentType), writable: false);
        return reader.Read(stream).Messages.FirstOrDefault(message => message.DocumentKey == document)?.VersionTime;
    }

    private static bool IsUndated(OrderMessage message) =>
        message.Issues?.Any(static issue => issue.Code == IssueCodes.TimeUnreadable) is true;

    private static string Describe(MessageReading reading) =>
        string.Join("; ", reading.Findings.Take(3).Select(static issue => $"{issue.Code}, {issue.Where}"));

    private Task<PushedMessage?> ParkAsync(PushedMessage message, Issue issue, CancellationToken cancellationToken) =>
        SettleAsync(message with { State = MessageState.Parked, Issue = issue }, cancellationToken);

    private async Task<PushedMessage?> SettleAsync(PushedMessage message, CancellationToken cancellationToken)
    {
        PushedMessage settled = message with { HandledAt = clock.GetUtcNow() };
        return await inbox.SettleAsync(settled, message.HandledAt, cancellationToken) ? settled : null;
    }
}
