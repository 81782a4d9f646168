using System.Net;

namespace Pipeline.Storage.Tests.Infrastructure;

/// <summary>Spoils what goes over the wire: the process ends at a request, or an answer is lost.</summary>
public sealed class WireFaults : DelegatingHandler
{
    private int writes;

    /// <summary>The writing request, counted from 1, at which the process ends; none by default.</summary>
    public int CrashAt { get; init; } = int.MaxValue;

    /// <summary>Whether the storage had done that request before the end.</summary>
    public bool IsDone { get; init; }

    /// <summary>The writing request, counted from 1, that is done and whose answer is lost; the client tries it again.</summary>
    public int LoseAnswerOf { get; init; } = int.MaxValue;

    /// <summary>Called before each writing request, to let somebody else act between; its number is given.</summary>
    public Func<int, Task> Before { get; init; } = static _ => Task.CompletedTask;

    /// <summary>Writing requests so far; making a table is none.</summary>
    public int Writes => writes;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Method == HttpMethod.Get || request.Method == HttpMethod.Head || request.RequestUri!.AbsolutePath.EndsWith("/Tables", StringComparison.Ordinal))
        {
            return writes < CrashAt ? await base.SendAsync(request, cancellationToken) : throw new ProcessEndedException();
        }

        int number = ++writes;
        await Before(number);
        if (number > CrashAt || (number == CrashAt && !IsDone))
        {
            throw new ProcessEndedException();
        }

        HttpResponseMessage answer = await base.SendAsync(request, cancellationToken);
        return number == CrashAt ? throw new ProcessEndedException()
            : number == LoseAnswerOf ? new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)
            : answer;
    }
}
