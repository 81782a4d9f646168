using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;
using Pipeline.Ops.Tests.Support;

namespace Pipeline.Ops.Tests.Feeds;

/// <summary>Feeds and files at 10 March 2026, 06:00 UTC.</summary>
internal static class FeedSamples
{
    public static readonly FeedId Price = new("acme", FeedKind.Price);

    public static DateTimeOffset At(int day, int hour) => new(2026, 3, day, hour, 0, 0, TimeSpan.Zero);

    /// <summary>A file that came on a day of March.</summary>
    public static FeedFile File(int day, int hour, FeedFileStatus status) => new()
    {
        Feed = Price,
        Blob = $"acme/price/2026/03/{day:00}/{hour:00}0000-1a2b3c4d.csv",
        FileTime = At(day, hour),
        LandedAt = At(day, hour),
        Size = 4096,
        RemotePath = $"/out/price-{day}.csv",
        ExecutionId = Run(day, hour),
        Status = status,
        Counts = new FeedCounts { Read = 100 + day, Created = 1, Updated = 2, Unchanged = 97 + day, Removed = 3 },
    };

    public static string Run(int day, int hour) => $"019cd3fc-0000-7000-8000-0000000{day:00}{hour:00}0";

    /// <summary>The price feed with a file of yesterday and one of today in force; today's report names three rows.</summary>
    public static void Accept(OpsSite site)
    {
        FeedFile today = File(10, 5, FeedFileStatus.Accepted);
        site.Feeds.Files.AddRange([today, File(9, 5, FeedFileStatus.Accepted)]);
        site.Feeds.Records[Price] = new FeedRecord
        {
            Feed = Price,
            Accepted = new AcceptedFile
            {
                Blob = today.Blob, FileTime = today.FileTime, Sha256 = "1a2b", Sequence = 7, AcceptedAt = At(10, 5), ChangedSequence = 7, ChangedAt = At(10, 5),
                ExecutionId = today.ExecutionId!, Counts = today.Counts!, Detail = "detail",
            },
        };
        site.Runs.Add(new Execution
        {
            Id = today.ExecutionId!, Flow = "acme.price", Status = ExecutionStatus.Succeeded, Trigger = "schedule", QueuedAt = At(10, 5), StartedAt = At(10, 5), FinishedAt = At(10, 5), Report = "report",
        });
    }
}
