namespace Pipeline.Core.Orders.Prices;

/// <summary>Answers to a P&amp;A enquiry of any length.</summary>
/// <param name="Items">One answer per query, in the order asked.</param>
/// <param name="Problem">Why items have the status <c>NOT_ANSWERED</c>, or null when every call succeeded.</param>
public sealed record PriceAnswers(IReadOnlyList<PriceAnswer> Items, CallProblem? Problem)
{
    /// <summary>Status of items whose call failed.</summary>
    public const string NotAnswered = "NOT_ANSWERED";
}
