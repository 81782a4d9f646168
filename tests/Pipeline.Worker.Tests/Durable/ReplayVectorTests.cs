using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.DurableTask.Messages;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Every turn recorded from the Durable Task Framework, answered by our executor.</summary>
public sealed class ReplayVectorTests
{
    /// <summary>Where the executor answers otherwise than the framework: which alternative of the vector, and why.</summary>
    private static readonly Dictionary<(string Vector, int Turn), (int Alternative, string Why)> Choices = new()
    {
        [("15", 2)] = (0, "The instance ends when its code ends; a forgotten timer keeps nobody waiting."),
        [("31", 3)] = (0, "Events that arrived before the request are carried too: an event is never lost."),
        [("33", 1)] = (0, "The next round starts when the code ends; results of the old one are dropped anyway."),
        [("41", 2)] = (0, "The instance ends when its code ends, whatever activity is still open."),
        [("42", 2)] = (0, "It fails when its code fails, whatever activity is still open."),
        [("49", 2)] = (0, "A termination is answered alone: other actions would run for nothing."),
        [("51", 2)] = (0, "A termination is answered alone, so that continue-as-new cannot undo it."),
        [("52", 2)] = (0, "The difference is answered alone: the changed activity would run for nothing."),
        [("53", 2)] = (0, "The difference is answered alone."),
        [("55", 2)] = (0, "The difference is answered alone."),
        [("56", 2)] = (0, "The difference is answered alone."),
    };

    /// <summary>All turns but those of vector 21, which has a test of its own.</summary>
    public static IEnumerable<object[]> EveryTurn =>
        VectorTurn.All.Where(turn => turn.Vector != "21").Select(turn => new object[] { turn.Vector, turn.Turn });

    [Theory]
    [MemberData(nameof(EveryTurn))]
    public void A_recorded_turn_gets_the_recorded_answer(string vector, int number)
    {
        VectorTurn turn = VectorTurn.Find(vector, number);

        OrchestratorResponse answer = Turns.Run(turn);

        Assert.False(answer.RequiresHistory);
        Assert.Equal((string?)turn.Expected["customStatus"], answer.CustomStatus, JsonTextComparer.Instance);
        JsonArray actual = AnswerForm.Normalise(AnswerForm.Of(answer));
        JsonArray expected;
        if (Choices.TryGetValue((vector, number), out (int Alternative, string Why) choice))
        {
            expected = AnswerForm.Normalise(turn.Alternative(choice.Alternative));
            AnswerForm.RemoveUnsaid(actual, expected);
        }
        else
        {
            expected = AnswerForm.Normalise(turn.Expected["actions"]!.AsArray());
            AnswerForm.Remove(actual, turn.Loose);
            AnswerForm.Remove(expected, turn.Loose);
        }

        Assert.True(
            JsonNode.DeepEquals(expected, actual),
            $"vector {vector} turn {number}\nexpected {expected.ToJsonString()}\nactual   {actual.ToJsonString()}");
    }

    [Theory]
    [MemberData(nameof(EveryTurn))]
    public void The_same_turn_gives_the_same_bytes_again(string vector, int number)
    {
        VectorTurn turn = VectorTurn.Find(vector, number);

        Assert.Equal(WithoutTraces(Turns.Run(turn)), WithoutTraces(Turns.Run(turn)));
    }

    /// <summary>Vectors 21 and 22 contradict each other; 22 is what the .NET Durable SDK does, and so do we.</summary>
    [Theory]
    [InlineData(1, "[]")]
    [InlineData(2, """[{"id":0,"scheduleTask":{"name":"Log","input":"\"w2\""}}]""")]
    [InlineData(3, "[]")]
    [InlineData(4, """[{"id":1,"completeOrchestration":{"orchestrationStatus":"ORCHESTRATION_STATUS_COMPLETED","result":"{\"first\":\"b\",\"second\":\"a\"}"}}]""")]
    public void Of_two_waits_for_one_event_the_newest_is_served_first_other_than_in_vector_21(int number, string expected)
    {
        JsonArray actual = AnswerForm.Of(Turns.Run(VectorTurn.Find("21", number)));

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), actual), actual.ToJsonString());
    }

    [Fact]
    public void All_sixty_one_vectors_and_their_turns_are_here()
    {
        Assert.Equal(61, VectorTurn.All.Select(turn => turn.Vector).Distinct().Count());
        Assert.Equal(245, VectorTurn.All.Count);
    }

    internal static void RemoveTraces(OrchestratorResponse response)
    {
        foreach (OrchestratorAction action in response.Actions)
        {
            for (TaskFailure? failure = action.CompleteOrchestration?.FailureDetails; failure is not null; failure = failure.InnerFailure)
            {
                failure.StackTrace = null;
            }
        }
    }

    private static byte[] WithoutTraces(OrchestratorResponse response)
    {
        RemoveTraces(response);
        return response.ToByteArray();
    }
}
