using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Messages.Reading;

namespace Pipeline.Functions.Tests.Notifications;

/// <summary>Orders that exist or not, as the test says, and that write down what is merged.</summary>
internal sealed class ScriptedOrders : IMessageHandler
{
    /// <summary>Numbers of the orders there are; null: all.</summary>
    public HashSet<string>? Known { get; set; }

    /// <summary>Thrown at each merge, if set.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What was merged: id and first document.</summary>
    public List<(string Id, string Document)> Merged { get; } = [];

    public Task<MessageOutcome> HandleAsync(
        PushedMessage notification, MessageReading reading, CancellationToken cancellationToken)
    {
        if (Failure is not null)
        {
            throw Failure;
        }

        string[] unknown = Known is null ? [] : [.. notification.Orders.Where(number => !Known.Contains(number))];
        if (unknown.Length == 0)
        {
            Merged.Add((notification.Id, notification.Documents[0]));
        }

        return Task.FromResult(new MessageOutcome(unknown));
    }
}
