using Azure.Core;
using Azure.Core.Pipeline;

namespace Pipeline.Benchmarks.Imports;

/// <summary>Holds back transactions while something else is measured.</summary>
internal sealed class Turnstile : HttpPipelinePolicy
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(1);
    private TaskCompletionSource? closed;
    private int inside;

    /// <summary>Lets nothing more through, and waits until what is under way has its answer.</summary>
    public async Task CloseAsync()
    {
        Volatile.Write(ref closed, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        while (Volatile.Read(ref inside) > 0)
        {
            await Task.Delay(Pause);
        }
    }

    /// <summary>Lets everything through.</summary>
    public void Open() => Interlocked.Exchange(ref closed, null)?.SetResult();

    /// <inheritdoc/>
    public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => ProcessNext(message, pipeline);

    /// <inheritdoc/>
    public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
    {
        if (!message.Request.Uri.Path.EndsWith("/$batch", StringComparison.Ordinal))
        {
            await ProcessNextAsync(message, pipeline);
            return;
        }

        await EnterAsync();
        try
        {
            await ProcessNextAsync(message, pipeline);
        }
        finally
        {
            _ = Interlocked.Decrement(ref inside);
        }
    }

    private async Task EnterAsync()
    {
        while (true)
        {
            _ = Interlocked.Increment(ref inside);
            if (Volatile.Read(ref this.closed) is not { } closed)
            {
                return;
            }

            _ = Interlocked.Decrement(ref inside);
            await closed.Task;
        }
    }
}
