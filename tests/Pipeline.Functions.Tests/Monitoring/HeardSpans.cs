using System.Collections.Concurrent;
using System.Diagnostics;
using Pipeline.Core.Tracing;

namespace Pipeline.Functions.Tests.Monitoring;

/// <summary>Listens to the app's spans, as an exporter does.</summary>
internal sealed class HeardSpans : IDisposable
{
    private readonly ActivityListener listener;
    private readonly ConcurrentQueue<Activity> ended = new();

    public HeardSpans()
    {
        listener = new ActivityListener
        {
            ShouldListenTo = static source => source.Name == PipelineTrace.Source,
            Sample = static (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = ended.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
    }

    /// <summary>The spans that have ended, in the order of their ends.</summary>
    public IReadOnlyList<Activity> All => [.. ended];

    /// <summary>Names of the spans of a trace, in the order of their ends.</summary>
    public string[] Of(string trace) => [.. ended.Where(span => span.TraceId.ToHexString() == trace).Select(static span => span.OperationName)];

    /// <summary>The trace of the only span of a name.</summary>
    public string TraceOf(string name) => Assert.Single(ended, span => span.OperationName == name).TraceId.ToHexString();

    public void Dispose() => listener.Dispose();
}
