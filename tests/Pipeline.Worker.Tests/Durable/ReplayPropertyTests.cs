using Google.Protobuf;
using Microsoft.DurableTask.Messages;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>What must hold for any history, tried on all recorded ones.</summary>
public sealed class ReplayPropertyTests
{
    public static IEnumerable<object[]> EveryTurn => ReplayVectorTests.EveryTurn;

    /// <summary>All but those whose code was changed in a way that does not fit their history.</summary>
    public static IEnumerable<object[]> EveryTurnThatFits =>
        EveryTurn.Where(turn => turn[0] is not ("52" or "53" or "54" or "55" or "56"));

    /// <summary>Where the line between old and new lies changes IsReplaying only, never the answer.</summary>
    [Theory]
    [MemberData(nameof(EveryTurn))]
    public void Any_split_of_a_history_into_past_and_new_gives_the_same_answer(string vector, int number)
    {
        VectorTurn turn = VectorTurn.Find(vector, number);
        OrchestratorRequest request = Turns.Request(turn);
        HistoryEvent[] all = [.. request.PastEvents, .. request.NewEvents];
        byte[] expected = Bytes(Turns.Run(turn));

        for (int split = 0; split <= all.Length; split++)
        {
            var moved = new OrchestratorRequest
            {
                InstanceId = request.InstanceId,
                PastEvents = { all[..split] },
                NewEvents = { all[split..] },
            };

            Assert.Equal(expected, Bytes(Turns.Run(moved, VectorOrchestrators.Find(vector, turn.Code))));
        }
    }

    /// <summary>A history ends a turn behind each OrchestratorCompleted; replaying it that far gives what that turn gave.</summary>
    [Theory]
    [MemberData(nameof(EveryTurnThatFits))]
    public void Any_earlier_turn_found_in_a_history_asks_again_for_what_the_history_then_records(string vector, int number)
    {
        VectorTurn turn = VectorTurn.Find(vector, number);
        HistoryEvent[] past = [.. Turns.Request(turn).PastEvents];
        int[] recorded = [.. past.Select((_, index) => index).Where(index => IsRecorded(past[index]))];

        foreach (int index in recorded)
        {
            // Up to the first action that this turn of the history recorded.
            int start = index;
            while (start > 0 && IsRecorded(past[start - 1]))
            {
                start--;
            }

            var earlier = new OrchestratorRequest { InstanceId = turn.Source["instanceId"]!.ToString() };
            earlier.PastEvents.AddRange(past[..start]);

            OrchestratorResponse answer = Turns.Run(earlier, VectorOrchestrators.Find(vector, turn.Code));

            Assert.Contains(answer.Actions, action => action.Id == past[index].EventId);
        }
    }

    [Fact]
    public void A_turn_answers_an_action_only_until_history_has_it()
    {
        foreach (VectorTurn turn in VectorTurn.All)
        {
            int[] known = [.. Turns.Request(turn).PastEvents.Where(IsRecorded).Select(happened => happened.EventId)];
            bool differs = turn.Expected.ToJsonString().Contains("NonDeterministic", StringComparison.Ordinal);

            Assert.True(differs || !Turns.Run(turn).Actions.Any(action => known.Contains(action.Id)), turn.Vector);
        }
    }

    private static bool IsRecorded(HistoryEvent happened) => happened.EventId >= 0 && happened.EventTypeCase
        is HistoryEvent.EventTypeOneofCase.TaskScheduled
        or HistoryEvent.EventTypeOneofCase.TimerCreated
        or HistoryEvent.EventTypeOneofCase.SubOrchestrationInstanceCreated
        or HistoryEvent.EventTypeOneofCase.EventSent;

    private static byte[] Bytes(OrchestratorResponse response)
    {
        ReplayVectorTests.RemoveTraces(response);
        return response.ToByteArray();
    }
}
