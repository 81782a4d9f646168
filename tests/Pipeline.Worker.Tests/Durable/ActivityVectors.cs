using Microsoft.DurableTask;

namespace Pipeline.Worker.Tests.Durable;

/// <summary>Activities: sequence, fan-out, failures, retries by hand, odd histories.</summary>
internal static class ActivityVectors
{
    public static readonly VectorCode[] All =
    [
        new("01", "Sequence", async context => new[]
        {
            await context.CallActivityAsync<string>("SayHello", "Tokyo"),
            await context.CallActivityAsync<string>("SayHello", "Seattle"),
            await context.CallActivityAsync<string>("SayHello", "London"),
        }),
        new("02", "FanOut", async context =>
        {
            int[] results = await Task.WhenAll(
                Enumerable.Range(0, 5).Select(n => context.CallActivityAsync<int>("Square", n)).ToArray());
            return new { Sum = results.Sum(), Results = results };
        }),
        new("03", "Branches", async context =>
        {
            return await Task.WhenAll(Branch(1), Branch(2));

            async Task<string> Branch(int n)
            {
                string x = await context.CallActivityAsync<string>("First", n);
                string y = await context.CallActivityAsync<string>("Second", n);
                return x + y;
            }
        }),
        new("04", "ChargeOrRefund", async context =>
        {
            try
            {
                await context.CallActivityAsync("Charge", 42);
                return new { Outcome = "charged" };
            }
            catch (TaskFailedException failed)
            {
                await context.CallActivityAsync("Refund", failed.FailureDetails.ErrorMessage);
                return new { Outcome = "refunded", Cause = failed.FailureDetails.InnerFailure!.ErrorMessage };
            }
        }),
        new("05 06", "RetryLoop", async context =>
        {
            for (int attempt = 1; ; attempt++)
            {
                try
                {
                    return await context.CallActivityAsync<object>("Flaky", attempt);
                }
                catch (TaskFailedException) when (attempt < 3)
                {
                    await context.CreateTimer(TimeSpan.FromSeconds(Math.Pow(2, attempt - 1)), CancellationToken.None);
                }
            }
        }),
        new("07", "Unhandled", async context =>
        {
            await context.CallActivityAsync("Boom");
            return "unreachable";
        }),
        new("08", "Shapes", async context =>
        {
            var notes = new List<string>();
            foreach (string name in new[] { "Missing", "Broken" })
            {
                try
                {
                    await context.CallActivityAsync(name);
                }
                catch (TaskFailedException failed)
                {
                    TaskFailureDetails details = failed.FailureDetails;
                    notes.Add(details.ErrorType == TaskFailureDetails.Unknown
                        ? "no details"
                        : $"{details.ErrorType} < {details.InnerFailure!.ErrorType}");
                }
            }

            return notes;
        }),
        new("09", "Nulls", async context =>
        {
            object? activity = await context.CallActivityAsync<object?>("Nothing");
            object? raised = await context.WaitForExternalEvent<object?>("Ping");
            return new { Input = context.GetInput<object?>(), Activity = activity, Event = raised };
        }),
        new("10 11", "TwoSteps", async context => new[]
        {
            await context.CallActivityAsync<object>("First"),
            await context.CallActivityAsync<object>("Second"),
        }),
        new("12", "Long", async context =>
        {
            int sum = 0;
            for (int n = 1; n <= 30; n++)
            {
                sum += await context.CallActivityAsync<int>("Step", n);
            }

            return sum;
        }),
        new("59", "Split", async context => await Task.WhenAll(
            Enumerable.Range(0, 4).Select(n => context.CallActivityAsync<object>("Part", n)).ToArray())),
        new("60 61", "Rewindable", async context => new[]
        {
            await context.CallActivityAsync<object>("A"),
            await context.CallActivityAsync<object>("B"),
        }),
    ];
}
