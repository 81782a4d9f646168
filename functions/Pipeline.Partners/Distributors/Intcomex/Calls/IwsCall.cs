using Pipeline.Partners.Transport.Http;

namespace Pipeline.Partners.Distributors.Intcomex.Calls;

/// <summary>One call of Intcomex Web Services: it decides after each try whether there is another, and when.</summary>
/// <param name="operation">Its path, for example <c>getorder</c>.</param>
/// <param name="subject">Our order number, or null.</param>
/// <param name="isRead">Whether it changes nothing there, so that it may be made again.</param>
/// <param name="clock">Our time beside theirs.</param>
/// <param name="caller">The caller's wish to stop, without any deadline.</param>
internal sealed class IwsCall(string operation, string? subject, bool isRead, TimeProvider clock, CancellationToken caller)
    : PartnerCall(IntcomexHttp.Partner, operation, subject, caller)
{
    /// <summary>Longest wait within a call; a longer one ends it, and the next call comes too early until then.</summary>
    public static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);

    private const int MostWaits = 3;
    private const int MostRepeats = 2;

    // A list is fetched by nobody who waits for it.
    private static readonly TimeSpan[] PatientPauses = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(30)];
    private static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LaterPause = TimeSpan.FromSeconds(10);

    private int renewals;
    private int waits;
    private int repeats;

    /// <summary>Whether it may take its time: four tries instead of three, and longer pauses.</summary>
    public bool IsPatient { get; init; }

    /// <summary>Whether an answer without a body is a good one.</summary>
    public bool IsEmptyFine { get; init; }

    /// <summary>The answer of the last try; empty when it is left to be streamed.</summary>
    public byte[] Body { get; private set; } = [];

    /// <summary>Why the last try brought none, or null.</summary>
    public IwsFailure? Failure { get; private set; }

    /// <summary>The record of the last try.</summary>
    public string ExchangeId { get; private set; } = string.Empty;

    /// <summary>Time until the next try; null when there is none.</summary>
    public TimeSpan? Pause { get; private set; }

    /// <summary>Ends it without a try.</summary>
    public void Refuse(IwsFailure why) => Failure = why;

    /// <inheritdoc/>
    public override void End(CallResult result)
    {
        ExchangeId = result.ExchangeId;
        Body = result.Body;
        Failure = IsStreamed && result is { Problem: null, Status: >= 200 and < 300 } ? null : IwsFailure.Of(result, clock.GetUtcNow(), IsEmptyFine);
        Pause = Failure?.Meaning.Repeat switch
        {
            IwsRepeat.WithNewToken when renewals++ == 0 => TimeSpan.Zero,
            IwsRepeat.AfterWait when Failure.Wait <= LongestWait && waits++ < MostWaits => Failure.Wait,
            IwsRepeat.IfRead when isRead && repeats++ < Repeats => Asked(result.RetryAfter) ?? (IsPatient ? PatientPauses[repeats - 1] : FirstPause * repeats),
            IwsRepeat.OnceIfRead when isRead && repeats++ == 0 => LaterPause,
            _ => null,
        };
    }

    private int Repeats => IsPatient ? PatientPauses.Length : MostRepeats;

    private static TimeSpan? Asked(TimeSpan? wait) => wait > TimeSpan.Zero && wait <= LongestWait ? wait : null;
}
