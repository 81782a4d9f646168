using Pipeline.Core.Orders.Commands;
using Pipeline.Faults.Worlds;

namespace Pipeline.Faults.Orders;

/// <summary>The operators: each gives a command until an answer is heard, and some once more; all answers are kept.</summary>
/// <param name="world">The world.</param>
/// <param name="day">What they do.</param>
/// <param name="customers">Know the orders' ids.</param>
/// <param name="desk">Is called up when an order has to be cancelled there.</param>
/// <param name="app">The life that can be reached, or null when none can.</param>
public sealed class Operators(World world, OrderDay day, Customers customers, DistributorDesk desk, Func<OrderApp?> app)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(35);

    private readonly List<CommandAnswer> answers = [];
    private int open;

    /// <summary>Answers heard, oldest first, those to repetitions included.</summary>
    public IReadOnlyList<CommandAnswer> Answers => answers;

    /// <summary>Whether each has heard an answer each time.</summary>
    public bool IsDone => open == 0;

    /// <summary>Plans the day.</summary>
    public void Begin()
    {
        foreach (OperatorCommand command in day.Commands)
        {
            Plan(command, command.At, command.AgainAfter);
        }
    }

    private void Plan(OperatorCommand command, TimeSpan after, TimeSpan? again)
    {
        open++;
        world.Simulation.After(after, () => Give(command, again));
    }

    private void Give(OperatorCommand command, TimeSpan? again)
    {
        bool isOver = false;
        string? orderId = customers.Answers.FirstOrDefault(answer => answer.Order.Reference == command.Order).Answer?.OrderId;
        if (orderId is not null && app() is { } reached)
        {
            DateTimeOffset sentAt = world.Simulation.Now;
            world.Process.Run(async () =>
            {
                CommandResult result = await reached.CommandAsync(command.Step, orderId, command.By);
                answers.Add(new CommandAnswer(command, sentAt, result));
                if (command.Step is OperatorStep.Cancel && result.Outcome is CommandOutcome.Accepted)
                {
                    desk.Cancel(command.Order);
                }

                if (!isOver)
                {
                    isOver = true;
                    if (again is { } pause)
                    {
                        Plan(command, pause, null);
                    }

                    open--;
                }
            });
        }

        world.Simulation.After(Patience, () =>
        {
            if (!isOver)
            {
                isOver = true;
                Give(command, again);
            }
        });
    }
}
