using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace Pipeline.Functions.Settings;

/// <summary>The storage account of the app, as the Functions host knows it: <c>AzureWebJobsStorage</c>.</summary>
public sealed partial class StorageSettings : IValidatableObject
{
    /// <summary>Name of the setting or section.</summary>
    public const string Section = "AzureWebJobsStorage";

    /// <summary>Connection string, or null when the app signs in with its identity. Never printed.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>Name of the account: <c>AzureWebJobsStorage__accountName</c>.</summary>
    public string? AccountName { get; set; }

    /// <summary>Client id of a user-assigned identity: <c>AzureWebJobsStorage__clientId</c>; null is the app's own.</summary>
    public string? ClientId { get; set; }

    /// <summary>Address of the blob service where it is not the usual one: <c>AzureWebJobsStorage__blobServiceUri</c>.</summary>
    public string? BlobServiceUri { get; set; }

    /// <summary>Address of the queue service: <c>AzureWebJobsStorage__queueServiceUri</c>.</summary>
    public string? QueueServiceUri { get; set; }

    /// <summary>Address of the table service: <c>AzureWebJobsStorage__tableServiceUri</c>.</summary>
    public string? TableServiceUri { get; set; }

    /// <summary>Address of a service: as set, else the public cloud's.</summary>
    /// <param name="service"><c>blob</c>, <c>queue</c> or <c>table</c>.</param>
    public Uri EndpointOf(string service) => new(service switch
    {
        "blob" when BlobServiceUri is not null => BlobServiceUri,
        "queue" when QueueServiceUri is not null => QueueServiceUri,
        "table" when TableServiceUri is not null => TableServiceUri,
        _ => $"https://{AccountName}.{service}.core.windows.net",
    });

    /// <inheritdoc />
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ConnectionString is null && AccountName is null
            && (BlobServiceUri is null || QueueServiceUri is null || TableServiceUri is null))
        {
            yield return new ValidationResult(
                "AzureWebJobsStorage is missing: set a connection string, or AzureWebJobsStorage__accountName.");
        }
    }

    [OptionsValidator]
    internal sealed partial class Check : IValidateOptions<StorageSettings>;
}
