using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace Pipeline.TestSupport;

/// <summary>Waits for something another process or task brings about, by asking again and again up to a limit.</summary>
/// <remarks>
/// For effects only; what can be awaited is awaited. The pause between two questions grows from 20 to 250 ms: what comes soon
/// is seen at once, and a long wait does not keep the system busy with answering.
/// </remarks>
public static class WaitFor
{
    /// <summary>The limit when none is given: 30 seconds.</summary>
    public static readonly TimeSpan DefaultLimit = TimeSpan.FromSeconds(30);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(250);

    /// <summary>Waits until the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold within the limit; the text repeats the condition.</exception>
    public static Task TrueAsync(
        Func<bool> condition,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(condition))] string? described = null) =>
        TrueAsync(() => Task.FromResult(condition()), limit, described);

    /// <summary>Waits until the condition holds.</summary>
    /// <exception cref="TimeoutException">It did not hold within the limit; the text repeats the condition.</exception>
    public static async Task TrueAsync(
        Func<Task<bool>> condition,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(condition))] string? described = null) =>
        _ = await ValueAsync(async () => await condition() ? condition : null, limit, described);

    /// <summary>Waits until the source gives a value that is not null, and returns it.</summary>
    /// <exception cref="TimeoutException">None came within the limit; the text repeats the source.</exception>
    public static async Task<T> ValueAsync<T>(
        Func<Task<T?>> source,
        TimeSpan? limit = null,
        [CallerArgumentExpression(nameof(source))] string? described = null)
        where T : class
    {
        long started = Stopwatch.GetTimestamp();
        TimeSpan longest = limit ?? DefaultLimit;
        TimeSpan pause = ShortestPause;
        while (true)
        {
            if (await source() is { } value)
            {
                return value;
            }

            if (Stopwatch.GetElapsedTime(started) > longest)
            {
                throw new TimeoutException($"Not within {longest}: {described}");
            }

            await Task.Delay(pause);
            pause = pause * 1.2 < LongestPause ? pause * 1.2 : LongestPause;
        }
    }
}
