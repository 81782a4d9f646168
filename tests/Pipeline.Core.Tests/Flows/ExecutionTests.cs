using Pipeline.Core.Executions;
using Pipeline.Core.Flows;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Tests.Flows;

/// <summary>What an execution says of its counts.</summary>
public sealed class ExecutionTests
{
    private static readonly Execution Run = new()
    {
        Id = "x", Flow = "acme.price", Status = ExecutionStatus.Partial, Trigger = "schedule", QueuedAt = new DateTimeOffset(2026, 3, 10, 6, 0, 0, TimeSpan.Zero),
    };

    [Fact]
    public void Each_record_has_one_outcome()
    {
        Execution run = Run with { Counts = new FeedCounts { Read = 7, Created = 1, Updated = 1, Unchanged = 1, Skipped = 1, Failed = 1 }, SetAside = 1, Retried = 1 };

        Assert.True(run.AddsUp);
        Assert.False((run with { SetAside = 0 }).AddsUp);
        Assert.False((run with { Retried = 2 }).AddsUp);
    }

    [Fact]
    public void What_broke_off_counts_by_what_its_fault_asks_for()
    {
        Execution failed = Run with { Status = ExecutionStatus.Failed, Counts = new FeedCounts { Read = 2, Failed = 2, Warnings = 5 }, SetAside = 3, Retried = 4 };

        Assert.Equal(new SeverityCounts(5, 7, 2), failed.Severities);
        Assert.Equal(new SeverityCounts(5, 8, 2), (failed with { FirstError = new Issue("A", null, null) { SaidSeverity = "retry" } }).Severities);
        Assert.Equal(new SeverityCounts(5, 7, 3), (failed with { FirstError = new Issue("A", null, null) { SaidSeverity = "error" } }).Severities);
        Assert.Equal(new SeverityCounts(5, 7, 2), (failed with { Status = ExecutionStatus.Partial, FirstError = new Issue("A", null, null) { SaidSeverity = "error" } }).Severities);
    }
}
