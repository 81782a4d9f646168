using Microsoft.Azure.Functions.Worker;
using Pipeline.Core.ErrorGroups.Sources;

namespace Pipeline.Functions.Errors;

/// <summary>Looks after groups of errors.</summary>
public sealed partial class ErrorUpkeep(ErrorSweep sweep, SilenceWatch silences, ILogger<ErrorUpkeep> logger)
{
    /// <summary>Every two minutes: reports changes whose report was cut, and messages that have waited too long for their order.</summary>
    [Function("SweepErrors")]
    public async Task SweepAsync([TimerTrigger("45 */2 * * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        int told = await sweep.SweepAsync(cancellationToken);
        if (told > 0)
        {
            Log.Told(logger, told);
        }
    }

    /// <summary>Every five minutes: looks for runs and files that should have come and did not.</summary>
    [Function("WatchSilences")]
    public Task WatchAsync([TimerTrigger("30 */5 * * * *")] TimerInfo timer, CancellationToken cancellationToken) => silences.LookAsync(cancellationToken);

    /// <summary>Each night: makes the groups say what is stored, and removes those that were closed long ago.</summary>
    [Function("ExpireErrors")]
    public async Task ExpireAsync([TimerTrigger("0 20 4 * * *")] TimerInfo timer, CancellationToken cancellationToken)
    {
        int subjects = await sweep.RebuildAsync(cancellationToken);
        int removed = await sweep.ExpireAsync(cancellationToken);
        Log.Rebuilt(logger, subjects, removed);
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "{Count} changes whose report was cut, or that have lasted too long, are among the errors now")]
        public static partial void Told(ILogger logger, int count);

        [LoggerMessage(2, LogLevel.Information, "Errors were compared with {SubjectCount} flows, orders, messages and invoices; {GroupCount} closed groups are removed")]
        public static partial void Rebuilt(ILogger logger, int subjectCount, int groupCount);
    }
}
