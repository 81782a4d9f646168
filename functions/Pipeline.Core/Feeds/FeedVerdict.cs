namespace Pipeline.Core.Feeds;

/// <summary>The judgement of a file as a whole.</summary>
/// <param name="Decision">Whether it is applied, waits for a person, or is refused.</param>
/// <param name="Code">Stable code of the reason (<see cref="FindingCodes"/>), or null when accepted.</param>
/// <param name="Reason">The reason in one sentence with its figures, or null when accepted.</param>
public sealed record FeedVerdict(FeedDecision Decision, string? Code, string? Reason)
{
    /// <summary>The file is applied.</summary>
    public static FeedVerdict Accepted { get; } = new(FeedDecision.Accept, null, null);

    internal static FeedVerdict Hold(string code, FormattableString reason) =>
        new(FeedDecision.Hold, code, FormattableString.Invariant(reason));

    internal static FeedVerdict Refuse(string code, FormattableString reason) =>
        new(FeedDecision.Refuse, code, FormattableString.Invariant(reason));
}
