using System.ComponentModel;

namespace Pipeline.Functions.Orders.Selling;

/// <summary>Which lines of a channel's order are accepted.</summary>
public sealed record DecisionBody
{
    /// <summary>Each line of the order once.</summary>
    [Description("Each line of the order once")]
    public IReadOnlyList<DecisionLineBody>? Lines { get; init; }
}

/// <summary>Whether a line is accepted.</summary>
public sealed record DecisionLineBody
{
    /// <summary>Our number of the line.</summary>
    public int LineNumber { get; init; }

    /// <summary>False refuses it.</summary>
    public bool Accepted { get; init; }
}

/// <summary>What is cancelled at a channel, or paid back.</summary>
public sealed record ChannelCommandBody
{
    /// <summary>The lines; without them a cancellation is of the whole order.</summary>
    [Description("The lines; without them a cancellation is of the whole order")]
    public IReadOnlyList<ChannelCommandLineBody>? Lines { get; init; }

    /// <summary>The channel's code of a reason.</summary>
    [Description("The channel's code of a reason")]
    public string? Reason { get; init; }
}

/// <summary>A line of which something is cancelled or paid back.</summary>
public sealed record ChannelCommandLineBody
{
    /// <summary>Our number of the line.</summary>
    public int LineNumber { get; init; }

    /// <summary>Pieces, at least 1.</summary>
    public int Quantity { get; init; } = 1;

    /// <summary>What is paid back of the price; of a refund.</summary>
    public decimal? Amount { get; init; }

    /// <summary>What is paid back of the shipping; of a refund.</summary>
    public decimal? Shipping { get; init; }
}
