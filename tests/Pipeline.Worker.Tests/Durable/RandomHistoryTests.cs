using System.Globalization;
using Google.Protobuf;
using Microsoft.DurableTask.Execution;
using Microsoft.DurableTask.Messages;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Made-up orchestrations against a backend that delivers in any order, twice, late, and during suspensions.</summary>
public sealed class RandomHistoryTests
{
    private const int MaximumTurns = 500;

    public static IEnumerable<object[]> Seeds => Enumerable.Range(1, 150).Select(seed => new object[] { seed });

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Whatever_the_order_of_arrival_the_plan_ends_with_its_result_and_asks_for_each_step_once(int seed)
    {
        var random = new Random(seed);
        RandomPlan plan = RandomPlan.Make(random, depth: 4);
        OrchestratorCode code = async context => await plan.RunAsync(context);
        var instance = new ScriptedHistory(code);
        var backend = new RandomBackend(random);

        OrchestratorResponse response = instance.Begin();
        int turns = 0;
        while (backend.Take(response) is null)
        {
            Assert.True(++turns < MaximumTurns, $"seed {seed} does not end");
            response = instance.After(TimeSpan.FromSeconds(random.Next(1, 100)), backend.News());
            Assert.False(response.RequiresHistory);
            Assert.Equal(WithAnotherSplit(instance.LastRequest, code, random), Bytes(response));
        }

        Assert.Equal(OrchestrationStatus.Completed, backend.End!.OrchestrationStatus);
        Assert.Equal(plan.Expected.ToString(CultureInfo.InvariantCulture), backend.End.Result);
        Assert.Equal(backend.Ids.Distinct().Count(), backend.Ids.Count);
    }

    private static byte[] WithAnotherSplit(OrchestratorRequest request, OrchestratorCode code, Random random)
    {
        HistoryEvent[] all = [.. request.PastEvents, .. request.NewEvents];
        int split = random.Next(all.Length + 1);
        return Bytes(Turns.Run(
            new OrchestratorRequest
            {
                InstanceId = request.InstanceId,
                PastEvents = { all[..split] },
                NewEvents = { all[split..] },
            },
            code));
    }

    private static byte[] Bytes(OrchestratorResponse response)
    {
        ReplayVectorTests.RemoveTraces(response);
        return response.ToByteArray();
    }
}
