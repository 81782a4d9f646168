using System.Globalization;
using System.Text;
using Azure.Storage.Queues.Models;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Queues;

/// <summary>Makes the call of a queue function (functions-custom-handler.md §1.5).</summary>
internal static class QueueCall
{
    /// <summary>The call for a received message whose content has been decoded.</summary>
    public static FunctionCall Create(FunctionDefinition function, QueueMessage message, byte[] content)
    {
        string text = Encoding.UTF8.GetString(content);
        return new FunctionCall
        {
            Function = function,
            Reason = $"New queue message detected on '{function.Trigger.Text("queueName")}'.",
            Details = string.Create(
                CultureInfo.InvariantCulture,
                $"MessageId: {message.MessageId}, DequeueCount: {message.DequeueCount}, InsertionTime: {message.InsertedOn:yyyy-MM-ddTHH:mm:ss.fffzzz}"),
            TriggerValue = function.Trigger.IsBinary ? content : text,
            BindingData =
            [
                new("QueueTrigger", text),
                new("DequeueCount", message.DequeueCount),
                new("ExpirationTime", message.ExpiresOn),
                new("Id", message.MessageId),
                new("InsertionTime", message.InsertedOn),
                new("NextVisibleTime", message.NextVisibleOn),
                new("PopReceipt", message.PopReceipt),
            ],
        };
    }
}
