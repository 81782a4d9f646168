using Pipeline.Faults.Notifications;
using Pipeline.Faults.Time;
using Pipeline.Faults.Worlds;

namespace Pipeline.Faults.Orders;

/// <summary>Brings the distributor's messages: late, out of order, twice, cut short at first, again until it hears an answer.</summary>
/// <param name="world">The world.</param>
/// <param name="day">How bad it is.</param>
/// <param name="entrance">The life that can be reached, or null when none can.</param>
public sealed class MessagePost(World world, OrderDay day, Func<OrderApp?> entrance)
{
    private const int Attempts = 60;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    private readonly List<PushedDocument> sent = [];
    private readonly List<(PushedDocument Document, string? Id)> acknowledged = [];
    private readonly List<PushedDocument> refused = [];
    private int open;

    /// <summary>Bodies that were sent at least once, whole or cut short.</summary>
    public IReadOnlyList<PushedDocument> Sent => sent;

    /// <summary>What was answered with 200, once per answer that left the process.</summary>
    public IReadOnlyList<(PushedDocument Document, string? Id)> Acknowledged => acknowledged;

    /// <summary>What was answered with 400.</summary>
    public IReadOnlyList<PushedDocument> Refused => refused;

    /// <summary>Bodies it gave up on.</summary>
    public int GivenUp { get; private set; }

    /// <summary>Whether it has nothing more to send.</summary>
    public bool IsDone => open == 0;

    private bool Strikes => world.Simulation.Dice.NextDouble() < day.Disorder;

    /// <summary>Takes a message; it goes out after a while, so that later ones may be faster.</summary>
    public void Send(PushedDocument document, bool mayDrop)
    {
        if (mayDrop && Strikes)
        {
            return;
        }

        if (Strikes)
        {
            Plan(document.Truncated(0.5));
        }

        for (int copies = Strikes ? 2 : 1; copies > 0; copies--)
        {
            Plan(document);
        }
    }

    private void Plan(PushedDocument document)
    {
        sent.Add(document);
        open++;
        TimeSpan delay = world.Simulation.Between(TimeSpan.Zero, day.Pace * (Strikes ? 30 : 3));
        world.Simulation.After(delay, () => Push(document, 1));
    }

    private void Push(PushedDocument document, int attempt)
    {
        bool isOver = false;
        bool isReachable = entrance() is not null;
        if (entrance() is { } reached)
        {
            Incarnation process = world.Process;
            process.Run(async () =>
            {
                int status = await AnswerAsync(reached, document);
                if (!isOver && (status is 200 or 400) && !Strikes)
                {
                    isOver = true;
                    open--;
                }
            });
        }

        world.Simulation.After(isReachable ? Patience + Pause : Pause, () =>
        {
            if (isOver)
            {
                return;
            }

            isOver = true;
            if (attempt < Attempts)
            {
                Push(document, attempt + 1);
                return;
            }

            GivenUp++;
            open--;
        });
    }

    private async Task<int> AnswerAsync(OrderApp reached, PushedDocument document)
    {
        try
        {
            (int status, string? id) = await reached.ReceiveAsync(document.Body);
            if (status == 200)
            {
                acknowledged.Add((document, id));
            }
            else if (status == 400)
            {
                refused.Add(document);
            }

            return status;
        }
        catch (Exception failure) when (failure is Azure.RequestFailedException or HttpRequestException or AggregateException)
        {
            return 503;
        }
    }
}
