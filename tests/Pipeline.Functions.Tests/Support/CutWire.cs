namespace Pipeline.Functions.Tests.Support;

/// <summary>Ends the process at a write to storage, seen from the wire: nothing reaches the storage any more from then on.</summary>
public sealed class CutWire : DelegatingHandler
{
    private int left = int.MaxValue;

    public CutWire()
        : base(new SocketsHttpHandler())
    {
    }

    /// <summary>Whether the cut was reached.</summary>
    public bool IsCut => left <= 0;

    /// <summary>Lets so many more writes through.</summary>
    public void CutAfter(int writes) => left = writes + 1;

    /// <summary>A new process: everything reaches the storage again.</summary>
    public void Mend() => left = int.MaxValue;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        bool isRead = request.Method == HttpMethod.Get || request.Method == HttpMethod.Head;
        if (left <= 0 || (!isRead && --left <= 0))
        {
            throw new InvalidOperationException("The process has ended.");
        }

        return base.SendAsync(request, cancellationToken);
    }
}
