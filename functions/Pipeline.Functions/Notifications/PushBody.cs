using Pipeline.Functions.Settings;

namespace Pipeline.Functions.Notifications;

/// <summary>Reads pushed bodies within a limit of size and time.</summary>
internal sealed class PushBody(PipelineSettings settings, TimeProvider clock)
{
    private const int BlockSize = 16 * 1024;

    /// <summary>Partners give up after 30 seconds; whoever sends slower is cut off before.</summary>
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(25);

    /// <summary>Largest body in bytes, inclusive.</summary>
    public int Limit => settings.Notifications.BodyLimit;

    /// <summary>The whole body as sent; null when it is larger than the limit, of which at most one block too many was read.</summary>
    /// <exception cref="TimeoutException">The sender is too slow.</exception>
    public async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (request.ContentLength > Limit)
        {
            return null;
        }

        using CancellationTokenSource late = new(Deadline, clock);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        using MemoryStream body = new((int)Math.Min(request.ContentLength ?? BlockSize, BlockSize));
        byte[] block = new byte[BlockSize];
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(block, both.Token)) > 0)
            {
                if (body.Length + read > Limit)
                {
                    return null;
                }

                await body.WriteAsync(block.AsMemory(0, read), both.Token);
            }
        }
        catch (OperationCanceledException slow) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException($"The body did not arrive within {Deadline.TotalSeconds} seconds.", slow);
        }

        return body.ToArray();
    }
}
