using Azure.Core;

namespace Azure.Data.Tables;

/// <summary>Settings of the table clients: service version, retries, time-outs, transport.</summary>
/// <remarks>
/// Retries: 5 with jittered exponential back-off from 0.4 s to 20 s, on 408, 429, 500, 502, 503, 504, time-outs and
/// broken connections; <c>Retry-After</c> is respected. Each try has 40 s, more than the service's own limit of 30 s,
/// so that its answer is heard. A retried write may have been done by an earlier try, see the folder's README.
/// </remarks>
public sealed class TableClientOptions : ClientOptions
{
    private static readonly string[] LoggedHeaders =
        ["DataServiceVersion", "Prefer", "Preference-Applied", "x-ms-version", "x-ms-client-request-id", "x-ms-request-id"];

    /// <summary>Default settings for a service version.</summary>
    public TableClientOptions(ServiceVersion serviceVersion = ServiceVersion.V2020_12_06)
    {
        VersionString = serviceVersion switch
        {
            ServiceVersion.V2019_02_02 => "2019-02-02",
            ServiceVersion.V2020_12_06 => "2020-12-06",
            _ => throw new ArgumentOutOfRangeException(nameof(serviceVersion), serviceVersion, "Unknown version."),
        };
        Retry.Mode = RetryMode.Exponential;
        Retry.MaxRetries = 5;
        Retry.Delay = TimeSpan.FromMilliseconds(400);
        Retry.MaxDelay = TimeSpan.FromSeconds(20);
        Retry.NetworkTimeout = TimeSpan.FromSeconds(40);
        Array.ForEach(LoggedHeaders, Diagnostics.LoggedHeaderNames.Add);
    }

    /// <summary>Versions of the service's interface.</summary>
    public enum ServiceVersion
    {
        /// <summary>2019-02-02.</summary>
        V2019_02_02 = 1,

        /// <summary>2020-12-06, the first that takes Entra ID tokens.</summary>
        V2020_12_06 = 2,
    }

    /// <summary>The version as the header <c>x-ms-version</c> says it.</summary>
    internal string VersionString { get; }
}
