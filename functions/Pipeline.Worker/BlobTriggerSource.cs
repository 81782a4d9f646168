namespace Microsoft.Azure.Functions.Worker;

/// <summary>How the host learns of a new blob.</summary>
public enum BlobTriggerSource
{
    /// <summary>By polling logs and listing the container. Not available on Flex Consumption.</summary>
    LogsAndContainerScan = 0,

    /// <summary>By an Event Grid subscription.</summary>
    EventGrid = 1,
}
