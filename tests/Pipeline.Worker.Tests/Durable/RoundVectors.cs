using Microsoft.DurableTask;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Continue-as-new.</summary>
internal static class RoundVectors
{
    public static readonly VectorCode[] All =
    [
        new("30", "Rounds", async context =>
        {
            if (RoundOf(context) == 1)
            {
                object go = await context.WaitForExternalEvent<object>("go");
                context.ContinueAsNew(new Round(2));
                await context.CallActivityAsync("Cleanup", go);
                return "ignored";
            }

            object first = await context.WaitForExternalEvent<object>("item");
            object second = await context.WaitForExternalEvent<object>("item");
            return new { Round = 2, Items = new[] { first, second } };
        }),
        new("31", "BufferedRounds", async context =>
        {
            if (RoundOf(context) == 1)
            {
                await context.WaitForExternalEvent<object>("go");
                context.ContinueAsNew(new Round(2));
                return null;
            }

            return new { Round = 2, Item = await context.WaitForExternalEvent<object>("item") };
        }),
        new("32", "ForwardingRounds", async context =>
        {
            if (RoundOf(context) == 1)
            {
                await context.WaitForExternalEvent<object>("go");
                using var none = new CancellationTokenSource();
                while (context.WaitForExternalEvent<object>("item", none.Token) is { IsCompleted: true } kept)
                {
                    context.SendEvent(context.InstanceId, "item", await kept);
                }

                none.Cancel();
                context.ContinueAsNew(new Round(2));
                return null;
            }

            return new { Round = 2, Item = await context.WaitForExternalEvent<object>("item") };
        }),
        new("33", "OpenRounds", context =>
        {
            if (RoundOf(context) == 2)
            {
                return Task.FromResult<object?>("round 2");
            }

            _ = context.CallActivityAsync("Background");
            context.ContinueAsNew(new Round(2));
            return Task.FromResult<object?>("ignored");
        }),
        new("34", "WaitingRounds", async context =>
        {
            if (RoundOf(context) == 1)
            {
                using var stop = new CancellationTokenSource();
                Task<object> item = context.WaitForExternalEvent<object>("item");
                context.ContinueAsNew(new Round(2));
                if (await Task.WhenAny(item, context.CreateTimer(TimeSpan.FromSeconds(2), stop.Token)) == item)
                {
                    stop.Cancel();
                }

                return null;
            }

            return new { Round = 2, Item = await context.WaitForExternalEvent<object>("item") };
        }),
        new("35", "Loop", async context =>
        {
            int n = context.GetInput<Count>()!.N;
            if (n == 0)
            {
                context.SetCustomStatus("first round");
            }

            object last = await context.CallActivityAsync<object>("Count", n);
            if (n < 2)
            {
                context.ContinueAsNew(new Count(n + 1));
                return null;
            }

            return new { Rounds = n + 1, Last = last };
        }),
        new("36", "Migrating", context =>
        {
            if (context.Version != "1.0")
            {
                return Task.FromResult<object?>(new { context.Version, Input = context.GetInput<object>() });
            }

            context.ContinueAsNew(new ContinueAsNewOptions { NewVersion = "2.0" }, new { Migrated = true });
            return Task.FromResult<object?>(null);
        }),
        new("37", "RequestThenThrow", context =>
        {
            context.ContinueAsNew(new Round(2));
            throw new InvalidOperationException("failed after the request");
        }),
        new("51", "TerminatedRounds", async context =>
        {
            if (RoundOf(context) == 1)
            {
                await context.WaitForExternalEvent<object>("go");
                context.ContinueAsNew(new Round(2));
                return null;
            }

            return "round 2";
        }),
    ];

    private static int RoundOf(TaskOrchestrationContext context) => context.GetInput<Round>()!.Number;

    private sealed record Round([property: System.Text.Json.Serialization.JsonPropertyName("round")] int Number);

    private sealed record Count(int N);
}
