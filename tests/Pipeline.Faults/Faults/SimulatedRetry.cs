using Azure.Core;
using Azure.Core.Pipeline;

namespace Pipeline.Faults.Faults;

/// <summary>Repeats a storage request as the clients' own policy does, but waits in simulated time.</summary>
/// <remarks>Exponential from 0.4 s to 20 s, five times, on what the client's own classifier calls passing.</remarks>
public sealed class SimulatedRetry(TimeProvider clock) : HttpPipelinePolicy
{
    private const int Retries = 5;
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(400);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(20);

    /// <inheritdoc />
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        for (int attempt = 0; ; attempt++)
        {
            try
            {
                await ProcessNextAsync(message, pipeline).ConfigureAwait(false);
                if (attempt == Retries || !message.ResponseClassifier.IsRetriableResponse(message))
                {
                    return;
                }

                message.Response.Dispose();
            }
            catch (Exception broken) when (attempt < Retries && message.ResponseClassifier.IsRetriable(message, broken))
            {
                // The next attempt says whether the request had taken effect.
            }

            TimeSpan delay = FirstDelay * Math.Pow(2, attempt);
            await Task.Delay(delay < LongestDelay ? delay : LongestDelay, clock, message.CancellationToken).ConfigureAwait(false);
        }
    }

    /// <inheritdoc />
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
        throw new NotSupportedException("Storage is called asynchronously.");
}
