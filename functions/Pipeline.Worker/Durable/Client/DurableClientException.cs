namespace Microsoft.DurableTask.Client;

/// <summary>The host refused a client's request, or could not be reached.</summary>
public sealed class DurableClientException : Exception
{
    /// <summary>States the reason.</summary>
    /// <param name="error">The reason.</param>
    /// <param name="message">What was asked and what came back; never a key.</param>
    /// <param name="innerException">The failure below, if any.</param>
    public DurableClientException(DurableClientError error, string message, Exception? innerException = null)
        : base(message, innerException) => Error = error;

    /// <summary>The reason.</summary>
    public DurableClientError Error { get; }
}
