using Pipeline.Core.Orders.Placing;

namespace Pipeline.Faults.Orders;

/// <summary>A line of a purchase as the distributor's sales staff decide it.</summary>
public sealed class BoughtLine
{
    /// <summary>The article that <see cref="OrderFate.Substituted"/> brings.</summary>
    public const string Substitute = "7100999";

    /// <summary>Decides a line.</summary>
    /// <param name="line">As ordered.</param>
    /// <param name="fate">Of the order.</param>
    /// <param name="index">Place of the line, from 0.</param>
    public BoughtLine(OrderCreateLine line, OrderFate fate, int index)
    {
        Number = line.LineNumber.Value;
        Requested = line.Quantity;
        UnitPrice = line.UnitPrice;
        Sku = fate is OrderFate.Substituted && index == 0 ? Substitute : line.Sku.AsCompared;
        IsRejected = fate is OrderFate.Rejected || (fate is OrderFate.LineRejected && index == 1);
        BackOrdered = fate switch
        {
            OrderFate.BackOrdered => Requested,
            OrderFate.Partial when index == 0 => Requested / 2,
            _ => 0,
        };
        Confirmed = IsRejected ? 0 : Requested - BackOrdered;
    }

    /// <summary>Our line number.</summary>
    public int Number { get; }

    /// <summary>The article that comes.</summary>
    public string Sku { get; }

    /// <summary>Pieces asked for.</summary>
    public int Requested { get; }

    /// <summary>Pieces confirmed at once.</summary>
    public int Confirmed { get; }

    /// <summary>Pieces that come later.</summary>
    public int BackOrdered { get; }

    /// <summary>Whether nothing comes.</summary>
    public bool IsRejected { get; }

    /// <summary>Net price per piece.</summary>
    public decimal UnitPrice { get; }

    /// <summary>Pieces shipped so far.</summary>
    public int Shipped { get; set; }

    /// <summary>Pieces billed so far.</summary>
    public int Invoiced { get; set; }

    /// <summary>Pieces taken back.</summary>
    public int Credited { get; set; }

    /// <summary>Whether what had not been shipped was cancelled.</summary>
    public bool IsVoided { get; set; }

    /// <summary>Pieces that come in the end.</summary>
    public int Due => IsVoided ? Shipped : IsRejected ? 0 : Requested;
}
