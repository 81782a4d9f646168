using Pipeline.Core.Orders.Placing;

namespace Pipeline.Faults.Orders;

/// <summary>One purchase at the distributor: what it holds of one Order Create that arrived.</summary>
public sealed class Bought
{
    private readonly List<string> advices = [];
    private readonly List<Paper> papers = [];

    /// <summary>Enters an Order Create.</summary>
    /// <param name="order">What arrived.</param>
    /// <param name="customer">How it is treated.</param>
    /// <param name="ordinal">Place among all purchases, from 1; numbers are made of it.</param>
    /// <param name="at">When it arrived, UTC.</param>
    public Bought(OrderCreate order, CustomerOrder customer, int ordinal, DateTimeOffset at)
    {
        (Customer, Ordinal, At) = (customer, ordinal, at);
        Change(Status, at);
        Number = order.PurchaseOrderNumber.Value;
        Lines = [.. order.Lines.Select((line, index) => new BoughtLine(line, customer.Fate, index))];
    }

    /// <summary>How it is treated.</summary>
    public CustomerOrder Customer { get; }

    /// <summary>Place among all purchases, from 1.</summary>
    public int Ordinal { get; }

    /// <summary>When it arrived, UTC.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Our number.</summary>
    public string Number { get; }

    /// <summary>The distributor's number; null when it was rejected.</summary>
    public string? DistributorNumber => Customer.Fate is OrderFate.Rejected ? null : $"80031{Ordinal:D5}";

    /// <summary>The lines.</summary>
    public IReadOnlyList<BoughtLine> Lines { get; }

    /// <summary>State as the distributor spells it.</summary>
    public string Status { get; private set; } = "OPEN";

    /// <summary>When it changed last, UTC.</summary>
    public DateTimeOffset ChangedAt { get; private set; }

    /// <summary>Numbers of despatch advices.</summary>
    public IReadOnlyList<string> Advices => advices;

    /// <summary>Invoices and credit notes.</summary>
    public IReadOnlyList<Paper> Papers => papers;

    /// <summary>What goes wrong with it.</summary>
    public OrderSlip Slip => Customer.Slip;

    /// <summary>Whether the rest was cancelled by telephone.</summary>
    public bool IsVoided { get; private set; }

    /// <summary>Whether sales staff have answered the order.</summary>
    public bool IsAnswered { get; set; }

    /// <summary>Cancels what has not been shipped; before the answer also what would have been rejected.</summary>
    public void Void()
    {
        IsVoided = true;
        foreach (BoughtLine line in Lines.Where(line => line.Shipped < line.Requested && !(line.IsRejected && IsAnswered)))
        {
            line.IsVoided = true;
        }
    }

    /// <summary>Changes the state; each change has a time of its own, to the second as messages write it.</summary>
    public void Change(string status, DateTimeOffset now)
    {
        Status = status;
        DateTimeOffset whole = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        ChangedAt = whole > ChangedAt ? whole : ChangedAt.AddSeconds(1);
    }

    /// <summary>A new number of a despatch advice.</summary>
    public string NextAdvice()
    {
        advices.Add($"814{Ordinal:D5}{advices.Count + 1:D2}");
        return advices[^1];
    }

    /// <summary>A new invoice or credit note.</summary>
    public Paper NextPaper(bool isCredit, decimal net)
    {
        papers.Add(new Paper($"{(isCredit ? "913" : "912")}{Ordinal:D5}{papers.Count + 1:D2}", isCredit, net));
        return papers[^1];
    }
}
