using Pipeline.Core.Executions;
using Pipeline.Core.Issues;
using Pipeline.Core.Feeds.Profiles;
using Pipeline.Core.Feeds.Reading;

namespace Pipeline.Core.Feeds.Guarding;

/// <summary>Limits on a whole file. Shares are fractions from 0 to 1; null switches a guard off.</summary>
public sealed record FeedGuards
{
    private const int MinRowsForErrorShare = 20;

    /// <summary>Smallest number of rows relative to the last accepted file; below it the file is held.</summary>
    public double? MinRowsFraction { get; init; } = 0.7;

    /// <summary>Largest share of the last file's articles that may be gone; above it the file is held.</summary>
    public double? MaxRemovedFraction { get; init; } = 0.3;

    /// <summary>Largest share of articles without any stock; above it, if the last file was below, the file is held.</summary>
    public double? MaxZeroStockFraction { get; init; } = 0.9;

    /// <summary>Largest share of rows with an error; above it the file is refused.</summary>
    public double? MaxErrorFraction { get; init; } = 0.05;

    /// <summary>Oldest file worth applying, in hours before it is read; an older one is held.</summary>
    public double? MaxAgeHours { get; init; } = 168;

    /// <summary>Rows that the last accepted file must have for the ratio guards to mean anything.</summary>
    public int MinRowsForRatios { get; init; } = 100;

    /// <summary>Judges a file that could be read. Pure: the same evidence gives the same verdict.</summary>
    /// <param name="evidence">The file, the last accepted one and the time.</param>
    /// <returns>The first refusal that applies, else the first reason to hold, else accepted.</returns>
    /// <remarks>The share of error rows counts from 20 rows on; a file in which no row is good is always refused.</remarks>
    public FeedVerdict Judge(FeedEvidence evidence) => Refusal(evidence) ?? Suspicion(evidence) ?? FeedVerdict.Accepted;

    private FeedVerdict? Refusal(FeedEvidence e)
    {
        FeedCounts counts = e.Counts;
        if (e.ForeignCurrencyRows > 0 && e.ForeignCurrencyRows >= counts.Read - e.Statistics.Excluded)
        {
            return FeedVerdict.Refuse(
                IssueCodes.FeedCurrency, $"All {e.ForeignCurrencyRows} rows have another currency than the account's: the file belongs to another account.");
        }

        bool noneGood = counts.Failed > 0 && e.Statistics.Articles == 0;
        bool tooMany = counts.Read >= MinRowsForErrorShare && counts.Failed > MaxErrorFraction * counts.Read;
        if (MaxErrorFraction is not null && (noneGood || tooMany))
        {
            return FeedVerdict.Refuse(
                IssueCodes.FeedErrors, $"{counts.Failed} of {counts.Read} rows have an error; at most {MaxErrorFraction:P0} may.");
        }

        return e.FileTime < e.PreviousFileTime
            ? FeedVerdict.Refuse(
                IssueCodes.FeedOlder, $"The file is of {e.FileTime:u}, the one applied last of {e.PreviousFileTime:u}: an older file never overwrites a newer one.")
            : null;
    }

    private FeedVerdict? Suspicion(FeedEvidence e)
    {
        FeedVerdict? ratio = (e.IsAnswer ? ZeroSuspicion(e.Statistics, e.Previous) : null)
            ?? (e.Previous is { } before && before.Rows >= MinRowsForRatios ? RatioSuspicion(e, before) : null);
        double hours = (e.Now - e.FileTime).TotalHours;
        return ratio ?? (hours > MaxAgeHours
            ? FeedVerdict.Hold(IssueCodes.GuardAge, $"The file is {hours:F0} hours old; at most {MaxAgeHours:F0} are expected.")
            : null);
    }

    // A service that has lost its figures answers in due form, and with zeros; however few articles there are.
    private static FeedVerdict? ZeroSuspicion(FeedStatistics now, FeedStatistics? before)
    {
        if (before is null || now.Articles == 0)
        {
            return null;
        }

        if (now.ZeroStock == now.Articles && before.ZeroStock < before.Articles)
        {
            return FeedVerdict.Hold(IssueCodes.GuardZeroStock, $"All {now.Articles} articles are without stock, {before.ZeroStock} of {before.Articles} were in the last accepted answer.");
        }

        return now.ZeroPrice == now.Articles && before.ZeroPrice < before.Articles
            ? FeedVerdict.Hold(IssueCodes.GuardZeroPrice, $"All {now.Articles} articles are without a price, {before.ZeroPrice} of {before.Articles} were in the last accepted answer.")
            : null;
    }

    private FeedVerdict? RatioSuspicion(FeedEvidence e, FeedStatistics before)
    {
        if (e.Full && e.Counts.Read < MinRowsFraction * before.Rows)
        {
            return FeedVerdict.Hold(
                IssueCodes.GuardRows, $"The file has {e.Counts.Read} rows, the last accepted one {before.Rows}; at least {MinRowsFraction:P0} of them are expected.");
        }

        if (e.Full && e.Counts.Removed > MaxRemovedFraction * before.Articles)
        {
            return FeedVerdict.Hold(
                IssueCodes.GuardRemoved, $"{e.Counts.Removed} of {before.Articles} articles are gone; at most {MaxRemovedFraction:P0} are expected.");
        }

        return IsAbove(e.Statistics) && !IsAbove(before)
            ? FeedVerdict.Hold(
                IssueCodes.GuardZeroStock, $"{e.Statistics.ZeroStock} of {e.Statistics.Articles} articles are without stock, {before.ZeroStock} of {before.Articles} were in the last accepted file.")
            : null;
    }

    private bool IsAbove(FeedStatistics statistics) => statistics.ZeroStock > MaxZeroStockFraction * statistics.Articles;
}

/// <summary>What <see cref="FeedGuards.Judge"/> looks at.</summary>
public sealed record FeedEvidence
{
    /// <summary>Outcome of the rows of the new file.</summary>
    public required FeedCounts Counts { get; init; }

    /// <summary>Statistics of the new file.</summary>
    public required FeedStatistics Statistics { get; init; }

    /// <summary>Statistics of the last accepted file, or null when there is none.</summary>
    public FeedStatistics? Previous { get; init; }

    /// <summary>Rows whose currency is not the account's.</summary>
    public long ForeignCurrencyRows { get; init; }

    /// <summary>Whether the file lists every article (<see cref="FeedProfile.Full"/>); rows and removals mean nothing otherwise.</summary>
    public bool Full { get; init; } = true;

    /// <summary>Whether it is the answer of an API, which is held at any size when all of it has become zero.</summary>
    public bool IsAnswer { get; init; }

    /// <summary>Time of the new file.</summary>
    public required DateTimeOffset FileTime { get; init; }

    /// <summary>Time of the last accepted file, or null when there is none.</summary>
    public DateTimeOffset? PreviousFileTime { get; init; }

    /// <summary>The time of the judgement.</summary>
    public required DateTimeOffset Now { get; init; }
}

/// <summary>The judgement of a file as a whole.</summary>
/// <param name="Decision">Whether it is applied, waits for a person, or is refused.</param>
/// <param name="Code">Stable code of the reason (<see cref="IssueCodes"/>), or null when accepted.</param>
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

/// <summary>What becomes of a file as a whole.</summary>
public enum FeedDecision
{
    /// <summary>It is applied.</summary>
    Accept,

    /// <summary>It is readable and suspicious: it waits for a person, the catalogue stays as it was.</summary>
    Hold,

    /// <summary>It cannot be right: nothing of it is applied.</summary>
    Refuse,
}
