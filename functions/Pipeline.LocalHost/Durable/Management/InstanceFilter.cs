using System.Globalization;
using System.Text;
using Microsoft.Extensions.Primitives;
using Pipeline.LocalHost.Durable.Messages;
using Pipeline.LocalHost.Durable.Storage;

namespace Pipeline.LocalHost.Durable.Management;

/// <summary>Which instances a list or a purge is about, from the parameters of a request (§4.3).</summary>
internal sealed record InstanceFilter
{
    private const int DefaultPage = 100;

    /// <summary>The states asked for; empty for all.</summary>
    public required IReadOnlySet<OrchestrationStatus> Statuses { get; init; }

    /// <summary>Created at or after; null for no bound.</summary>
    public required DateTimeOffset? From { get; init; }

    /// <summary>Created at or before; null for no bound.</summary>
    public required DateTimeOffset? To { get; init; }

    /// <summary>How ids begin; empty for any.</summary>
    public required string Prefix { get; init; }

    /// <summary>Instances on a page. Default 100.</summary>
    public required int PageSize { get; init; }

    /// <summary>Reads the parameters; values that cannot be read count as absent, as in the real host.</summary>
    public static InstanceFilter Read(IQueryCollection query) => new()
    {
        Statuses = query["runtimeStatus"].ToString().Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(text => Enum.TryParse(text, ignoreCase: true, out OrchestrationStatus status) ? status : (OrchestrationStatus?)null)
            .OfType<OrchestrationStatus>().ToHashSet(),
        From = Time(query["createdTimeFrom"]),
        To = Time(query["createdTimeTo"]),
        Prefix = query["instanceIdPrefix"].ToString(),
        PageSize = int.TryParse(query["top"], NumberStyles.None, CultureInfo.InvariantCulture, out int top) && top > 0
            ? top
            : DefaultPage,
    };

    /// <summary>Whether an instance is asked for.</summary>
    public bool Matches(InstanceCell instance) => instance.Summary is { } summary
        && (Statuses.Count == 0 || Statuses.Contains(summary.Status))
        && (From is null || summary.Created >= From)
        && (To is null || summary.Created <= To)
        && instance.InstanceId.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>One page in the order of the ids, and the token of the next one; null on the last page.</summary>
    public (IReadOnlyList<InstanceCell> Page, string? NextToken) PageOf(IEnumerable<InstanceCell> instances, string? token)
    {
        string after = Decode(token);
        List<InstanceCell> found = [.. instances
            .Where(instance => Matches(instance) && string.CompareOrdinal(instance.InstanceId, after) > 0)
            .OrderBy(instance => instance.InstanceId, StringComparer.Ordinal)
            .Take(PageSize + 1)];
        return found.Count > PageSize
            ? (found[..PageSize], Convert.ToBase64String(Encoding.UTF8.GetBytes(found[PageSize - 1].InstanceId)))
            : (found, null);
    }

    private static string Decode(string? token)
    {
        Span<byte> bytes = new byte[token?.Length ?? 0];
        return Convert.TryFromBase64String(token ?? string.Empty, bytes, out int length)
            ? Encoding.UTF8.GetString(bytes[..length])
            : string.Empty;
    }

    private static DateTimeOffset? Time(StringValues text) => DateTimeOffset.TryParse(
        text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset time) ? time : null;
}
