using Pipeline.Core.ErrorGroups;

namespace Pipeline.Core.Alerts;

/// <summary>Tells people what waits for them: at once when they were not told within the hour, then daily while it stands.</summary>
/// <remarks>
/// The intent is stored before the first send and each outcome after it. A cut between a send and its outcome sends once more,
/// never a third time; a cut anywhere else neither loses nor doubles anything.
/// </remarks>
public sealed class AlertSender(
    IEnumerable<IAlertChannel> channels, IAlertStore store, IErrorStore errors, ErrorDirectory directory, AlertTerms terms, TimeProvider clock)
{
    private static readonly TimeSpan Quiet = TimeSpan.FromHours(1);
    private static readonly TimeSpan Reminder = TimeSpan.FromDays(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromHours(1);

    private readonly IAlertChannel[] channels = [.. channels];

    /// <summary>Sends what is due. Called every minute; safe to repeat, and to cut anywhere.</summary>
    /// <returns>Why channels did not take it, by their names; empty when all did, or when nothing was due.</returns>
    public async Task<IReadOnlyDictionary<string, Exception>> SendDueAsync(CancellationToken cancellationToken)
    {
        if (channels.Length == 0 || await IntentAsync(cancellationToken) is not { } intent)
        {
            return new Dictionary<string, Exception>();
        }

        IReadOnlyList<ErrorEntry> ringing = await directory.ListRingingAsync(cancellationToken);
        ErrorEntry[] entries = [.. ringing.Where(entry => intent.Groups.Contains(entry.Group.Id))];
        AlertDigest digest = DigestOf(intent, entries);
        Dictionary<string, Exception> faults = new(StringComparer.Ordinal);
        bool isDone = true;
        foreach (IAlertChannel channel in channels)
        {
            // What has been put right meanwhile needs no words.
            if (entries.Length > 0 && !intent.Of(channel.Name).IsDone)
            {
                (bool isSent, Exception? fault) = await SendAsync(channel, digest, cancellationToken);
                isDone &= isSent;
                if (fault is not null)
                {
                    faults[channel.Name] = fault;
                }
            }
        }

        if (isDone)
        {
            await EndAsync(intent, entries, cancellationToken);
        }

        return faults;
    }

    /// <summary>Sends a test to every channel, at once and whatever was sent before.</summary>
    /// <returns>Each channel by its name, with why it failed or null; none when no channel is set up.</returns>
    public async Task<IReadOnlyDictionary<string, Exception?>> TestAsync(CancellationToken cancellationToken)
    {
        AlertDigest digest = new(IdAt(clock.GetUtcNow()), clock.GetUtcNow(), []) { Page = terms.Page };
        Dictionary<string, Exception?> outcomes = new(StringComparer.Ordinal);
        foreach (IAlertChannel channel in channels)
        {
            try
            {
                await channel.SendAsync(digest, cancellationToken);
                outcomes[channel.Name] = null;
            }
            catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                outcomes[channel.Name] = fault;
            }
        }

        return outcomes;
    }

    /// <summary>The digest that is being sent, or a new one when one is due; null when none is.</summary>
    private async Task<AlertIntent?> IntentAsync(CancellationToken cancellationToken)
    {
        AlertState state = await store.ReadAsync(cancellationToken);
        DateTimeOffset now = clock.GetUtcNow();
        if (state.Intent is not null || state.SentAt + Quiet > now)
        {
            return state.Intent;
        }

        IReadOnlyList<ErrorEntry> ringing = await directory.ListRingingAsync(cancellationToken);
        if (!ringing.Any(entry => IsDue(entry.Group, now)))
        {
            return null;
        }

        // All that has not been told lately goes with it; what is taken by somebody is known.
        AlertIntent intent = new(
            IdAt(now), now, [.. ringing.Where(entry => IsDue(entry.Group, now)).Select(static entry => entry.Group.Id)]);
        return (await store.UpdateAsync(
            stored => stored.Intent is not null || stored.SentAt != state.SentAt ? stored : stored with { Intent = intent }, cancellationToken)).Intent;
    }

    private async Task<(bool IsSent, Exception? Fault)> SendAsync(IAlertChannel channel, AlertDigest digest, CancellationToken cancellationToken)
    {
        DateTimeOffset now = clock.GetUtcNow();
        bool isDue = false;
        AlertState begun = await store.UpdateAsync(
            state =>
            {
                AlertDelivery delivery = state.Intent?.Id == digest.Id ? state.Intent.Of(channel.Name) : new AlertDelivery { IsDone = true };
                isDue = !delivery.IsDone && !(delivery.NotBefore > now) && delivery.Begun < 2;
                return delivery.IsDone || delivery.NotBefore > now ? state : state with
                {
                    Intent = state.Intent!.With(channel.Name, delivery with { Begun = delivery.Begun + 1, IsDone = delivery.Begun >= 2 }),
                };
            },
            cancellationToken);
        if (!isDue)
        {
            return (begun.Intent?.Id != digest.Id || begun.Intent.Of(channel.Name).IsDone, null);
        }

        Exception? fault = null;
        try
        {
            await channel.SendAsync(digest, cancellationToken);
        }
        catch (Exception failure) when (failure is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            fault = failure;
        }

        _ = await store.UpdateAsync(
            state => state.Intent?.Id != digest.Id ? state : state with { Intent = state.Intent.With(channel.Name, After(state.Intent.Of(channel.Name), fault)) },
            cancellationToken);
        return (fault is null, fault);
    }

    private AlertDelivery After(AlertDelivery delivery, Exception? fault)
    {
        if (fault is null)
        {
            return delivery with { Begun = 0, IsDone = true, NotBefore = null };
        }

        TimeSpan pause = TimeSpan.FromMinutes(Math.Pow(2, Math.Min(delivery.Failures, 6)));
        return delivery with
        {
            Begun = 0,
            Failures = delivery.Failures + 1,
            NotBefore = clock.GetUtcNow() + (pause < LongestPause ? pause : LongestPause),
        };
    }

    private async Task EndAsync(AlertIntent intent, ErrorEntry[] entries, CancellationToken cancellationToken)
    {
        foreach (ErrorEntry entry in entries)
        {
            _ = await errors.UpdateAsync(
                entry.Group.Id, group => group is null || group.ToldAt >= intent.At ? group : group with { ToldAt = intent.At }, cancellationToken);
        }

        _ = await store.UpdateAsync(
            state => state.Intent?.Id != intent.Id ? state : new AlertState { SentAt = entries.Length > 0 ? intent.At : state.SentAt }, cancellationToken);
    }

    private static bool IsDue(ErrorGroup group, DateTimeOffset now) => group.ToldAt is not { } told || told + Reminder <= now;

    private static string IdAt(DateTimeOffset at) => Guid.CreateVersion7(at).ToString("N");

    private AlertDigest DigestOf(AlertIntent intent, ErrorEntry[] entries) => new(
        intent.Id,
        intent.At,
        [
            .. entries.Take(AlertDigest.ItemLimit).Select(entry => new AlertItem
            {
                Headline = $"{entry.Group.Partner}: {entry.Group.Issue.Cause}",
                Remedy = entry.Group.Issue.Remedy,
                Since = entry.Group.FirstSeen,
                Count = entry.Group.Count,
                Examples = [.. entry.Group.Examples.Select(static example => example.Label)],
                IsReminder = entry.Group.ToldAt is not null,
                Page = new Uri(terms.Page, $"/ops/e/{entry.Group.Id}"),
            }),
        ])
    {
        More = Math.Max(0, entries.Length - AlertDigest.ItemLimit),
        Page = new Uri(terms.Page, "/ops/errors"),
    };
}

/// <summary>What alerts have to know of the app.</summary>
/// <param name="Page">Where its pages are, for example <c>https://pipeline.example.com</c>.</param>
public sealed record AlertTerms(Uri Page);
