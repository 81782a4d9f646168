using Google.Protobuf.Collections;

namespace Microsoft.DurableTask.Execution;

/// <summary>Tags of activities and sub-orchestrations.</summary>
internal static class TaskTags
{
    /// <summary>Its presence means that the parent is not told the outcome.</summary>
    public const string FireAndForget = "FireAndForget";

    private const string Reserved = "MS_DurableFunctions_SourceInstanceId";

    /// <summary>Copies tags into an action.</summary>
    /// <exception cref="ArgumentException">A tag that the host keeps for itself: it would fail the instance.</exception>
    public static void Copy(TaskOptions? options, MapField<string, string> target)
    {
        if (options?.Tags is not { Count: > 0 } tags)
        {
            return;
        }

        foreach ((string key, string value) in tags.OrderBy(tag => tag.Key, StringComparer.Ordinal))
        {
            if (string.Equals(key, Reserved, StringComparison.Ordinal))
            {
                throw new ArgumentException($"The tag '{Reserved}' belongs to the host.", nameof(options));
            }

            target.Add(key, value);
        }
    }
}
