using System.Text.Json;
using Azure.Storage.Queues.Models;
using Microsoft.Azure.Functions.Worker;

namespace Pipeline.ProbeApp.Triggers;

/// <summary>Queue functions: one that obeys its message, one whose name a test spoils, one whose setting is missing.</summary>
public sealed class QueueFunctions
{
    public sealed record Work(string Key, string Do);

    [Function("QueueWork")]
    public async Task WorkAsync([QueueTrigger("%WorkQueue%")] QueueMessage message, FunctionContext context)
    {
        Work work = JsonSerializer.Deserialize<Work>(message.Body, JsonSerializerOptions.Web)!;
        Journal.Write($"queue {work.Key} {work.Do} try {message.DequeueCount}");
        switch (work.Do)
        {
            case "fail":
                throw new InvalidOperationException("the message asks for it");
            case "wait":
                await WaitAsync(work.Key, context.CancellationToken);
                break;
            case "ignore":
                await Journal.WaitForAsync(work.Key, CancellationToken.None);
                break;
            case "hidden":
                Journal.Write($"queue {work.Key} hidden for {(message.NextVisibleOn - message.InsertedOn)?.TotalMinutes:0} minutes");
                break;
            default:
                break;
        }

        Journal.Write($"queue {work.Key} done");
    }

    [Function("QueueRecord")]
    public void Record([QueueTrigger("record-%WorkQueue%")] Work work, string key, int dequeueCount) =>
        Journal.Write($"record {work.Key} {key} {work.Do} try {dequeueCount}");

    [Function("BadName")]
    public void BadName([QueueTrigger("%BadQueue%")] string text) => Journal.Write(text);

    [Function("NotSet")]
    public void NotSet([QueueTrigger("%NobodySetsThis%")] string text) => Journal.Write(text);

    private static async Task WaitAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            await Journal.WaitForAsync(key, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Journal.Write($"queue {key} cancelled");
            throw;
        }
    }
}
