namespace Pipeline.Core.Tests.Orders.Life;

/// <summary>Ends the process once, before or after the n-th call of a port.</summary>
internal sealed class Cuts
{
    private int calls;

    /// <summary>Number of the port call at which to end, from 1; null for none.</summary>
    public int? At { get; set; }

    /// <summary>Whether the call is done before the end.</summary>
    public bool After { get; set; }

    /// <summary>Whether the end came.</summary>
    public bool Happened { get; private set; }

    /// <summary>Port calls so far.</summary>
    public int Calls => calls;

    public void Reset() => (calls, At, Happened) = (0, null, false);

    public async Task<T> AroundAsync<T>(Func<Task<T>> call)
    {
        int mine = Interlocked.Increment(ref calls);
        if (mine == At && !After)
        {
            Happened = true;
            throw new CutException();
        }

        T result = await call();
        if (mine == At)
        {
            Happened = true;
            throw new CutException();
        }

        return result;
    }
}
