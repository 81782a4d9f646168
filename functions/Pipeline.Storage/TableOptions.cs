using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;

namespace Pipeline.Storage;

/// <summary>How the app uses the Table service: retries, time-outs and policies of its own.</summary>
/// <remarks>
/// Retries: 5 with jittered exponential back-off from 0.4 s to 20 s on what passes (408, 429, 5xx, broken connections), also
/// inside a transaction's answer; <c>Retry-After</c> is respected. Each try has 40 s, more than the service's own limit of
/// 30 s, so that its answer is heard. A write that is tried again may have been done by an earlier try.
/// </remarks>
public static class TableOptions
{
    /// <summary>Options for a new client; change what differs.</summary>
    /// <param name="perCall">Policies that see each call once, before its retries.</param>
    public static TableClientOptions Create(params ReadOnlySpan<HttpPipelinePolicy> perCall)
    {
        TableClientOptions options = new();
        options.Retry.Mode = RetryMode.Exponential;
        options.Retry.MaxRetries = 5;
        options.Retry.Delay = TimeSpan.FromMilliseconds(400);
        options.Retry.MaxDelay = TimeSpan.FromSeconds(20);
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(40);
        options.AddPolicy(new BusyTransactionPolicy(), HttpPipelinePosition.PerRetry);
        foreach (HttpPipelinePolicy policy in perCall)
        {
            options.AddPolicy(policy, HttpPipelinePosition.PerCall);
        }

        return options;
    }
}
