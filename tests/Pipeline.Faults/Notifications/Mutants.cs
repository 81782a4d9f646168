using Pipeline.Core.Issues;
using Pipeline.Core.Notifications;
using Pipeline.Core.Notifications.Handling;
using Pipeline.Core.Notifications.Inbox;
using Pipeline.Core.Messages.Reading;

namespace Pipeline.Faults.Notifications;

/// <summary>The path broken on purpose, one way each; product code stays as it is.</summary>
public static class Mutants
{
    /// <summary>All of them, by name.</summary>
    public static IReadOnlyDictionary<string, Mutation> All { get; } = new Dictionary<string, Mutation>(StringComparer.Ordinal)
    {
        ["the claim is skipped"] = new() { Claims = static _ => new NoClaims() },
        ["acknowledged before stored"] = new() { Inbox = static inbox => new HastyInbox(inbox) },
        ["stored without its body"] = new() { Inbox = static inbox => new ForgetfulInbox(inbox) },
        ["settled before merged"] = new() { Orders = static orders => new LateOrders(orders) },
        ["merged without a mark"] = new() { MarksMerges = false },
        ["no announcement and no sweep"] = new() { Queue = static queue => new SilentQueue(queue), Sweeps = false },
        ["no sweep"] = new() { Sweeps = false },
        ["a learnt number releases nothing"] = new() { Releases = false },
        ["findable after the last look at the orders"] = new() { Inbox = static inbox => new LatePointerInbox(inbox) },
        ["parked without a pointer"] = new() { Inbox = static inbox => new PointlessInbox(inbox) },
    };

    private sealed class NoClaims : IMessageClaimStore
    {
        public Task<string> ClaimBodyAsync(string distributor, string sha256, string id, CancellationToken cancellationToken) =>
            Task.FromResult(id);

        public Task<DocumentClaim> ClaimDocumentAsync(
            string distributor, string document, string fingerprint, string former, string id, CancellationToken cancellationToken) =>
            Task.FromResult(new DocumentClaim(id, null));
    }

    private sealed class SilentQueue(IMessageQueue queue) : IMessageQueue
    {
        public Task SendAsync(MessageRequest request, CancellationToken cancellationToken) => Task.CompletedTask;

        public Task<bool> IsEmptyAsync(CancellationToken cancellationToken) => queue.IsEmptyAsync(cancellationToken);
    }

    /// <summary>Says "done" at once and merges afterwards, if it still can.</summary>
    private sealed class LateOrders(IMessageHandler orders) : IMessageHandler
    {
        public Task<MessageOutcome> HandleAsync(PushedMessage notification, MessageReading reading, CancellationToken cancellationToken)
        {
            _ = orders.HandleAsync(notification, reading, cancellationToken);
            return Task.FromResult(MessageOutcome.Merged);
        }
    }

    private sealed class HastyInbox(IMessageInbox inbox) : InboxAround(inbox)
    {
        public override Task AddAsync(PushedMessage notification, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
        {
            _ = base.AddAsync(notification, body, cancellationToken);
            return Task.CompletedTask;
        }
    }

    private sealed class ForgetfulInbox(IMessageInbox inbox) : InboxAround(inbox)
    {
        public override Task AddAsync(PushedMessage notification, ReadOnlyMemory<byte> body, CancellationToken cancellationToken) =>
            base.AddAsync(notification, ReadOnlyMemory<byte>.Empty, cancellationToken);
    }

    private sealed class PointlessInbox(IMessageInbox inbox) : InboxAround(inbox)
    {
        public override Task AwaitOrdersAsync(
            PushedMessage notification, IReadOnlyList<string> numbers, CancellationToken cancellationToken) => Task.CompletedTask;
    }

    /// <summary>Makes a message findable only when it is settled, after the last look at the orders.</summary>
    private sealed class LatePointerInbox(IMessageInbox inbox) : InboxAround(inbox)
    {
        private readonly Dictionary<string, IReadOnlyList<string>> waiting = [];

        public override Task AwaitOrdersAsync(
            PushedMessage notification, IReadOnlyList<string> numbers, CancellationToken cancellationToken)
        {
            waiting[notification.Id] = numbers;
            return Task.CompletedTask;
        }

        public override async Task<bool> SettleAsync(
            PushedMessage notification, DateTimeOffset? handledBefore, CancellationToken cancellationToken)
        {
            if (notification.ReasonCode == IssueCodes.OrderUnknown && waiting.TryGetValue(notification.Id, out IReadOnlyList<string>? numbers))
            {
                await base.AwaitOrdersAsync(notification, numbers, cancellationToken);
            }

            return await base.SettleAsync(notification, handledBefore, cancellationToken);
        }
    }
}
