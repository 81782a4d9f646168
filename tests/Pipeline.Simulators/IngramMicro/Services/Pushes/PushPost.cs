using System.Text;
using Pipeline.Simulators.IngramMicro.Services.Faults;
using Pipeline.Simulators.IngramMicro.Services.Wire;

namespace Pipeline.Simulators.IngramMicro.Services.Pushes;

/// <summary>Delivers messages to the postback: repeats, and the faults of the transport. Safe for several threads.</summary>
internal sealed class PushPost(PushOptions options, FaultSwitches faults, TimeProvider clock) : IAsyncDisposable
{
    private static readonly TimeSpan UsualDelay = TimeSpan.FromSeconds(5);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();
    private readonly List<Task> deliveries = [];
    private PostbackClient client = new(options, clock);
    private PushOptions options = options;
    private TaskCompletionSource passed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Where and how; a change counts for every delivery after it, repeats included.</summary>
    public PushOptions Options
    {
        get
        {
            lock (gate)
            {
                return options;
            }
        }

        set
        {
            lock (gate)
            {
                // The old client may be in use; it is left to the collector.
                client = new PostbackClient(value, clock);
                options = value;
            }
        }
    }

    /// <summary>Sends a message.</summary>
    /// <returns>
    /// A task that ends with the first answer, or at once when a fault keeps the message back: so messages of one order
    /// leave in their order. Repeats go on by themselves.
    /// </returns>
    public Task SendAsync(PushedMessage message, WireFamily family)
    {
        if (Options.Url is null)
        {
            message.Note(PushState.NowhereToGo);
            return Task.CompletedTask;
        }

        Delivery delivery = new(message, family);
        if (Take(FaultKind.DropPush, delivery) is not null)
        {
            message.Note(PushState.Dropped);
            return Task.CompletedTask;
        }

        FaultSwitch? held = Take(FaultKind.ReorderPush, delivery) ?? Take(FaultKind.DelayPush, delivery);
        TaskCompletionSource answered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Task running = DeliverAsync(delivery, held, answered);
        lock (gate)
        {
            deliveries.RemoveAll(static task => task.IsCompleted);
            deliveries.Add(running);
        }

        return held is null ? answered.Task : Task.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        Task[] running;
        lock (gate)
        {
            running = [.. deliveries];
        }

        await Task.WhenAll(running);
        client.Dispose();
        stop.Dispose();
    }

    private async Task DeliverAsync(Delivery delivery, FaultSwitch? held, TaskCompletionSource answered)
    {
        try
        {
            if (held is not null)
            {
                await HoldAsync(held);
            }

            (byte[] first, string? problem) = FirstBytes(delivery);
            bool isDelivered = await PostAsync(delivery, first, problem);
            answered.TrySetResult();
            Passed();
            if (Take(FaultKind.DuplicatePush, delivery) is not null)
            {
                isDelivered |= await PostAsync(delivery, delivery.Body, "Sent again on purpose.");
            }

            for (int repeat = 0; !isDelivered && repeat < Options.Retries.Count; repeat++)
            {
                await Task.Delay(Options.Retries[repeat], clock, stop.Token);
                isDelivered = await PostAsync(delivery, delivery.Body, null);
            }

            delivery.Message.Note(isDelivered ? PushState.Delivered : PushState.GivenUp);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The simulator ends; what was not delivered stays waiting in the ledger.
        }
        finally
        {
            answered.TrySetResult();
        }
    }

    private async Task HoldAsync(FaultSwitch held)
    {
        Task passed;
        lock (gate)
        {
            passed = this.passed.Task;
        }

        Task late = Task.Delay(held.Delay ?? UsualDelay, clock, stop.Token);
        await (held.Kind == FaultKind.ReorderPush ? await Task.WhenAny(passed, late) : late);
    }

    private void Passed()
    {
        lock (gate)
        {
            passed.TrySetResult();
            passed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private async Task<bool> PostAsync(Delivery delivery, byte[] body, string? problem)
    {
        PostbackClient client;
        lock (gate)
        {
            client = this.client;
        }

        PushAttempt attempt = await client.PostAsync(body, delivery.Family, delivery.Message.Record.Kind, problem, stop.Token);
        bool isDelivered = attempt.Status is >= 200 and < 300;
        delivery.Message.Note(attempt, isDelivered ? PushState.Delivered : PushState.Waiting);
        return isDelivered;
    }

    private (byte[] Body, string? Problem) FirstBytes(Delivery delivery) =>
        Take(FaultKind.MalformedPush, delivery) is not null ? (delivery.Body[..(delivery.Body.Length / 2)], "Cut on purpose.")
        : Take(FaultKind.WrongEncodingPush, delivery) is not null ? (Misencoded(delivery), "Encoded wrongly on purpose.")
        : (delivery.Body, null);

    /// <summary>Says UTF-8 and is Latin-1, with one letter beyond ASCII for certain.</summary>
    private static byte[] Misencoded(Delivery delivery)
    {
        bool isLatin = delivery.Family.EncodingOf(delivery.Message.Record.Kind) == "ISO-8859-1";
        string text = (isLatin ? Encoding.Latin1 : Encoding.UTF8).GetString(delivery.Body);
        int end = text.IndexOf("?>", StringComparison.Ordinal) + 2;
        return Encoding.Latin1.GetBytes($"<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- é -->{text[end..]}");
    }

    private FaultSwitch? Take(FaultKind kind, Delivery delivery) =>
        faults.Take(kind, delivery.Message.Record.Kind, delivery.Message.Record.PurchaseOrderNumber);

    private sealed record Delivery(PushedMessage Message, WireFamily Family)
    {
        public byte[] Body { get; } = Message.Record.Body.ToArray();
    }
}
