using System.Globalization;
using Pipeline.Core.Catalog.Facts;
using Pipeline.Core.Distributors;
using Pipeline.Core.Executions;
using Pipeline.Core.Feeds;
using Pipeline.Core.Flows;

namespace Pipeline.Core.Tests.Distributors;

/// <summary>When a distributor may be asked again.</summary>
public sealed class FeedPaceTests
{
    private static readonly FeedId Feed = new("toy", FeedKind.Stock);

    [Theory]
    [InlineData("2026-03-10 06:00", "2026-03-10 06:00", 24, "UTC", "2026-03-11 05:55")]
    [InlineData("2026-03-10 06:00", "2026-03-11 05:54", 24, "UTC", "2026-03-11 05:55")]
    [InlineData("2026-03-10 06:00", "2026-03-11 05:55", 24, "UTC", null)]
    [InlineData("2026-03-10 06:00", "2026-03-10 06:30", 1, "UTC", "2026-03-10 06:55")]
    [InlineData("2026-03-10 06:00", "2026-03-10 06:56", 1, "UTC", null)]
    [InlineData("2026-03-10 06:00", "2026-03-10 06:01", null, "UTC", null)]
    [InlineData(null, "2026-03-10 06:01", 24, "UTC", null)]
    [InlineData("2026-03-28 05:00", "2026-03-29 03:54", 24, "Europe/Amsterdam", "2026-03-29 03:55")] // a day of 23 hours
    [InlineData("2026-03-28 05:00", "2026-03-29 03:55", 24, "Europe/Amsterdam", null)]
    [InlineData("2026-10-24 04:00", "2026-10-25 03:54", 24, "Europe/Amsterdam", "2026-10-25 03:55")] // a day of 25 hours
    [InlineData("2026-10-25 00:30", "2026-10-25 01:24", 1, "Europe/Amsterdam", "2026-10-25 01:25")]
    [InlineData("2026-10-25 00:30", "2026-10-25 01:25", 1, "Europe/Amsterdam", null)]
    public async Task It_is_left_alone_for_its_cadence_less_five_minutes(string? last, string now, int? hours, string zone, string? notBefore)
    {
        Records records = new() { Record = new FeedRecord { Feed = Feed, LastLanded = last is null ? null : Landed(last) } };

        Assert.Equal(notBefore is null ? null : At(notBefore), await Pace(records, now).NotBeforeAsync(Flow(hours, zone), default));
    }

    [Theory]
    [InlineData(FeedFileStatus.Landed, "2026-03-11 05:55")]
    [InlineData(FeedFileStatus.Held, "2026-03-11 05:55")]
    [InlineData(FeedFileStatus.Accepted, "2026-03-11 05:55")]
    [InlineData(FeedFileStatus.Refused, "2026-03-10 12:55")] // as of the one applied
    public async Task Only_a_complete_read_counts(FeedFileStatus status, string notBefore)
    {
        Records records = new()
        {
            Record = new FeedRecord { Feed = Feed, LastLanded = Landed("2026-03-10 06:00"), Accepted = Accepted("2026-03-09 13:00") },
            Status = status,
        };

        Assert.Equal(At(notBefore), await Pace(records, "2026-03-10 06:30").NotBeforeAsync(Flow(24, "UTC"), default));
    }

    [Fact]
    public async Task A_rollback_does_not_make_the_last_read_older()
    {
        Records records = new() { Record = new FeedRecord { Feed = Feed, LastLanded = Landed("2026-03-10 06:00"), Accepted = Accepted("2026-03-01 06:00") } };

        Assert.Equal(At("2026-03-11 05:55"), await Pace(records, "2026-03-10 06:30").NotBeforeAsync(Flow(24, "UTC"), default));
    }

    private static FeedPace Pace(Records records, string now) => new(records, new Clock(At(now)));

    private static FlowDefinition Flow(int? hours, string zone) => new()
    {
        Code = "toy.stock", Title = "Stock", Distributor = "toy", Feed = "stock", Expression = "0 0 * * * *", TimeZone = zone,
        Cadence = hours is { } some ? TimeSpan.FromHours(some) : null,
    };

    private static RemoteStamp Landed(string at) => new("stock.jsonl", 1, null, "hash", "toy/stock/blob") { SeenAt = At(at) };

    private static AcceptedFile Accepted(string at) => new()
    {
        Blob = "toy/stock/other", FileTime = At(at), Sha256 = "other", Sequence = 1, AcceptedAt = At(at), ChangedSequence = 1, ChangedAt = At(at),
        ExecutionId = "1", Counts = new FeedCounts(), Detail = "detail",
    };

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal);

    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    private sealed class Records : IFeedStore
    {
        public required FeedRecord Record { get; init; }

        public FeedFileStatus Status { get; init; }

        public Task<FeedRecord> ReadAsync(FeedId feed, CancellationToken cancellationToken) => Task.FromResult(Record);

        public Task<FeedFile?> FindFileAsync(FeedId feed, string blob, CancellationToken cancellationToken) => Task.FromResult<FeedFile?>(
            new FeedFile { Feed = feed, Blob = blob, FileTime = default, LandedAt = default, Size = 1, Status = Status });

        public IAsyncEnumerable<FeedRecord> ReadAllAsync(string? distributor, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task UpdateAsync(FeedId feed, Func<FeedRecord, FeedRecord> change, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<string> WriteDetailAsync(FeedId feed, long sequence, string executionId, AcceptedDetail detail, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<AcceptedDetail?> ReadDetailAsync(string name, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task WriteFileAsync(FeedFile file, CancellationToken cancellationToken) => throw new NotSupportedException();

        public Task<FeedFile?> FindLastSettledAsync(FeedId feed, CancellationToken cancellationToken) => throw new NotSupportedException();

        public IAsyncEnumerable<FeedFile> ReadFilesAsync(FeedId feed, CancellationToken cancellationToken) => throw new NotSupportedException();
    }
}
