using Azure;

namespace Pipeline.LocalHost.Configuration;

/// <summary>Tells storage that does not answer from other faults.</summary>
internal static class StorageFault
{
    /// <summary>Whether storage refused or did not answer. Several failed attempts come as one AggregateException.</summary>
    public static bool Is(Exception error) => error is RequestFailedException
        || error is AggregateException { InnerExceptions: var inner } && inner.All(Is);
}
