using Pipeline.Faults.Time;
using Pipeline.Faults.Worlds;

namespace Pipeline.Faults.Notifications;

/// <summary>The partner: pushes each body until it hears an answer, and remembers what it was told.</summary>
/// <param name="day">What it sends.</param>
/// <param name="app">The life that can be reached, or null when none can.</param>
public sealed class PushingPartner(PushDay day, Func<NotificationApp?> app)
{
    private const int Attempts = 30;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(20);

    private readonly List<(PushedDocument Document, string? Id)> acknowledged = [];
    private readonly List<PushedDocument> refused = [];
    private int open;

    /// <summary>What was answered with 200, once per answer that left the process.</summary>
    public IReadOnlyList<(PushedDocument Document, string? Id)> Acknowledged => acknowledged;

    /// <summary>What was answered with 400.</summary>
    public IReadOnlyList<PushedDocument> Refused => refused;

    /// <summary>Bodies it gave up on.</summary>
    public int GivenUp { get; private set; }

    /// <summary>Whether it has nothing more to send.</summary>
    public bool IsDone => open == 0;

    /// <summary>Plans the day.</summary>
    public void Begin(World world)
    {
        foreach ((TimeSpan at, PushedDocument document) in day.Pushes)
        {
            open++;
            world.Simulation.After(at, () => Push(world, document, 1));
        }
    }

    private void Push(World world, PushedDocument document, int attempt)
    {
        bool isOver = false;
        if (app() is { } reached)
        {
            Incarnation process = world.Process;
            process.Run(async () =>
            {
                int status = await AnswerAsync(reached, document);
                bool isHeard = status is 200 or 400 && world.Simulation.Dice.NextDouble() >= day.IgnoredAnswerFraction;
                if (!isOver && isHeard)
                {
                    isOver = true;
                    open--;
                }
            });
        }

        world.Simulation.After(app() is null ? Pause : Patience + Pause, () =>
        {
            if (isOver)
            {
                return;
            }

            isOver = true;
            if (attempt < Attempts)
            {
                Push(world, document, attempt + 1);
                return;
            }

            GivenUp++;
            open--;
        });
    }

    private async Task<int> AnswerAsync(NotificationApp reached, PushedDocument document)
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
