using Azure.Storage.Queues.Models;

namespace Pipeline.LocalHost.Queues;

/// <summary>Does the work for the messages of a queue.</summary>
internal interface IMessageConsumer
{
    /// <summary>Works on one message; it may come again after success, when the host dies before deleting it.</summary>
    /// <returns>False for a message that can never succeed: it goes to the poison queue at once.</returns>
    /// <exception cref="Invocation.FunctionFailedException">This attempt failed.</exception>
    Task<bool> ConsumeAsync(QueueMessage message, CancellationToken cancellationToken);
}
