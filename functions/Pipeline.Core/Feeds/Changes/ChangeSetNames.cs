using System.Globalization;
using Pipeline.Core.Catalog.Facts;

namespace Pipeline.Core.Feeds.Changes;

/// <summary>Names of change sets.</summary>
/// <remarks><c>{distributor}/{feed}/{yyyy}/{MM}/{dd}/{HHmmss}-{execution}.jsonl.gz</c>, by the time at which the file began to be applied, in UTC.</remarks>
public static class ChangeSetNames
{
    /// <summary>Name of the container.</summary>
    public const string Container = "changes";

    /// <summary>The name that a change set takes.</summary>
    public static string Of(FeedId feed, DateTimeOffset at, string executionId)
    {
        string stamp = at.UtcDateTime.ToString("yyyy'/'MM'/'dd'/'HHmmss", CultureInfo.InvariantCulture);
        return $"{feed}/{stamp}-{executionId}.jsonl.gz";
    }

    /// <summary>Container and name, as they are announced.</summary>
    public static string WithContainer(string blob) => $"{Container}/{blob}";
}
