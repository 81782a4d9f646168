using Azure.Storage.Queues.Models;
using Pipeline.LocalHost.Configuration;
using Pipeline.LocalHost.Invocation;

namespace Pipeline.LocalHost.Queues;

/// <summary>Calls a queue function for each message.</summary>
internal sealed partial class QueueTrigger(
    FunctionDefinition function, bool isBase64, FunctionInvoker invoker, ILogger<QueueTrigger> logger)
    : IMessageConsumer
{
    public async Task<bool> ConsumeAsync(QueueMessage message, CancellationToken cancellationToken)
    {
        if (!MessageText.TryDecode(message.Body, isBase64, out byte[]? content))
        {
            Log.NotBase64(logger, message.MessageId, function.Name);
            return false;
        }

        await invoker.InvokeAsync(QueueCall.Create(function, message, content), cancellationToken);
        return true;
    }

    private static partial class Log
    {
        [LoggerMessage(53, LogLevel.Error,
            "Message {MessageId} for '{Function}' is not base64 (extensions.queues.messageEncoding) and becomes poison")]
        public static partial void NotBase64(ILogger logger, string messageId, string function);
    }
}
