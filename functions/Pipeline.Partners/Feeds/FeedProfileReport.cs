using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds.Guarding;
using Pipeline.Core.Feeds.Reading;
using Pipeline.Core.Issues;

namespace Pipeline.Partners.Feeds;

/// <summary>What a layout reads of a sample.</summary>
/// <param name="Verdict">What would become of the file as a whole; refused when it cannot be read at all.</param>
/// <param name="Counts">Outcome of the rows; all created, since nothing came before.</param>
/// <param name="Statistics">How the file was read: encoding, columns that no entry names.</param>
/// <param name="First">The first articles or categories in the order of the file.</param>
/// <param name="Findings">The first issues in the order of the file.</param>
public sealed record FeedProfileReport(
    FeedVerdict Verdict, FeedCounts Counts, FeedStatistics Statistics, IReadOnlyList<FeedChange> First, IReadOnlyList<Issue> Findings);
