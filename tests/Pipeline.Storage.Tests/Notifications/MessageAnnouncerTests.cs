using Pipeline.Core.Notifications.Handling;
using Pipeline.Storage.Notifications;
using Pipeline.TestSupport;

namespace Pipeline.Storage.Tests.Notifications;

public sealed class MessageAnnouncerTests
{
    private readonly TestClock clock = new();
    private readonly KeptQueue queue = new();

    [Fact]
    public async Task One_message_is_announced_at_once_and_those_that_follow_closely_together()
    {
        await using MessageAnnouncer announcements = new(queue, clock);
        announcements.Add(["a"]);
        await WaitFor.TrueAsync(() => queue.Requests.Count == 1);
        announcements.Add(["b", "c"]);
        announcements.Add(["d"]);

        clock.Advance(TimeSpan.FromMilliseconds(99));
        Assert.Single(queue.Requests);
        await AdvanceUntilAsync(2);

        Assert.Equal(["a", "b c d"], queue.Requests.Select(static request => string.Join(' ', request.Ids)));
        Assert.All(queue.Requests, static request => Assert.False(request.Again));
    }

    [Fact]
    public async Task Many_messages_are_announced_without_a_pause_and_within_the_limit_of_a_request()
    {
        await using MessageAnnouncer announcements = new(queue, clock);

        announcements.Add(Enumerable.Range(0, 250).Select(static number => $"{number}"));

        await WaitFor.TrueAsync(() => queue.Requests.Count == 3);
        Assert.Equal([100, 100, 50], queue.Requests.Select(static request => request.Ids.Count));
    }

    [Fact]
    public async Task A_queue_that_refuses_does_not_end_the_announcing()
    {
        queue.Refuses = true;
        await using MessageAnnouncer announcements = new(queue, clock);
        announcements.Add(["a"]);
        await WaitFor.TrueAsync(() => queue.Asked == 1);
        queue.Refuses = false;
        announcements.Add(["b"]);

        await AdvanceUntilAsync(1);

        Assert.Equal("b", Assert.Single(Assert.Single(queue.Requests).Ids));
    }

    [Fact]
    public async Task What_was_stored_before_the_stop_is_announced()
    {
        MessageAnnouncer announcements = new(queue, clock);
        announcements.Add(["a"]);
        await WaitFor.TrueAsync(() => queue.Requests.Count == 1);
        announcements.Add(["b"]);

        await announcements.DisposeAsync();

        Assert.Equal(["a", "b"], queue.Requests.SelectMany(static request => request.Ids));
    }

    private Task AdvanceUntilAsync(int requests) => WaitFor.TrueAsync(() =>
    {
        clock.Advance(TimeSpan.FromMilliseconds(1));
        return queue.Requests.Count == requests;
    });

    private sealed class KeptQueue : IMessageQueue
    {
        private readonly Lock gate = new();
        private readonly List<MessageRequest> requests = [];

        public bool Refuses { get; set; }

        public int Asked { get; private set; }

        public IReadOnlyList<MessageRequest> Requests
        {
            get
            {
                lock (gate)
                {
                    return [.. requests];
                }
            }
        }

        public Task SendAsync(MessageRequest request, CancellationToken cancellationToken)
        {
            lock (gate)
            {
                Asked++;
                if (Refuses)
                {
                    throw new TimeoutException("busy");
                }

                requests.Add(request);
            }

            return Task.CompletedTask;
        }

        public Task<bool> IsEmptyAsync(CancellationToken cancellationToken) => Task.FromResult(true);
    }
}
