namespace Pipeline.Simulators.Intcomex.Orders;

/// <summary>How long an order stays in each status; in reality minutes to days.</summary>
public sealed record OrderPace
{
    /// <summary>In 1, Open. Default 2 seconds.</summary>
    public TimeSpan Open { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>In 2, In process. Default 2 seconds.</summary>
    public TimeSpan InProcess { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>In 3, Back Order, when it comes to that. Default 2 seconds.</summary>
    public TimeSpan BackOrder { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>In 4, Ready to deliver. Default 2 seconds.</summary>
    public TimeSpan Ready { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>In 5, Invoiced/Closed. Default 2 seconds.</summary>
    public TimeSpan Invoiced { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>Every status for the same time.</summary>
    public static OrderPace Each(TimeSpan step) => new() { Open = step, InProcess = step, BackOrder = step, Ready = step, Invoiced = step };
}
