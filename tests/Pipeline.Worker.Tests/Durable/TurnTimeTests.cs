using System.Diagnostics;
using Google.Protobuf;
using Microsoft.DurableTask.Execution;
using Microsoft.DurableTask.Messages;
using Microsoft.DurableTask.Worker;
using Microsoft.Extensions.Logging.Abstractions;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>A guard, not a measurement; that is in the benchmarks.</summary>
public sealed class TurnTimeTests
{
    /// <summary>Figure P7 asks for 1 ms; the median of many turns leaves out what other processes cost.</summary>
    [Fact]
    public void A_turn_with_a_history_of_a_hundred_events_takes_a_millisecond_at_most()
    {
        VectorTurn turn = VectorTurn.Find("12", 26);
        byte[] request = Convert.FromBase64String(turn.RequestBase64);
        OrchestratorCode code = VectorOrchestrators.Find("12", "Long");
        var executor = new OrchestrationExecutor(
            new DurableWorkerOptions(), NullLoggerFactory.Instance, TimeProvider.System);
        Assert.InRange(Turns.Request(turn).PastEvents.Count, 100, 130);
        var elapsed = new List<double>();

        for (int i = 0; i < 400; i++)
        {
            long start = Stopwatch.GetTimestamp();
            OrchestratorResponse response = executor.Execute(
                OrchestratorRequest.Parser.ParseFrom(request), code, CancellationToken.None);
            _ = response.ToByteArray();
            elapsed.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }

        Assert.InRange(elapsed.Order().ElementAt(elapsed.Count / 2), 0, 1.0);
    }
}
