using Pipeline.Core.Exchanges;
using Pipeline.Core.Feeds.Landing;
using Pipeline.Core.Issues;

namespace Pipeline.Core.Distributors;

/// <summary>Asks a file server again when what kept it from answering may pass in a moment: four times in all.</summary>
/// <remarks>What broke while a file was on its way is taken up by the transfer itself, and the calls of an API by their client.</remarks>
public static class PatientCall
{
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(8), TimeSpan.FromSeconds(30)];

    /// <summary>Makes the call; between the tries it waits as long as the server asks, else 2, 8 and 30 seconds.</summary>
    /// <param name="call">Must be repeatable.</param>
    /// <param name="spread">0 to 1: so much of a fifth is added to each pause, so that callers do not come back all at once.</param>
    /// <param name="clock">Measures the pauses.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task<T> RunAsync<T>(Func<Task<T>> call, double spread, TimeProvider clock, CancellationToken cancellationToken)
    {
        for (int tries = 0; ; tries++)
        {
            try
            {
                return await call();
            }
            catch (FeedTransportException fault) when (tries < Pauses.Length && MayPass(fault))
            {
                TimeSpan pause = fault.RetryAfter is { } asked && asked > TimeSpan.Zero ? asked : Pauses[tries] * (1 + (spread / 5));
                ExchangeContext.Cost?.Wait(pause);
                await Task.Delay(pause, clock, cancellationToken);
            }
        }
    }

    private static bool MayPass(FeedTransportException fault) => !(fault.RetryAfter > LongestWait)
        && fault.Code is IssueCodes.FtpUnreachable or IssueCodes.FtpBusy or IssueCodes.SftpUnreachable or IssueCodes.HttpUnreachable or IssueCodes.HttpServerError;
}
