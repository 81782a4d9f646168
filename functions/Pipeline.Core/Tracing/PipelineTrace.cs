using System.Diagnostics;

namespace Pipeline.Core.Tracing;

/// <summary>The app's own spans, and the trace context that travels with what is stored or sent.</summary>
/// <remarks>
/// The context is that of W3C (<c>00-{trace}-{span}-{flags}</c>). While nobody listens there are no spans and no context: what is
/// stored and sent is the same as without tracing.
/// </remarks>
public static class PipelineTrace
{
    /// <summary>Name of the source of all spans.</summary>
    public const string Source = "Pipeline";

    /// <summary>Member of queue messages that holds the context.</summary>
    public const string Member = "traceParent";

    private static readonly ActivitySource Spans = new(Source);

    /// <summary>Whether anybody listens.</summary>
    public static bool IsHeard => Spans.HasListeners();

    /// <summary>The context of the running code; null while nobody listens, or outside of any span.</summary>
    public static string? Current =>
        IsHeard && Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    /// <summary>The trace of the running code, 32 hexadecimal digits; null as <see cref="Current"/>.</summary>
    public static string? CurrentTrace =>
        IsHeard && Activity.Current is { IdFormat: ActivityIdFormat.W3C } span ? span.TraceId.ToHexString() : null;

    /// <summary>Begins a span; the caller disposes of it. Null while nobody listens.</summary>
    /// <param name="name">What is done; few different names.</param>
    /// <param name="cause">Context of what caused it, as it was stored or sent; null or unreadable: the running span is its parent.</param>
    /// <remarks>With a cause of another trace the running span is linked, so that both ways lead here.</remarks>
    public static Activity? Start(string name, string? cause = null)
    {
        if (!IsHeard || !ActivityContext.TryParse(cause, null, isRemote: true, out ActivityContext parent))
        {
            return Spans.StartActivity(name);
        }

        ActivityLink[] links = Activity.Current is { } running && running.TraceId != parent.TraceId ? [new ActivityLink(running.Context)] : [];
        return Spans.StartActivity(name, ActivityKind.Internal, parent, null, links);
    }

    /// <summary>Notes a call that has ended, as a span of the running one.</summary>
    /// <param name="name">What was called.</param>
    /// <param name="kind">Who called whom.</param>
    /// <param name="startedAt">When it began, UTC.</param>
    /// <param name="duration">How long it took.</param>
    /// <param name="hasFailed">Whether it failed.</param>
    /// <param name="tags">What is known of it; no personal data.</param>
    public static void Note(
        string name, ActivityKind kind, DateTimeOffset startedAt, TimeSpan duration, bool hasFailed, params IEnumerable<KeyValuePair<string, object?>> tags)
    {
        using Activity? span = IsHeard ? Spans.StartActivity(name, kind, Activity.Current?.Context ?? default, tags, null, startedAt) : null;
        _ = span?.SetStatus(hasFailed ? ActivityStatusCode.Error : ActivityStatusCode.Unset).SetEndTime((startedAt + duration).UtcDateTime);
    }
}
