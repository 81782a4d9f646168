using Microsoft.DurableTask.Protobuf;

namespace Pipeline.Functions.Tests.Orders.Replays;

/// <summary>One turn of an instance: what the backend asked and what it was answered.</summary>
/// <param name="Round">Round of the instance, from 1.</param>
/// <param name="Number">Turn of the round, from 1.</param>
/// <param name="Request">History and news.</param>
/// <param name="Actions">The actions of the answer, each as JSON.</param>
internal sealed record CapturedTurn(int Round, int Number, OrchestratorRequest Request, IReadOnlyList<string> Actions);
